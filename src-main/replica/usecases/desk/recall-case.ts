import type { AppError } from '../../../../shared/base/app-error.ts';
import type { CaseId } from '../../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import type { Case } from '../../../../shared/domain/case.ts';
import { isReturnUntouched } from '../../queries/approval.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import { checkCaseAction } from '../check-case-action.ts';
import { commandContext, type CommandContext } from '../command-context.ts';
import type { DocumentChange } from '../document-change.ts';
import { saveChanges } from '../save-changes.ts';

/** The case back in review, its return taken back: by who returned it (else NotAllowed), while nobody has worked on it since (else Conflict{caseStatus}); the errors of `checkCaseAction`. */
export const decideRecall = (id: CaseId, { found: loaded, untouched }: { readonly found: Case | undefined; readonly untouched: boolean }, context: CommandContext): Result<DocumentChange[], AppError> => {
  const checked = checkCaseAction(loaded, id, 'recall', context);
  if (!checked.ok) return checked;
  const { found, to } = checked.value;
  if (!untouched) return err({ type: 'Conflict', what: 'caseStatus', id });
  if (found.returned?.by !== context.by) return err({ type: 'NotAllowed', action: 'case.recall' });
  return ok([{ collection: 'cases', before: found, after: { ...found, status: to, returned: null } }]);
};

/** case.recall: a return made by a slip. Both stay in the history. */
export const recallCase = (host: Host, { id }: { readonly id: CaseId }): Result<Record<never, never>, AppError> => {
  const { replica } = getOffice(host);
  const decided = decideRecall(id, { found: findDocument(replica, 'cases', id), untouched: isReturnUntouched(replica.db, id) }, commandContext(host));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'case.recall', decided.value);
  return saved.ok ? ok({}) : saved;
};
