import type { SyncProgress } from '../../../shared/ipc/sync-state.ts';

/** How much of a sync is behind it, 0 to 1; of its last part, the files, by itself. It reaches 1 only when the phase is `done`: a bar must not promise what has not happened. */
export const syncShare = (progress: SyncProgress): number => {
  if (progress.phase === 'done') return 1;
  const files = progress.fileBytesToSend + progress.fileBytesToReceive;
  if (progress.phase === 'files') return files === 0 ? 0 : Math.min(0.99, (progress.fileBytesSent + progress.fileBytesReceived) / files);
  const whole = progress.entriesToSend + progress.itemsToReceive;
  const ofItems = whole === 0 ? 0 : (progress.entriesSent + progress.itemsReceived) / whole;
  // What a chunk brings is counted when it is whole; until then its bytes say how far it is.
  const ofBytes = progress.phase === 'exchanging' && progress.chunkBytesToReceive > 0 ? (progress.chunkBytesReceived / progress.chunkBytesToReceive) * 0.9 : 0;
  return Math.min(0.99, Math.max(ofItems, ofBytes));
};
