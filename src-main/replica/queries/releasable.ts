import type { Case } from '../../../shared/domain/case.ts';
import type { Replica } from '../store/replica.ts';
import { findDocument, listDocumentsBy } from '../store/documents.ts';
import { listUnreleased, type JournalRow } from '../store/journal.ts';

/** What the next batch would release: approved (and transferred) cases that have unreleased entries, their persons, merges and their undoing, and all those entries. */
export type Releasable = { readonly cases: readonly Case[]; readonly persons: readonly string[]; readonly entries: readonly JournalRow[] };

/** Reads what may be released now. A draft, a case in review and a person without an approved case stay in the office. */
export const listReleasable = (replica: Replica): Releasable => {
  const changed = replica.db.list<{ document: string }>("SELECT DISTINCT document FROM journal WHERE receipt IS NULL AND batch IS NULL AND settled = 0 AND collection = 'cases'");
  // A decision that norms replaced is released though nothing of its case changed.
  const decided = replica.db.list<{ document: string }>("SELECT DISTINCT document FROM journal WHERE receipt IS NULL AND batch IS NULL AND settled = 0 AND collection = 'decisions'");
  for (const { document } of decided) {
    const caseId = findDocument(replica, 'decisions', document)?.caseId;
    if (caseId !== undefined && !changed.some((one) => one.document === caseId)) changed.push({ document: caseId });
  }
  const cases = changed.map(({ document }) => findDocument(replica, 'cases', document)).filter((found) => found?.status === 'approved');
  const certain = cases.filter((found) => found !== undefined);
  // A merge is a supervisor's own decision and waits for no case; both its records go, so that neither leads nowhere at the centre.
  const merged = replica.db.list<{ document: string }>("SELECT DISTINCT document FROM journal WHERE receipt IS NULL AND batch IS NULL AND collection = 'persons' AND command IN ('person.merge', 'person.unmerge')");
  const both = merged.flatMap(({ document }) => [document, findDocument(replica, 'persons', document)?.merge?.into ?? document]);
  const personIds = [...new Set([...certain.map((found) => found.personId), ...both])];
  // What was decided in a case and what was brought to it goes with it.
  const papers = certain.flatMap(({ id }) => (['decisions', 'scans'] as const).flatMap((collection) => listDocumentsBy(replica, collection, 'caseId', id).map((document) => document.id)));
  const entries = listUnreleased(replica.db, [...certain.map((found) => found.id), ...papers, ...personIds]);
  const persons = [...new Set(entries.filter((entry) => entry.collection === 'persons').map((entry) => entry.document))];
  return { cases: certain, persons, entries };
};
