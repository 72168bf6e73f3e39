import type { AppError } from '../../../shared/base/app-error.ts';
import type { CaseId } from '../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { Decision } from '../../../shared/domain/decision.ts';
import { putDeviceSetting } from '../session/device-setting.ts';
import { keepEdition } from '../session/editions.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { noteLook } from '../store/last-looks.ts';
import { historyOf } from '../store/journal.ts';
import { officeAuthorsOf } from '../store/office-entries.ts';
import { notAside } from './desk/not-aside.ts';
import { checkCaseAction } from './check-case-action.ts';
import { commandContext, type CommandContext } from './command-context.ts';
import type { DocumentChange } from './document-change.ts';
import { makeDecision } from './make-decision.ts';
import { humanNumber, nextCount } from './next-number.ts';
import { saveChanges } from './save-changes.ts';

/** The case, everybody who typed in it in this office, as far as is known here, and how its decision is made. */
type Loaded = { readonly found: Case | undefined; readonly typedBy: readonly string[]; readonly decide: (found: Case) => Decision | undefined };

/**
 * The case approved, with its decision. Four eyes: nobody approves what they entered or handed over (RuleRefused{rule:'fourEyes'}); else the errors of `checkCaseAction`.
 */
export const decideApprove = (id: CaseId, loaded: Loaded, context: CommandContext): Result<DocumentChange[], AppError> => {
  const checked = checkCaseAction(loaded.found, id, 'approve', context);
  if (!checked.ok) return checked;
  const { found, to } = checked.value;
  const hands = [found.opened.by, found.handedOver?.by, ...loaded.typedBy];
  if (hands.includes(context.by)) return err({ type: 'RuleRefused', rule: 'fourEyes', citation: null });
  const decision = loaded.decide(found);
  return ok([
    { collection: 'cases', before: found, after: { ...found, ...notAside(found), status: to, approved: context.step } },
    ...(decision ? [{ collection: 'decisions' as const, before: undefined, after: decision }] : []),
  ]);
};

const typing = new Set(['case.open', 'case.saveDraft', 'case.handOver']);

/** case.approve: the supervisor's word that the case may be released. */
export const approveCase = (host: Host, input: { readonly id: CaseId }): Result<Record<never, never>, AppError> => {
  const { replica, certificate } = getOffice(host);
  const context = commandContext(host);
  const typedBy = [...historyOf(replica.db, input.id), ...officeAuthorsOf(replica.db, input.id)].filter((entry) => typing.has(entry.command)).map((entry) => entry.author);
  const count = nextCount(replica.db, 'number.decision', Number(context.today.slice(0, 4)));
  const decide = (found: Case) => makeDecision(host.rules(), found, { id: host.ids.uuid(), number: humanNumber(count, certificate.device), decided: context.step, today: context.today, replaces: null });
  const decided = decideApprove(input.id, { found: findDocument(replica, 'cases', input.id), typedBy, decide }, context);
  if (!decided.ok) return decided;
  const numbered = decided.value.some(({ collection }) => collection === 'decisions');
  const saved = saveChanges(host, 'case.approve', decided.value, (db) => {
    if (numbered) {
      putDeviceSetting(db, 'number.decision', count);
      keepEdition(db, host, host.rules(), null);
    }
    noteLook(db, context, decided.value[0]!.after as Case);
  });
  return saved.ok ? ok({}) : saved;
};
