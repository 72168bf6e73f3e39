import type { PersonId } from '../../../shared/base/ids.ts';
import type { Entitlement } from '../../../shared/rules/intake/conflicts.ts';
import { resultOf } from '../../../shared/rules/result-of.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { listCasesOfPerson } from './cases-of-person.ts';
import { listDecisions } from './decisions.ts';

/**
 * What a person is entitled to by decisions in force of other cases than `caseId`; whose a decision is says its case. One that another has replaced which is not here counts as it was last known: its case has gone to another
 * district, where something is paid still, and what that is goes nowhere else.
 */
export const entitlementsOf = (host: Host, personId: PersonId, caseId: string | null): Entitlement[] => {
  const { replica } = getOffice(host);
  return listCasesOfPerson(replica, personId).filter(({ id }) => id !== caseId).flatMap(({ id }) => {
    const decisions = listDecisions(replica, id);
    const here = new Set(decisions.map((one) => one.id));
    return decisions.filter(({ withdrawn, replacedBy }) => withdrawn === null && (replacedBy === null || !here.has(replacedBy)));
  }).flatMap(({ number, programmes }) => programmes.filter(({ outcome }) => outcome === 'entitled').map((one) => ({ programme: one.programme, number, monthly: resultOf(one) ?? '0' })));
};
