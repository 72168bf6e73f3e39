import { caseActions, statusAfter, type CaseAction } from '../../../shared/domain/case-actions.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { isApprovalUnreleased } from './approval.ts';
import { readHistory } from './history.ts';
import { travelOf } from './travel.ts';

/** case.watch: the case, its person, what this person may do with it, and what was done. */
export const readCase = (host: Host, { id }: ParsedInputOf<'case.watch'>): OutputOf<'case.watch'> => {
  const { replica, session, certificate } = getOffice(host);
  const found = findDocument(replica, 'cases', id);
  if (!found) return { case: null, person: null, actions: [], history: [], travel: 'office' };
  const possible = found.district === certificate.area ? (Object.keys(caseActions[found.status]) as CaseAction[]) : [];
  return {
    case: found,
    person: findDocument(replica, 'persons', found.personId) ?? null,
    actions: possible.filter((action) => statusAfter(found.status, action, session.roles) !== undefined && (action !== 'withdraw' || (found.approved?.by === session.staff && isApprovalUnreleased(replica.db, id)))),
    history: readHistory(replica.db, found),
    travel: travelOf(replica.db, id),
  };
};
