import type { AppError } from '../../../shared/base/app-error.ts';
import type { CaseId } from '../../../shared/base/ids.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { Case } from '../../../shared/domain/case.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { checkCaseAction } from './check-case-action.ts';
import { commandContext, type CommandContext } from './command-context.ts';
import type { DocumentChange } from './document-change.ts';
import { saveChanges } from './save-changes.ts';

type ReturnCase = { readonly id: CaseId; readonly reason: string };

/** The case back with its caseworker, with the reason. Errors: those of `checkCaseAction`. */
export const decideReturn = (input: ReturnCase, loaded: Case | undefined, context: CommandContext): Result<DocumentChange[], AppError> => {
  const checked = checkCaseAction(loaded, input.id, 'return', context);
  if (!checked.ok) return checked;
  const { found, to } = checked.value;
  return ok([{ collection: 'cases', before: found, after: { ...found, status: to, returned: { ...context.step, reason: input.reason } } }]);
};

/** case.return: the supervisor sends a case back to be mended. */
export const returnCase = (host: Host, input: ReturnCase): Result<Record<never, never>, AppError> => {
  const decided = decideReturn(input, findDocument(getOffice(host).replica, 'cases', input.id), commandContext(host));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'case.return', decided.value);
  return saved.ok ? ok({}) : saved;
};
