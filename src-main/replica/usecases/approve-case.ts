import type { AppError } from '../../../shared/base/app-error.ts';
import type { CaseId } from '../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Case } from '../../../shared/domain/case.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { historyOf } from '../store/journal.ts';
import { checkCaseAction } from './check-case-action.ts';
import { commandContext, type CommandContext } from './command-context.ts';
import type { DocumentChange } from './document-change.ts';
import { saveChanges } from './save-changes.ts';

/** The case, and everybody who typed in it on this laptop. */
type Loaded = { readonly found: Case | undefined; readonly typedBy: readonly string[] };

/**
 * The case approved. Four eyes: nobody approves what they entered or handed over (RuleRefused{rule:'fourEyes'}); else the errors of `checkCaseAction`.
 */
export const decideApprove = (id: CaseId, loaded: Loaded, context: CommandContext): Result<DocumentChange[], AppError> => {
  const checked = checkCaseAction(loaded.found, id, 'approve', context);
  if (!checked.ok) return checked;
  const { found, to } = checked.value;
  const hands = [found.opened.by, found.handedOver?.by, ...loaded.typedBy];
  if (hands.includes(context.by)) return err({ type: 'RuleRefused', rule: 'fourEyes', citation: null });
  return ok([{ collection: 'cases', before: found, after: { ...found, status: to, approved: context.step } }]);
};

const typing = new Set(['case.open', 'case.saveDraft', 'case.handOver']);

/** case.approve: the supervisor's word that the case may be released. */
export const approveCase = (host: Host, input: { readonly id: CaseId }): Result<Record<never, never>, AppError> => {
  const { replica } = getOffice(host);
  const typedBy = historyOf(replica.db, input.id).filter((entry) => typing.has(entry.command)).map((entry) => entry.author);
  const decided = decideApprove(input.id, { found: findDocument(replica, 'cases', input.id), typedBy }, commandContext(host));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'case.approve', decided.value);
  return saved.ok ? ok({}) : saved;
};
