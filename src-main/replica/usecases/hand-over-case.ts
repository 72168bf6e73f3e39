import type { AppError } from '../../../shared/base/app-error.ts';
import type { CaseId } from '../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Case } from '../../../shared/domain/case.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { checkCaseAction } from './check-case-action.ts';
import { commandContext, type CommandContext } from './command-context.ts';
import type { DocumentChange } from './document-change.ts';
import { saveChanges } from './save-changes.ts';

/** The case in review. The day the loss began must be known and not ahead (InvalidInput on `facts.onsetDate`); else the errors of `checkCaseAction`. */
export const decideHandOver = (id: CaseId, loaded: Case | undefined, context: CommandContext): Result<DocumentChange[], AppError> => {
  const checked = checkCaseAction(loaded, id, 'handOver', context);
  if (!checked.ok) return checked;
  const { found, to } = checked.value;
  const { onsetDate } = found.facts;
  const code = onsetDate === null ? 'required' : onsetDate > context.today ? 'future' : undefined;
  if (code) return err({ type: 'InvalidInput', issues: [{ path: 'facts.onsetDate', code }] });
  return ok([{ collection: 'cases', before: found, after: { ...found, status: to, handedOver: context.step, returned: null } }]);
};

/** case.handOver: from the caseworker to the supervisor. */
export const handOverCase = (host: Host, input: { readonly id: CaseId }): Result<Record<never, never>, AppError> => {
  const decided = decideHandOver(input.id, findDocument(getOffice(host).replica, 'cases', input.id), commandContext(host));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'case.handOver', decided.value);
  return saved.ok ? ok({}) : saved;
};
