import type { SyncProgress } from '../../../shared/ipc/sync-state.ts';
import type { Host } from '../session/host-parts.ts';

/** Before the first sync of this run of the host. */
export const noSync: SyncProgress = {
  phase: 'idle', startedAt: null, endedAt: null, entriesSent: 0, entriesToSend: 0, receipts: 0, quarantined: 0, itemsReceived: 0, itemsToReceive: 0, chunkBytesReceived: 0, chunkBytesToReceive: 0, bytesUp: 0, bytesDown: 0, filesSent: 0, filesToSend: 0, fileBytesSent: 0, fileBytesToSend: 0, filesReceived: 0, filesToReceive: 0, fileBytesReceived: 0, fileBytesToReceive: 0, fetching: null, repaired: 0, unequal: 0, secondsLeft: null, restored: false, error: null,
};

/** Seconds left at the speed of the items so far, `seconds` after the beginning (not by `startedAt`: a handshake may set the clock right); null before there is a speed. */
const secondsLeft = (progress: SyncProgress, seconds: number): number | null => {
  const done = progress.itemsReceived + progress.entriesSent;
  const left = progress.itemsToReceive - progress.itemsReceived + progress.entriesToSend - progress.entriesSent;
  return done === 0 || seconds <= 0 ? null : Math.max(0, Math.round((left * seconds) / done));
};

/** Seconds left for the files at the speed of those so far, waiting included; null before there is one. */
const fileSecondsLeft = (host: Host, next: SyncProgress): number | null => {
  const { at, bytes } = host.filesSince ?? { at: 0, bytes: 0 };
  const gone = next.fileBytesSent + next.fileBytesReceived - bytes;
  const left = next.fileBytesToSend - next.fileBytesSent + next.fileBytesToReceive - next.fileBytesReceived;
  return gone <= 0 ? null : Math.max(0, Math.round((left * (host.clock.elapsed() - at)) / 1000 / gone));
};

/** Shows a step of the running sync. */
export const showProgress = (host: Host, step: Partial<SyncProgress>): void => {
  const next = { ...host.sync, ...step };
  if (step.phase === 'connecting') host.syncSince = host.clock.elapsed();
  if (step.phase === 'files') host.filesSince = { at: host.clock.elapsed(), bytes: next.fileBytesSent + next.fileBytesReceived };
  const ofItems = next.phase === 'connecting' || next.phase === 'exchanging' ? secondsLeft(next, (host.clock.elapsed() - (host.syncSince ?? host.clock.elapsed())) / 1000) : null;
  const ofFiles = next.phase === 'files' ? fileSecondsLeft(host, next) : null;
  host.sync = { ...next, secondsLeft: ofItems ?? ofFiles };
  host.notices.tell('sync');
};

/** Seconds left for the chunks at the speed of their bytes so far: their items are counted when one is whole, which a slow line makes wait for long. */
const chunkSecondsLeft = ({ clock, chunksAhead }: Host): number | undefined => {
  if (!chunksAhead || chunksAhead.since === undefined || chunksAhead.come === 0 || chunksAhead.left <= 0) return undefined;
  return Math.round((chunksAhead.left * (clock.elapsed() - chunksAhead.since)) / 1000 / chunksAhead.come);
};

/** The figures of the sync as they are shown: with what has come of the reply or the chunk that is still coming in. */
export const shownProgress = (host: Host): SyncProgress => {
  const [ahead, bytesDown] = [host.sync.phase === 'exchanging' ? host.chunksAhead : undefined, host.sync.bytesDown + (host.underWay ?? 0)];
  if (!ahead) return host.underWay ? { ...host.sync, bytesDown } : host.sync;
  return { ...host.sync, bytesDown, chunkBytesReceived: ahead.come, chunkBytesToReceive: ahead.come + ahead.left, secondsLeft: chunkSecondsLeft(host) ?? host.sync.secondsLeft };
};
