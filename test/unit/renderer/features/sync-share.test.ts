import { expect, test } from 'vitest';
import { noSync } from '../../../../src-main/replica/sync/progress.ts';
import { syncShare } from '../../../../src-renderer/features/sync/sync-share.ts';

const share = (progress: Partial<typeof noSync>) => syncShare({ ...noSync, phase: 'exchanging', ...progress });

test('while a chunk comes its bytes say how far it is, until its items are counted; the end is shown at the end only', () => {
  expect(share({ itemsToReceive: 5000 })).toBe(0);
  expect(share({ itemsToReceive: 5000, chunkBytesReceived: 50_000, chunkBytesToReceive: 100_000 })).toBeCloseTo(0.45);
  expect(share({ itemsToReceive: 5000, chunkBytesReceived: 100_000, chunkBytesToReceive: 100_000 })).toBeCloseTo(0.9);
  expect(share({ itemsToReceive: 5000, itemsReceived: 5000, chunkBytesReceived: 100_000, chunkBytesToReceive: 100_000 })).toBe(0.99);
  expect(share({ entriesToSend: 10, entriesSent: 5 })).toBe(0.5);
  expect(share({ phase: 'done' })).toBe(1);
});
