import type { CollectionName } from '../../../../shared/domain/collection.ts';
import { documentTable, findDocument } from '../../store/documents.ts';
import { listUnreleased, type JournalRow } from '../../store/journal.ts';
import type { Replica } from '../../store/replica.ts';

/** Collection → which of its documents are at an end, and may leave the commission. What is drafted or being signed stays. */
const finished = {
  assessments: "d.status IN ('decided', 'refused')",
  acts: "d.status <> 'signing'",
  opinions: '1',
  programmes: '1',
  registers: '1',
  extracts: '1',
  medicalTasks: '1',
} as const satisfies { readonly [C in Extract<CollectionName, 'assessments' | 'acts' | 'opinions' | 'programmes' | 'registers' | 'extracts' | 'medicalTasks'>]: string };

/** Entries that the chair's next batch would release, by number, those that say who read a record included, and what its acts need beside them. */
export const listReleasableMedical = (replica: Replica): JournalRow[] => {
  const documents = Object.entries(finished).flatMap(([collection, condition]) =>
    replica.db.list<{ id: string }>(
      `SELECT d.id FROM ${documentTable(replica, collection as CollectionName)} d WHERE d.deleted = 0 AND ${condition}
       AND d.id IN (SELECT document FROM journal WHERE receipt IS NULL AND batch IS NULL AND settled = 0 AND collection = ? AND command NOT LIKE '%.read')`, collection),
  );
  const released = listUnreleased(replica.db, documents.map(({ id }) => id));
  // The case that an act opened goes with it, as it was opened, and a person whom nobody released yet: without them the centre has nothing to hang the act on.
  const acts = new Set(released.flatMap(({ collection, document }) => (collection === 'acts' ? document : [])));
  const cases = released.flatMap(({ collection, document }) => (collection === 'extracts' ? (findDocument(replica, 'extracts', document)?.caseId ?? []) : []));
  // Where the act's record was merged, the case is that of the other one.
  const persons = [...[...acts].flatMap((id) => findDocument(replica, 'acts', id)?.personId ?? []), ...cases.flatMap((id) => findDocument(replica, 'cases', id)?.personId ?? [])];
  const before = listUnreleased(replica.db, [...persons, ...cases]).filter(({ command }) => command === 'person.register' || command === 'act.sign');
  return [...before, ...released].toSorted((a, b) => a.number - b.number);
};
