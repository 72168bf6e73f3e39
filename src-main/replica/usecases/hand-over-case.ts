import type { AppError, InputIssue } from '../../../shared/base/app-error.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { CaseId } from '../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Case, CaseFacts } from '../../../shared/domain/case.ts';
import type { CaseForm, FormField } from '../../../shared/rules/intake/case-form.ts';
import { isEarlierForm } from '../../../shared/rules/intake/law-facts.ts';
import { formOfCase } from '../queries/law-form.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { checkCaseAction } from './check-case-action.ts';
import { commandContext, type CommandContext } from './command-context.ts';
import type { DocumentChange } from './document-change.ts';
import { saveChanges } from './save-changes.ts';

/** What a hand-over must know besides the case: its form as it stands today. */
type Loaded = { readonly found: Case | undefined; readonly form: CaseForm | undefined };

/** A case of an earlier version asked for the day the loss began, and for nothing of the law. */
const earlierIssue = ({ onsetDate }: CaseFacts, today: string): InputIssue[] => {
  const code = onsetDate === null ? 'required' : onsetDate > today ? 'future' : undefined;
  return code ? [{ path: 'facts.onsetDate', code }] : [];
};

const differs = (field: FormField): boolean => field.from === 'typed' && field.known?.whole === true && canonicalJson(field.known.value) !== canonicalJson(field.value);

/** What stands in the way of a hand-over: nothing applied for, what is wrong, what is not known and needed, another value than the register's without a reason. */
const formIssues = (form: CaseForm, { reasons = {} }: CaseFacts): InputIssue[] => [
  ...(form.programmes.some(({ claimed }) => claimed) ? [] : [{ path: 'facts.claims', code: 'required' }]),
  ...form.faults.map((fault) => ({ ...fault, path: `facts.law.${fault.path}` })),
  ...form.fields.flatMap((field): InputIssue[] => {
    if (field.lacking && !form.faults.some(({ path }) => path.startsWith(field.id))) return [{ path: `facts.law.${field.id}`, code: 'required' }];
    return differs(field) && !reasons[field.id]?.trim() ? [{ path: `facts.reasons.${field.id}`, code: 'reason' }] : [];
  }),
];

/** The facts as they leave the caseworker: what came from a register stands in the case from now on, with where it came from. */
const settled = (facts: CaseFacts, form: CaseForm): CaseFacts => ({
  ...facts,
  claims: form.programmes.filter(({ claimed }) => claimed).map(({ id }) => id),
  law: Object.fromEntries(form.fields.filter(({ value }) => value !== null).map(({ id, value }) => [id, value])),
  origins: Object.fromEntries(form.fields.flatMap(({ id, from, known }) => (from === 'register' && known ? [[id, known.register]] : []))),
});

/** The case in review. InvalidInput names every fact of the law that is wrong or lacking (`facts.law.<fact>`); else the errors of `checkCaseAction`. */
export const decideHandOver = (id: CaseId, { found: loaded, form }: Loaded, context: CommandContext): Result<DocumentChange[], AppError> => {
  const checked = checkCaseAction(loaded, id, 'handOver', context);
  if (!checked.ok) return checked;
  const { found, to } = checked.value;
  const earlier = isEarlierForm(found.facts) && found.facts.onsetDate !== null;
  const issues = earlier || !form ? earlierIssue(found.facts, context.today) : formIssues(form, found.facts);
  if (issues.length > 0) return err({ type: 'InvalidInput', issues });
  const facts = earlier || !form ? found.facts : settled(found.facts, form);
  return ok([{ collection: 'cases', before: found, after: { ...found, facts, status: to, handedOver: context.step, returned: null } }]);
};

/** case.handOver: from the caseworker to the supervisor. */
export const handOverCase = (host: Host, input: { readonly id: CaseId }): Result<Record<never, never>, AppError> => {
  const context = commandContext(host);
  const found = findDocument(getOffice(host).replica, 'cases', input.id);
  const decided = decideHandOver(input.id, { found, form: found && formOfCase(host, found, context.today) }, context);
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'case.handOver', decided.value);
  return saved.ok ? ok({}) : saved;
};
