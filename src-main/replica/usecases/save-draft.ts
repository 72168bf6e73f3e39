import type { AppError } from '../../../shared/base/app-error.ts';
import type { CaseId } from '../../../shared/base/ids.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { Case, CaseFacts } from '../../../shared/domain/case.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { checkCaseAction } from './check-case-action.ts';
import { commandContext, type CommandContext } from './command-context.ts';
import type { DocumentChange } from './document-change.ts';
import { saveChanges } from './save-changes.ts';

type SaveDraft = { readonly id: CaseId; readonly facts: { readonly [F in keyof CaseFacts]?: CaseFacts[F] | undefined } };

/** The case with the typed facts laid over what it has, those of the law one by one; facts that were not sent stay, and one that is sent as null is not known any more. Errors: those of `checkCaseAction`. */
export const decideSaveDraft = (input: SaveDraft, loaded: Case | undefined, context: CommandContext): Result<DocumentChange[], AppError> => {
  const checked = checkCaseAction(loaded, input.id, 'edit', context);
  if (!checked.ok) return checked;
  const { found, to } = checked.value;
  const typed = Object.fromEntries(Object.entries(input.facts).filter(([, value]) => value !== undefined));
  const law = input.facts.law && { ...found.facts.law, ...input.facts.law };
  return ok([{ collection: 'cases', before: found, after: { ...found, status: to, facts: { ...found.facts, ...typed, ...(law && { law }) } } }]);
};

/** case.saveDraft: what was typed is on disk when this returns. Saving what is already there writes nothing. */
export const saveDraft = (host: Host, input: SaveDraft): Result<{ savedAt: Instant }, AppError> => {
  const context = commandContext(host);
  const decided = decideSaveDraft(input, findDocument(getOffice(host).replica, 'cases', input.id), context);
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'case.saveDraft', decided.value);
  return saved.ok ? ok({ savedAt: context.step.at }) : saved;
};
