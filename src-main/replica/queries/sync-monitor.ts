import { instantOf } from '../../../shared/base/instant.ts';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import type { SyncProgress } from '../../../shared/ipc/sync-state.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { listCursors } from '../store/cursors.ts';
import { listSyncRuns } from '../store/sync-runs.ts';

/** More than one looks at; the rest is kept for whoever asks the file. */
const shown = 20;

/** sync.monitor: the line's speed, how far each stream has been read, and the synchronisations before. */
export const readSyncMonitor = (host: Host): OutputOf<'sync.monitor'> => {
  const { db } = getOffice(host).replica;
  return {
    bytesPerSecond: host.bytesPerSecond ?? null,
    streams: listCursors(db).map(({ stream, seq }) => ({ stream, seq, behind: host.heads.has(stream) ? Math.max(0, (host.heads.get(stream) ?? 0) - seq) : null })),
    runs: listSyncRuns(db, shown).map(({ number, started, ended, phase, error, entries, receipts, quarantined, items, up, down, repaired, unequal }) => ({
      id: String(number), startedAt: instantOf(started), seconds: Math.max(0, ended - started) / 1000, phase: phase as SyncProgress['phase'], error, entries, receipts, quarantined, items, bytesUp: up, bytesDown: down, repaired, unequal,
    })),
  };
};
