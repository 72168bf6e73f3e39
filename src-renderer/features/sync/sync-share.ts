import type { SyncProgress } from '../../../shared/ipc/sync-state.ts';

/** How much of a sync is behind it, 0 to 1; of its last part, the files, by itself. It reaches 1 only when the phase is `done`: a bar must not promise what has not happened. */
export const syncShare = (progress: SyncProgress): number => {
  if (progress.phase === 'done') return 1;
  const files = progress.fileBytesToSend + progress.fileBytesToReceive;
  if (progress.phase === 'files') return files === 0 ? 0 : Math.min(0.99, (progress.fileBytesSent + progress.fileBytesReceived) / files);
  const whole = progress.entriesToSend + progress.itemsToReceive;
  return whole === 0 ? 0 : Math.min(0.99, (progress.entriesSent + progress.itemsReceived) / whole);
};
