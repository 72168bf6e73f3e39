import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { withCasesOf } from '../../../shared/domain/merge-persons.ts';
import type { MergeRecord, Person } from '../../../shared/domain/person.ts';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import type { MergeRow } from '../../../shared/ipc/rows.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { documentTable, findDocument, plainDocument } from '../store/documents.ts';
import type { Replica } from '../store/replica.ts';
import { personNames } from './person-names.ts';
import { listRivalMerges } from './rival-merges.ts';
import { travelOfDocument } from './travel.ts';

const mostRows = 500;

/** Cases that this office has and that still stand with the record kept, though the merge was taken back. */
const countLeft = (replica: Replica, area: string, { into, cases, undone }: MergeRecord): number =>
  undone === null ? 0 : cases.filter((id) => {
    const found = findDocument(replica, 'cases', id);
    return found?.personId === into && found.district === area && found.status !== 'transferredAway';
  }).length;

/** merge.list: the merges of the registry, newest first, those taken back included. */
export const readMerges = (host: Host): OutputOf<'merge.list'> => {
  const { replica, certificate } = getOffice(host);
  const rivals = listRivalMerges(replica);
  const bodies = replica.db.list<{ body: string }>(
    `SELECT p.body FROM merged_person m JOIN ${documentTable(replica, 'persons')} p ON p.id = m.id WHERE p.deleted = 0 ORDER BY m.at DESC LIMIT ?`, mostRows,
  );
  const rows = bodies.flatMap(({ body }): MergeRow[] => {
    const person = plainDocument<Person>(body);
    const { merge } = person;
    if (!merge) return [];
    const into = findDocument(replica, 'persons', merge.into);
    const fields = Object.keys(merge.before).filter((field) => into === undefined || canonicalJson(merge.before[field] ?? null) !== canonicalJson(person[field as keyof Person] ?? null) || field === 'otherIds');
    const [name, intoName] = [personNames(person), into ? personNames(into) : { kk: '', ru: '' }];
    return [{
      id: person.id, nameKk: name.kk, nameRu: name.ru, into: merge.into, intoKk: intoName.kk, intoRu: intoName.ru, byName: merge.merged.byName, at: merge.merged.at,
      fields, cases: merge.cases.length, undone: merge.undone && { byName: merge.undone.byName, at: merge.undone.at },
      left: countLeft(replica, certificate.area, withCasesOf(merge, rivals.get(person.id) ?? [])), travel: travelOfDocument(replica, 'persons', person.id),
    }];
  });
  return { rows };
};
