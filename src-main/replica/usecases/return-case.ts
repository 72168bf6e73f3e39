import type { AppError } from '../../../shared/base/app-error.ts';
import type { CaseId } from '../../../shared/base/ids.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { Case, FieldNote } from '../../../shared/domain/case.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { noteLook } from '../store/last-looks.ts';
import { checkCaseAction } from './check-case-action.ts';
import { commandContext, type CommandContext } from './command-context.ts';
import { notAside } from './desk/not-aside.ts';
import type { DocumentChange } from './document-change.ts';
import { saveChanges } from './save-changes.ts';

type ReturnCase = { readonly id: CaseId; readonly reason: string; readonly fields?: readonly FieldNote[] | undefined };

/** The case back with its caseworker, with the reason, and what is to be mended at which field. Errors: those of `checkCaseAction`. */
export const decideReturn = ({ id, reason, fields = [] }: ReturnCase, loaded: Case | undefined, context: CommandContext): Result<DocumentChange[], AppError> => {
  const checked = checkCaseAction(loaded, id, 'return', context);
  if (!checked.ok) return checked;
  const { found, to } = checked.value;
  return ok([{ collection: 'cases', before: found, after: { ...found, ...notAside(found), status: to, returned: { ...context.step, reason, ...(fields.length > 0 && { fields: [...fields] }) } } }]);
};

/** case.return: the supervisor sends a case back to be mended. */
export const returnCase = (host: Host, input: ReturnCase): Result<Record<never, never>, AppError> => {
  const context = commandContext(host);
  const decided = decideReturn(input, findDocument(getOffice(host).replica, 'cases', input.id), context);
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'case.return', decided.value, (db) => noteLook(db, context, decided.value[0]!.after as Case));
  return saved.ok ? ok({}) : saved;
};
