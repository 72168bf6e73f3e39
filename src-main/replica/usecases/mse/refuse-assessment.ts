import type { AppError } from '../../../../shared/base/app-error.ts';
import type { AssessmentId } from '../../../../shared/base/ids.ts';
import { ok, type Result } from '../../../../shared/base/result.ts';
import type { Assessment } from '../../../../shared/domain/mse/assessment.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import { commandContext, type CommandContext } from '../command-context.ts';
import type { DocumentChange } from '../document-change.ts';
import { saveChanges } from '../save-changes.ts';
import { checkAssessmentAction } from './check-assessment-action.ts';

type Refuse = { readonly id: AssessmentId; readonly reason: string };

/** The referral sent back: expired documents or an incomplete package (facts: L). Errors: those of `checkAssessmentAction`. */
export const decideRefuse = (input: Refuse, loaded: Assessment | undefined, context: CommandContext): Result<DocumentChange[], AppError> => {
  const checked = checkAssessmentAction(loaded, input.id, 'refuse', context);
  if (!checked.ok) return checked;
  const { found, to } = checked.value;
  return ok([{ collection: 'assessments', before: found, after: { ...found, status: to, refused: { ...context.step, reason: input.reason } } }]);
};

/** assessment.refuse: the chair sends a referral back, with the reason. */
export const refuseAssessment = (host: Host, input: Refuse): Result<Record<never, never>, AppError> => {
  const decided = decideRefuse(input, findDocument(getOffice(host).replica, 'assessments', input.id), commandContext(host));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'assessment.refuse', decided.value);
  return saved.ok ? ok({}) : saved;
};
