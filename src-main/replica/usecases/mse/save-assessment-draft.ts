import type { AppError } from '../../../../shared/base/app-error.ts';
import type { Instant } from '../../../../shared/base/instant.ts';
import { ok, type Result } from '../../../../shared/base/result.ts';
import type { Assessment } from '../../../../shared/domain/mse/assessment.ts';
import type { AssessmentDraftInput } from '../../../../shared/ipc/mse-inputs.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import { commandContext, type CommandContext } from '../command-context.ts';
import type { DocumentChange } from '../document-change.ts';
import { saveChanges } from '../save-changes.ts';
import { checkAssessmentAction } from './check-assessment-action.ts';

/** The examination with what was typed laid over its draft; what was not sent stays. Errors: those of `checkAssessmentAction`. */
export const decideSaveAssessmentDraft = (input: AssessmentDraftInput, loaded: Assessment | undefined, context: CommandContext): Result<DocumentChange[], AppError> => {
  const checked = checkAssessmentAction(loaded, input.id, 'edit', context);
  if (!checked.ok) return checked;
  const { found, to } = checked.value;
  const typed = Object.fromEntries(Object.entries(input.draft).filter(([, value]) => value !== undefined));
  return ok([{ collection: 'assessments', before: found, after: { ...found, status: to, draft: { ...found.draft, ...typed } } }]);
};

/** assessment.saveDraft: what was typed is on disk when this returns. */
export const saveAssessmentDraft = (host: Host, input: AssessmentDraftInput): Result<{ savedAt: Instant }, AppError> => {
  const context = commandContext(host);
  const decided = decideSaveAssessmentDraft(input, findDocument(getOffice(host).replica, 'assessments', input.id), context);
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'assessment.saveDraft', decided.value);
  return saved.ok ? ok({ savedAt: context.step.at }) : saved;
};
