import type { SyncProgress } from '../../../shared/ipc/sync-state.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { countUnsent } from '../store/journal.ts';
import { countToCarry } from '../store/office-entries.ts';
import { lock } from '../session/lock.ts';
import { reportBug } from '../session/report-bug.ts';
import { eraseLaptop } from '../session/erase-laptop.ts';
import { keepSyncRun } from '../store/sync-runs.ts';
import { noSync, showProgress, shownProgress } from './progress.ts';
import { runSync } from './run-sync.ts';

/** Keeps how a synchronisation ended. What cannot be kept for want of room must not make a sync that is done look otherwise. */
const keepRun = (host: Host): void => {
  const { startedAt, endedAt, phase, error, restored, entriesSent, receipts, quarantined, itemsReceived, bytesUp, bytesDown, repaired, unequal } = shownProgress(host);
  if (!host.office || startedAt === null || endedAt === null) return;
  const run = { started: Date.parse(startedAt), ended: Date.parse(endedAt), phase, error: error?.type ?? (restored ? 'CentreRestored' : null), entries: entriesSent, receipts, quarantined, items: itemsReceived, up: bytesUp, down: bytesDown, repaired, unequal };
  const kept = host.office.replica.commit({ durability: 'normal', documents: [], sql: (db) => keepSyncRun(db, run) });
  if (!kept.ok) host.log('syncRunNotKept', { type: kept.error.type });
};

/** The centre tells once that something is new, until it is asked: where that sync failed, though there is a line, nobody would tell again. Asked after a minute, and each time after twice as long, up to half an hour. Milliseconds. */
const [askAgainAfter, mostAfter] = [60_000, 1_800_000];

/** sync.start: begins a sync and returns at once; sync.watch tells how it goes. Where one runs already, it goes on. `isTold`: the centre has told that something is new. */
export const startSync = (host: Host, isTold = false): SyncProgress => {
  if (host.stopSync) return host.sync;
  const controller = new AbortController();
  host.isSyncDue = false;
  host.underWay = 0;
  host.chunksAhead = undefined;
  const { db } = getOffice(host).replica;
  const { released } = countUnsent(db);
  showProgress(host, { ...noSync, phase: 'connecting', startedAt: host.clock.instant(), entriesToSend: released + (host.carries === false ? 0 : countToCarry(db)) });
  let over = (): void => undefined;
  const ended = new Promise<void>((resolve) => (over = resolve));
  host.stopSync = () => {
    controller.abort();
    return ended;
  };
  // From the end that is shown on, whoever asks for a sync gets another one: what was written since has to go too.
  const end = (): void => {
    try {
      keepRun(host);
    } catch (error) {
      reportBug(host, 'keepRun', error);
    } finally {
      host.stopSync = undefined;
      over();
      host.notices.tell('session');
      if (host.moved) void lock(host).finally(() => (host.moved = false));
      if (host.leaving) void eraseLaptop(host, host.leaving);
      if (host.sync.phase === 'done') host.askAgain = void clearTimeout(host.askAgain?.timer);
      if (host.sync.phase === 'failed' && host.sync.error?.type !== 'Offline' && (isTold || host.isSyncDue)) askAgain(host);
      startIfDue(host);
    }
  };
  void runSync(host, controller.signal, end).then(() => startIfDue(host));
  return host.sync;
};

const askAgain = (host: Host): void => {
  const [{ office }, after] = [host, Math.min((host.askAgain?.after ?? askAgainAfter / 2) * 2, mostAfter)];
  clearTimeout(host.askAgain?.timer);
  const timer = setTimeout(() => {
    if (office && host.office === office && !host.stopSync) startSync(host, true);
  }, after);
  host.askAgain = { timer: timer.unref(), after };
};

/** A sync that was found to be wanted while one ran or what it brought was looked through. */
const startIfDue = (host: Host): void => {
  if (host.isSyncDue && !host.stopSync && host.office && !host.moved && host.sync.phase === 'done') startSync(host);
};

/** The centre has told that something may be new: a sync begins, or follows the one that runs. Nothing happens while the laptop is locked. */
export const syncOnNotice = (host: Host): void => {
  if (host.stopSync) host.isSyncDue = true;
  else if (host.office) startSync(host, true);
};

/** sync.cancel: ends the running sync at the next safe place; what it has brought stays. */
export const cancelSync = async (host: Host): Promise<void> => {
  await host.stopSync?.();
};
