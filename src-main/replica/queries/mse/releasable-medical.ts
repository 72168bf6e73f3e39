import type { CollectionName } from '../../../../shared/domain/collection.ts';
import { documentTable } from '../../store/documents.ts';
import { listUnreleased, type JournalRow } from '../../store/journal.ts';
import type { Replica } from '../../store/replica.ts';

/** Collection → which of its documents are at an end, and may leave the commission. What is drafted or being signed stays. */
const finished = {
  assessments: "d.status IN ('decided', 'refused')",
  acts: "d.status <> 'signing'",
  opinions: '1',
  programmes: '1',
  registers: '1',
} as const satisfies { readonly [C in Extract<CollectionName, 'assessments' | 'acts' | 'opinions' | 'programmes' | 'registers'>]: string };

/** Entries that the chair's next batch would release, by number, those that say who read a record included. */
export const listReleasableMedical = (replica: Replica): JournalRow[] => {
  const documents = Object.entries(finished).flatMap(([collection, condition]) =>
    replica.db.list<{ id: string }>(
      `SELECT d.id FROM ${documentTable(replica, collection as CollectionName)} d WHERE d.deleted = 0 AND ${condition}
       AND d.id IN (SELECT document FROM journal WHERE receipt IS NULL AND batch IS NULL AND settled = 0 AND collection = ? AND command NOT LIKE '%.read')`, collection),
  );
  return listUnreleased(replica.db, documents.map(({ id }) => id));
};
