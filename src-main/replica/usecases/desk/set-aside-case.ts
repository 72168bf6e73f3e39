import type { AppError } from '../../../../shared/base/app-error.ts';
import type { CaseId } from '../../../../shared/base/ids.ts';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import type { Case } from '../../../../shared/domain/case.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import { noteLook } from '../../store/last-looks.ts';
import { checkCaseAction } from '../check-case-action.ts';
import { commandContext, type CommandContext } from '../command-context.ts';
import type { DocumentChange } from '../document-change.ts';
import { saveChanges } from '../save-changes.ts';

type PutAside = { readonly id: CaseId; readonly until: PlainDate; readonly reason: string };

/** The case put aside until a later day. The legal deadline runs on. InvalidInput{until: notLater} for a day that has come; the errors of `checkCaseAction`. */
export const decidePutAside = ({ id, until, reason }: PutAside, loaded: Case | undefined, context: CommandContext): Result<DocumentChange[], AppError> => {
  const checked = checkCaseAction(loaded, id, 'putAside', context);
  if (!checked.ok) return checked;
  if (until <= context.today) return err({ type: 'InvalidInput', issues: [{ path: 'until', code: 'notLater' }] });
  const { found } = checked.value;
  return ok([{ collection: 'cases', before: found, after: { ...found, aside: { ...context.step, until, reason } } }]);
};

/** The case waits again like any other. Conflict{caseStatus} where it was not put aside; the errors of `checkCaseAction`. */
export const decideTakeUp = (id: CaseId, loaded: Case | undefined, context: CommandContext): Result<DocumentChange[], AppError> => {
  const checked = checkCaseAction(loaded, id, 'takeUp', context);
  if (!checked.ok) return checked;
  const { found } = checked.value;
  return found.aside ? ok([{ collection: 'cases', before: found, after: { ...found, aside: null } }]) : err({ type: 'Conflict', what: 'caseStatus', id });
};

/** case.putAside: it leaves the queue until a day, for a reason. */
export const putAsideCase = (host: Host, input: PutAside): Result<Record<never, never>, AppError> => {
  const context = commandContext(host);
  const decided = decidePutAside(input, findDocument(getOffice(host).replica, 'cases', input.id), context);
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'case.putAside', decided.value, (db) => noteLook(db, context, decided.value[0]!.after as Case));
  return saved.ok ? ok({}) : saved;
};

/** case.takeUp: back into the queue at once. */
export const takeUpCase = (host: Host, { id }: { readonly id: CaseId }): Result<Record<never, never>, AppError> => {
  const decided = decideTakeUp(id, findDocument(getOffice(host).replica, 'cases', id), commandContext(host));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'case.takeUp', decided.value);
  return saved.ok ? ok({}) : saved;
};
