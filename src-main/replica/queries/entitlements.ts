import type { PersonId } from '../../../shared/base/ids.ts';
import type { Entitlement } from '../../../shared/rules/intake/conflicts.ts';
import { resultOf } from '../../../shared/rules/result-of.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { documentColumn, documentTable } from '../store/documents.ts';
import type { Replica } from '../store/replica.ts';
import { listDecisions } from './decisions.ts';
import { sameRecords } from './same-records.ts';

/** The cases of a person, those of records that were merged into theirs included. */
const listCases = (replica: Replica, person: PersonId): string[] =>
  replica.db.list<{ id: string }>(`SELECT id FROM ${documentTable(replica, 'cases')} WHERE deleted = 0 AND ${documentColumn(replica, 'cases', 'personId')} IN (SELECT value FROM json_each(?)) ORDER BY id`, JSON.stringify(sameRecords(replica, person).ids))
    .map(({ id }) => id);

/**
 * What a person is entitled to by decisions in force of other cases than `caseId`; whose a decision is says its case. One that another has replaced which is not here counts as it was last known: its case has gone to another
 * district, where something is paid still, and what that is goes nowhere else.
 */
export const entitlementsOf = (host: Host, personId: PersonId, caseId: string | null): Entitlement[] => {
  const { replica } = getOffice(host);
  return listCases(replica, personId).filter((id) => id !== caseId).flatMap((id) => {
    const decisions = listDecisions(replica, id);
    const here = new Set(decisions.map((one) => one.id));
    return decisions.filter(({ withdrawn, replacedBy }) => withdrawn === null && (replacedBy === null || !here.has(replacedBy)));
  }).flatMap(({ number, programmes }) => programmes.filter(({ outcome }) => outcome === 'entitled').map((one) => ({ programme: one.programme, number, monthly: resultOf(one) ?? '0' })));
};
