import { beforeEach, describe, expect, it } from 'vitest';
import type { SyncProgress } from '../../../../shared/ipc/sync-state.ts';
import { createClock } from '../../../../src-main/replica/platform/clock.ts';
import type { Host } from '../../../../src-main/replica/session/host-parts.ts';
import { createNotices } from '../../../../src-main/replica/session/notices.ts';
import { noSync, showProgress, shownProgress } from '../../../../src-main/replica/sync/progress.ts';

const began = Date.parse('2026-01-05T05:00:00.000Z');
let [elapsed, drift, told, host] = [0, 0, 0, undefined as unknown as Host];

/** The step, after so many more seconds; what is said to be left then. */
const show = (step: Partial<SyncProgress>, seconds = 0): number | null => {
  elapsed += seconds * 1000;
  showProgress(host, step);
  return host.sync.secondsLeft;
};
const start = (step: Partial<SyncProgress> = {}) => show({ ...noSync, phase: 'connecting', startedAt: host.clock.instant(), ...step });

beforeEach(() => {
  [elapsed, drift, told] = [0, 0, 0];
  const notices = createNotices();
  notices.listen((topic) => (told += topic === 'sync' ? 1 : 0));
  // Of a host, what a step is shown with.
  host = { sync: noSync, notices, clock: createClock(() => began + elapsed + drift, () => elapsed) } as unknown as Host;
});

describe('seconds left of a sync', () => {
  it('are not told before anything was measured: nothing done, or no time gone', () => {
    expect(start({ entriesToSend: 40 })).toBeNull();
    expect(show({ phase: 'exchanging' }, 3)).toBeNull();
    start({ entriesToSend: 40 });
    expect(show({ phase: 'exchanging', entriesSent: 10 })).toBeNull();
    expect(told).toBe(4);
  });

  it('follow from the items so far, up and down together, rounded', () => {
    start({ entriesToSend: 40 });
    expect(show({ phase: 'exchanging', entriesSent: 10 }, 10)).toBe(30);
    // 40 of 140 in 20 s.
    expect(show({ itemsToReceive: 100, itemsReceived: 30 }, 10)).toBe(50);
    expect(show({ itemsReceived: 31 }, 0.3)).toBe(49);
  });

  it('grow when the rate falls, and shrink when it rises', () => {
    start();
    show({ phase: 'exchanging', itemsToReceive: 1000 });
    expect(show({ itemsReceived: 500 }, 10)).toBe(10);
    expect(show({ itemsReceived: 501 }, 10)).toBe(20);
    expect(show({}, 30)).toBe(50);
    expect(show({ itemsReceived: 900 }, 1)).toBe(6);
  });

  it('are 0 at the last item, never below, and nothing once it is over, however it ended', () => {
    start();
    show({ phase: 'exchanging', itemsToReceive: 10 });
    expect(show({ itemsReceived: 10 }, 5)).toBe(0);
    // What others wrote meanwhile came too.
    expect(show({ itemsReceived: 25 }, 5)).toBe(0);
    for (const phase of ['done', 'failed', 'cancelled'] as const) expect(show({ phase, itemsToReceive: 50 }, 1)).toBeNull();
  });

  it('are those of time that went by, not of a clock that the centre has set right meanwhile', () => {
    start({ entriesToSend: 40 });
    drift = 3_600_000;
    expect(show({ phase: 'exchanging', entriesSent: 10 }, 10)).toBe(30);
    start({ entriesToSend: 40 });
    host.clock.trust(began - 3_600_000);
    expect(show({ phase: 'exchanging', entriesSent: 10 }, 10)).toBe(30);
  });
});

describe('seconds left of the files', () => {
  it('begin anew with the files: by their bytes, both ways, since they go; what went before counts for nothing', () => {
    start({ entriesToSend: 10 });
    show({ phase: 'exchanging', entriesSent: 10 }, 600);
    expect(show({ phase: 'files', filesToSend: 1, fileBytesSent: 400, fileBytesToSend: 1000 })).toBeNull();
    expect(show({ fileBytesSent: 500 }, 2)).toBe(10);
    // 200 in 4 s; 400 to send and 200 to fetch are left.
    expect(show({ fileBytesSent: 600, fileBytesToReceive: 200 }, 2)).toBe(12);
    expect(show({ phase: 'files', fileBytesToReceive: 500 })).toBeNull();
    expect(show({ fileBytesReceived: 90 }, 1)).toBe(9);
  });

  it('grow while nothing comes, are 0 at the end and never below', () => {
    start();
    show({ phase: 'files', fileBytesToSend: 1000 });
    expect(show({ fileBytesSent: 500 }, 5)).toBe(5);
    expect(show({}, 20)).toBe(25);
    expect(show({ fileBytesSent: 1000 }, 1)).toBe(0);
    expect(show({ fileBytesSent: 1100 }, 1)).toBe(0);
    expect(show({ phase: 'done' })).toBeNull();
  });

  it('follow from the bytes while chunks come, whose items are counted when one is whole', () => {
    start();
    show({ phase: 'exchanging', itemsToReceive: 5000 });
    host.chunksAhead = { left: 90_000, come: 0, since: elapsed };
    expect(shownProgress(host).secondsLeft).toBeNull();
    elapsed += 4000;
    host.chunksAhead = { ...host.chunksAhead, left: 80_000, come: 10_000 };
    expect(shownProgress(host)).toMatchObject({ secondsLeft: 32, itemsReceived: 0, chunkBytesReceived: 10_000, chunkBytesToReceive: 90_000 });
    elapsed += 32_000;
    host.chunksAhead = { ...host.chunksAhead, left: 0, come: 90_000 };
    // All is here: what is left is to be written.
    expect(show({ itemsReceived: 2500 })).toBe(36);
    expect(shownProgress(host).secondsLeft).toBe(36);
  });

  it('stand beside bytes that have come of a reply which is not whole yet', () => {
    start();
    show({ phase: 'exchanging', bytesDown: 1000 });
    host.underWay = 500;
    expect(shownProgress(host).bytesDown).toBe(1500);
    expect(host.sync.bytesDown).toBe(1000);
  });
});
