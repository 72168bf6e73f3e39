import { instantOf } from '../../../shared/base/instant.ts';
import type { RecoveryOptions } from '../../../shared/ipc/recovery.ts';
import type { Host } from '../session/host-parts.ts';
import { listSegments } from '../store/saves/read-segments.ts';
import { countEntriesAfter, listSnapshots } from '../store/snapshots/snapshot-files.ts';

/** recovery.options: told by names and frames alone, before anybody has given a password. */
export const readRecoveryOptions = (host: Host): RecoveryOptions => {
  const { journal, snapshots } = host.files;
  const sources = listSnapshots(snapshots).map(({ at, sequence, bytes }) => ({ takenAt: instantOf(at), entries: countEntriesAfter(journal, sequence), bytes }));
  const fromNothing = listSegments(journal)[0]?.first === 1 ? [{ takenAt: null, entries: countEntriesAfter(journal, 0), bytes: 0 }] : [];
  return { sources: [...sources, ...fromNothing] };
};
