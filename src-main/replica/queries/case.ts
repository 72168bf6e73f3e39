import { caseActions, statusAfter, type CaseAction } from '../../../shared/domain/case-actions.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import type { ReadableDb } from '../store/db.ts';
import { findDocument } from '../store/documents.ts';
import { isApprovalUnreleased, isReturnUntouched } from './approval.ts';
import { readHistory } from './history.ts';
import { travelOfDocument } from './travel.ts';

/** Action → what must hold of the case besides its status. */
const onlyWhere: { readonly [A in CaseAction]?: (db: ReadableDb, found: Case, staff: string) => boolean } = {
  withdraw: (db, { id, approved }, staff) => approved?.by === staff && isApprovalUnreleased(db, id),
  recall: (db, { id, returned }, staff) => returned?.by === staff && isReturnUntouched(db, id),
  putAside: (_db, { aside }) => !aside,
  takeUp: (_db, { aside }) => Boolean(aside),
};

/** case.watch: the case, its person, what this person may do with it, and what was done. */
export const readCase = (host: Host, { id }: ParsedInputOf<'case.watch'>): OutputOf<'case.watch'> => {
  const { replica, session, certificate } = getOffice(host);
  const found = findDocument(replica, 'cases', id);
  if (!found) return { case: null, person: null, actions: [], history: [], travel: 'office' };
  const possible = found.district === certificate.area ? (Object.keys(caseActions[found.status]) as CaseAction[]) : [];
  return {
    case: found,
    person: findDocument(replica, 'persons', found.personId) ?? null,
    actions: possible.filter((action) => statusAfter(found.status, action, session.roles) !== undefined && (onlyWhere[action]?.(replica.db, found, session.staff) ?? true)),
    history: readHistory(replica.db, found),
    travel: travelOfDocument(replica, 'cases', id),
  };
};
