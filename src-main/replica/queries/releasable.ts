import type { Case } from '../../../shared/domain/case.ts';
import type { Replica } from '../store/replica.ts';
import { documentColumn, documentTable, findDocument, listDocumentsBy, plainDocument } from '../store/documents.ts';
import { readableHere } from '../office/readable-here.ts';
import { listOfficeUnreleased, type OfficeEntryRow } from '../store/office-entries.ts';
import { listUnreleased, type JournalRow } from '../store/journal.ts';

/** What the next batch would release: approved (and transferred) cases that have unreleased entries, their persons, merges and their undoing, and all those entries. `others`: entries of the same documents that other laptops of the office made. */
export type Releasable = { readonly cases: readonly Case[]; readonly persons: readonly string[]; readonly entries: readonly JournalRow[]; readonly others?: readonly OfficeEntryRow[] };

const unreleased = 'receipt IS NULL AND batch IS NULL AND settled = 0';
// Also what colleagues made on other laptops of the office.
const open = `(SELECT document, collection FROM journal WHERE ${unreleased} UNION SELECT document, collection FROM office_entry WHERE batch IS NULL AND ended = 0)`;

/** Approved cases with something in no batch yet, as FROM and WHERE over `c`; a decision that norms replaced counts, though nothing of its case changed. */
const releasableFrom = (replica: Replica): string =>
  `FROM (SELECT DISTINCT document AS id FROM ${open} WHERE collection = 'cases'
      UNION SELECT d.caseId FROM ${open} j JOIN ${documentTable(replica, 'decisions')} d ON d.id = j.document WHERE j.collection = 'decisions' AND d.deleted = 0) u
    CROSS JOIN ${documentTable(replica, 'cases')} c ON c.id = u.id WHERE c.deleted = 0 AND c.${documentColumn(replica, 'cases', 'status')} = 'approved'`;

/** The cases that wait for a batch. */
export const listReleasableCases = (replica: Replica): Case[] => replica.db.list<{ body: string }>(`SELECT c.body ${releasableFrom(replica)}`).map(({ body }) => plainDocument<Case>(body));

/** How many they are. */
export const countReleasableCases = (replica: Replica): number => replica.db.find<{ count: number }>(`SELECT count(*) AS count ${releasableFrom(replica)}`)?.count ?? 0;

/** Reads what may be released now; `only`: of these cases. A draft, a case in review and a person without an approved case stay in the office. */
export const listReleasable = (replica: Replica, only?: ReadonlySet<string>): Releasable => {
  const certain = listReleasableCases(replica).filter(({ id }) => only?.has(id) ?? true);
  // A merge is a supervisor's own decision and waits for no case; both its records go, so that neither leads nowhere at the centre.
  const merged = replica.db.list<{ document: string }>("SELECT DISTINCT document FROM journal WHERE receipt IS NULL AND batch IS NULL AND collection = 'persons' AND command IN ('person.merge', 'person.unmerge')");
  const both = merged.flatMap(({ document }) => [document, findDocument(replica, 'persons', document)?.merge?.into ?? document]);
  const personIds = [...new Set([...certain.map((found) => found.personId), ...both])];
  // What was decided in a case and what was brought to it goes with it.
  const papers = certain.flatMap(({ id }) => (['decisions', 'scans'] as const).flatMap((collection) => listDocumentsBy(replica, collection, 'caseId', id).map((document) => document.id)));
  // a report is a supervisor's own word, and waits for no case
  const reports = replica.db.list<{ id: string }>(`SELECT id FROM ${documentTable(replica, 'reports')} WHERE deleted = 0`).map(({ id }) => id);
  // A decision of a dispute waits for no case, nor does a question about one; an approval that falls by it falls with it.
  const disputes = replica.db.list<{ document: string }>(`SELECT document FROM ${open} WHERE collection IN ('registryTasks', 'caseworkTasks') UNION SELECT document FROM journal WHERE ${unreleased} AND collection = 'decisions' AND command = 'conflict.decide'`);
  const documents = [...certain.map((found) => found.id), ...papers, ...personIds, ...reports, ...disputes.map(({ document }) => document)];
  const [entries, others] = [listUnreleased(replica.db, documents), readableHere(listOfficeUnreleased(replica.db, documents))];
  const persons = [...new Set([...entries, ...others].filter((entry) => entry.collection === 'persons').map((entry) => entry.document))];
  return { cases: certain, persons, entries, others };
};
