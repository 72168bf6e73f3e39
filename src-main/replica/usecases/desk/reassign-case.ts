import type { AppError } from '../../../../shared/base/app-error.ts';
import type { CaseId, StaffId } from '../../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import type { Case } from '../../../../shared/domain/case.ts';
import { listWorkers } from '../../queries/desk/workers.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import { checkCaseAction } from '../check-case-action.ts';
import { commandContext, type CommandContext } from '../command-context.ts';
import type { DocumentChange } from '../document-change.ts';
import { saveChanges } from '../save-changes.ts';

type Reassign = { readonly id: CaseId; readonly to: StaffId };
type Loaded = { readonly found: Case | undefined; readonly workers: readonly { readonly id: StaffId; readonly name: string }[] };

/** The case as another caseworker's work. NotFound{staff} for somebody who is no caseworker here; the errors of `checkCaseAction`. */
export const decideReassign = ({ id, to }: Reassign, { found: loaded, workers }: Loaded, context: CommandContext): Result<DocumentChange[], AppError> => {
  const checked = checkCaseAction(loaded, id, 'reassign', context);
  if (!checked.ok) return checked;
  const worker = workers.find((one) => one.id === to);
  if (!worker) return err({ type: 'NotFound', what: 'staff', id: to });
  const { found } = checked.value;
  return ok([{ collection: 'cases', before: found, after: { ...found, assigned: { ...context.step, to, toName: worker.name } } }]);
};

/** case.reassign: it stands in the other one's worklist from now on. Taken back by giving it back. */
export const reassignCase = (host: Host, input: Reassign): Result<Record<never, never>, AppError> => {
  const { replica } = getOffice(host);
  const decided = decideReassign(input, { found: findDocument(replica, 'cases', input.id), workers: listWorkers(host) }, commandContext(host));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'case.reassign', decided.value);
  return saved.ok ? ok({}) : saved;
};
