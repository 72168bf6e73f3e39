import type { AppError } from '../../../../shared/base/app-error.ts';
import type { AssessmentId } from '../../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import type { Act } from '../../../../shared/domain/mse/act.ts';
import type { Assessment } from '../../../../shared/domain/mse/assessment.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import { commandContext, type CommandContext } from '../command-context.ts';
import type { DocumentChange } from '../document-change.ts';
import { saveChanges } from '../save-changes.ts';
import { checkAssessmentAction } from './check-assessment-action.ts';
import { voidLines } from './void-lines.ts';

type Reopen = { readonly id: AssessmentId; readonly reason: string };
type Loaded = { readonly found: Assessment | undefined; readonly act: Act | undefined };

/** The sealed act given up before its last signature: it stays, void, with its votes; its numbers are void; the examination goes on. Errors: those of `checkAssessmentAction`, Conflict{what:'actStatus'}. */
export const decideReopen = (input: Reopen, { found: loaded, act }: Loaded, context: CommandContext, newId: () => string): Result<DocumentChange[], AppError> => {
  const checked = checkAssessmentAction(loaded, input.id, 'reopen', context);
  if (!checked.ok) return checked;
  const { found, to } = checked.value;
  if (act?.status !== 'signing') return err({ type: 'Conflict', what: 'actStatus', id: input.id });
  return ok([
    { collection: 'assessments', before: found, after: { ...found, status: to, act: null } },
    { collection: 'acts', before: act, after: { ...act, status: 'void' } },
    ...voidLines(act, input.reason, context, newId),
  ]);
};

/** assessment.reopen: back to the draft; numbers taken are recorded as void. */
export const reopenAct = (host: Host, input: Reopen): Result<Record<never, never>, AppError> => {
  const { replica } = getOffice(host);
  const found = findDocument(replica, 'assessments', input.id);
  const decided = decideReopen(input, { found, act: found?.act ? findDocument(replica, 'acts', found.act) : undefined }, commandContext(host), host.ids.uuid);
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'assessment.reopen', decided.value);
  return saved.ok ? ok({}) : saved;
};
