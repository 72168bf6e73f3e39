import type { AppError } from '../../../shared/base/app-error.ts';
import type { CaseId } from '../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { KatoCode } from '../../../shared/domain/kato.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { checkCaseAction } from './check-case-action.ts';
import { commandContext, type CommandContext } from './command-context.ts';
import type { DocumentChange } from './document-change.ts';
import { saveChanges } from './save-changes.ts';

type TransferCase = { readonly id: CaseId; readonly to: KatoCode; readonly reason: string };

/** The case given to another district, which gets it with the next batch. InvalidInput on `to`: not a district, or this one; else the errors of `checkCaseAction`. */
export const decideTransfer = (input: TransferCase, loaded: Case | undefined, context: CommandContext): Result<DocumentChange[], AppError> => {
  const checked = checkCaseAction(loaded, input.id, 'transfer', context);
  if (!checked.ok) return checked;
  const code = !context.isDistrict(input.to) ? 'katoUnknown' : input.to === context.area ? 'sameDistrict' : undefined;
  if (code) return err({ type: 'InvalidInput', issues: [{ path: 'to', code }] });
  const { found, to } = checked.value;
  const transferred = { ...context.step, from: context.area, to: input.to, reason: input.reason };
  return ok([{ collection: 'cases', before: found, after: { ...found, status: to, district: input.to, transferred } }]);
};

/** case.transfer: the case leaves for another district. */
export const transferCase = (host: Host, input: TransferCase): Result<Record<never, never>, AppError> => {
  const decided = decideTransfer(input, findDocument(getOffice(host).replica, 'cases', input.id), commandContext(host));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'case.transfer', decided.value);
  return saved.ok ? ok({}) : saved;
};
