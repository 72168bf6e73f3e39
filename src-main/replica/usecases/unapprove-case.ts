import type { AppError } from '../../../shared/base/app-error.ts';
import type { CaseId } from '../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { Decision } from '../../../shared/domain/decision.ts';
import { isInForce } from '../../../shared/domain/is-in-force.ts';
import { listDecisions } from '../queries/decisions.ts';
import { isApprovalUnreleased } from '../queries/approval.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { checkCaseAction } from './check-case-action.ts';
import { commandContext, type CommandContext } from './command-context.ts';
import type { DocumentChange } from './document-change.ts';
import { saveChanges } from './save-changes.ts';

/** The case, whether its approval still waits here for a batch, and the decision that was made with it. */
type Loaded = { readonly found: Case | undefined; readonly unreleased: boolean; readonly decision: Decision | undefined };

/**
 * The case back in review, its approval and decision taken back: only by who gave it, and only before it was released (else Conflict{what:'caseStatus'});
 * the errors of `checkCaseAction`, NotAllowed for another supervisor.
 */
export const decideUnapprove = (id: CaseId, { found: loaded, unreleased, decision }: Loaded, context: CommandContext): Result<DocumentChange[], AppError> => {
  const checked = checkCaseAction(loaded, id, 'withdraw', context);
  if (!checked.ok) return checked;
  const { found, to } = checked.value;
  if (!unreleased) return err({ type: 'Conflict', what: 'caseStatus', id });
  if (found.approved?.by !== context.by) return err({ type: 'NotAllowed', action: 'case.unapprove' });
  return ok([
    { collection: 'cases', before: found, after: { ...found, status: to, approved: null } },
    ...(decision ? [{ collection: 'decisions' as const, before: decision, after: { ...decision, withdrawn: context.step } }] : []),
  ]);
};

/** case.unapprove: the supervisor takes their word back. Both stay in the history. */
export const unapproveCase = (host: Host, input: { readonly id: CaseId }): Result<Record<never, never>, AppError> => {
  const { replica } = getOffice(host);
  const decided = decideUnapprove(input.id, { found: findDocument(replica, 'cases', input.id), unreleased: isApprovalUnreleased(replica.db, input.id), decision: listDecisions(replica, input.id).find(isInForce) }, commandContext(host));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'case.unapprove', decided.value);
  return saved.ok ? ok({}) : saved;
};
