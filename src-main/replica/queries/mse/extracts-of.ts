import type { PersonId } from '../../../../shared/base/ids.ts';
import type { Extract } from '../../../../shared/domain/mse/extract.ts';
import { documentTable, findDocument, listDocumentsBy, plainDocument } from '../../store/documents.ts';
import type { Replica } from '../../store/replica.ts';
import { listCasesOfPerson } from '../cases-of-person.ts';
import { sameRecords } from '../same-records.ts';

const mostCited = 20;

const listWhere = (replica: Replica, condition: string, values: readonly string[]): Extract[] =>
  values.length === 0 ? [] : replica.db.list<{ body: string }>(`SELECT body FROM ${documentTable(replica, 'extracts')} WHERE deleted = 0 AND ${condition} IN (SELECT value FROM json_each(?))`, JSON.stringify(values)).map(({ body }) => plainDocument<Extract>(body));

/**
 * The record that stands for whom an extract is about. One that names a record that is not here, since it was merged where another district registered it, is known by the case that its act found or opened, or by the act that it cites; undefined
 * where it is not.
 */
export const ownerOf = (replica: Replica, extract: Extract, depth = 0): PersonId | undefined => {
  const { kept, ids } = sameRecords(replica, extract.personId);
  if (ids.some((id) => findDocument(replica, 'persons', id))) return kept;
  const found = extract.caseId && findDocument(replica, 'cases', extract.caseId);
  if (found) return sameRecords(replica, found.personId).kept;
  const cited = extract.cites && depth < mostCited ? listWhere(replica, "body ->> '$.act'", [extract.cites]) : [];
  return cited.flatMap((one) => ownerOf(replica, one, depth + 1) ?? [])[0];
};

/** What signed acts say of a person to those who pay, by whichever record of theirs, also one that is not here ({@link ownerOf}). */
export const listExtractsOf = (replica: Replica, id: PersonId): Extract[] => {
  const { kept, ids } = sameRecords(replica, id);
  const found = new Map(ids.flatMap((one) => listDocumentsBy(replica, 'extracts', 'personId', one)).map((extract) => [extract.id, extract]));
  const add = (more: readonly Extract[]): Extract[] => more.filter((extract) => !found.has(extract.id) && ownerOf(replica, extract) === kept).map((extract) => (found.set(extract.id, extract), extract));
  add(listWhere(replica, 'caseId', listCasesOfPerson(replica, id).map((one) => one.id)));
  for (let asked = [...found.values()]; asked.length > 0; ) {
    const known = new Set([...found.values()].map(({ act }) => act));
    const cited = asked.flatMap(({ cites }) => (cites && !known.has(cites) ? cites : []));
    asked = add([...listWhere(replica, 'cites', asked.map(({ act }) => act)), ...listWhere(replica, "body ->> '$.act'", cited)]);
  }
  return [...found.values()];
};
