import type { AppError } from '../../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import type { Opinion } from '../../../../shared/domain/mse/opinion.ts';
import type { OpinionInput } from '../../../../shared/ipc/mse-inputs.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import { commandContext, type CommandContext } from '../command-context.ts';
import type { DocumentChange } from '../document-change.ts';
import { saveChanges } from '../save-changes.ts';

/** The expert's own opinion, given once. Errors: NotFound (also for somebody else's: an expert does not learn that others are asked), Conflict{what:'opinion'}. */
export const decideOpinion = (input: OpinionInput, found: Opinion | undefined, context: CommandContext): Result<DocumentChange[], AppError> => {
  if (found?.expert !== context.by) return err({ type: 'NotFound', what: 'opinion', id: input.id });
  if (found.given) return err({ type: 'Conflict', what: 'opinion', id: input.id });
  return ok([{ collection: 'opinions', before: found, after: { ...found, given: { outcome: input.outcome, text: input.text, at: context.step.at } } }]);
};

/** opinion.give: an expert says what they find in the file. */
export const giveOpinion = (host: Host, input: OpinionInput): Result<Record<never, never>, AppError> => {
  const decided = decideOpinion(input, findDocument(getOffice(host).replica, 'opinions', input.id), commandContext(host));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'opinion.give', decided.value);
  return saved.ok ? ok({}) : saved;
};
