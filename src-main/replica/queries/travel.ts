import type { Travel } from '../../../shared/ipc/rows.ts';
import type { CollectionName } from '../../../shared/domain/collection.ts';
import { taskKindFor } from '../../../shared/domain/task-kinds.ts';
import type { ReadableDb } from '../store/db.ts';
import { documentTable } from '../store/documents.ts';
import type { Replica } from '../store/replica.ts';

type EntryState = { readonly batch: string | null; readonly receipt: number | null; readonly result: string | null; readonly why: string | null };

/** How far one journal entry has come. */
export const travelOfEntry = (entry: EntryState): Travel =>
  entry.result === 'quarantined' || entry.why !== null ? 'quarantined' : entry.receipt !== null ? 'received' : entry.batch !== null ? 'released' : 'office';

/** How far a document's changes have come: the least of its entries, but one that the centre put aside is told first. Without entries, of this laptop or of another of the office, it came from the centre. Entries that say who read it move nothing, nor does what was put aside in a dispute that is decided. */
export const travelOf = (db: ReadableDb, document: string): Travel => {
  const row = db.find<{ quarantined: number | null; office: number | null; released: number | null }>(
    "SELECT max(result = 'quarantined' AND (settled = 0 OR why NOT IN ('conflict', 'outdated')) AND resolved IS NULL) AS quarantined, max(receipt IS NULL AND batch IS NULL AND settled = 0) AS office, max(receipt IS NULL AND batch IS NOT NULL) AS released FROM journal WHERE document = ? AND command NOT LIKE '%.read'",
    document,
  );
  const others = db.find<{ office: number | null; released: number | null }>('SELECT max(batch IS NULL) AS office, max(batch IS NOT NULL) AS released FROM office_entry WHERE document = ? AND ended = 0', document);
  return row?.quarantined ? 'quarantined' : row?.office || others?.office ? 'office' : row?.released || others?.released ? 'released' : 'received';
};

/** The same of a document in a list: that a person has to decide about it is told before all else. */
export const travelOfDocument = (replica: Replica, collection: CollectionName, id: string): Travel => {
  const dispute = replica.db.find(`SELECT 1 FROM ${documentTable(replica, taskKindFor(collection))} WHERE deleted = 0 AND status = 'open' AND body ->> '$.document' = ? LIMIT 1`, id);
  return dispute ? 'disputed' : travelOf(replica.db, id);
};
