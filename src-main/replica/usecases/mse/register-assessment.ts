import type { AppError, InputIssue } from '../../../../shared/base/app-error.ts';
import { addMonths } from '../../../../shared/base/date-steps.ts';
import type { AssessmentId, PersonId } from '../../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import type { Act } from '../../../../shared/domain/mse/act.ts';
import type { Assessment } from '../../../../shared/domain/mse/assessment.ts';
import { noDecision } from '../../../../shared/domain/mse/decision-draft.ts';
import type { MseRules } from '../../../../shared/domain/mse/mse-rules.ts';
import type { Person } from '../../../../shared/domain/person.ts';
import type { AssessmentInput } from '../../../../shared/ipc/mse-inputs.ts';
import { referralIssues } from '../../../../shared/rules/mse/check-referral.ts';
import { getDated } from '../../../../shared/rules/mse/find-dated.ts';
import { findSuccessor } from '../../queries/mse/act-successor.ts';
import { findNewestSigned } from '../../queries/mse/newest-act.ts';
import { sameRecords } from '../../queries/same-records.ts';
import { putDeviceSetting } from '../../session/device-setting.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import { findLastHere, findStandingPerson } from '../../store/standing-person.ts';
import { commandContext, type CommandContext } from '../command-context.ts';
import type { DocumentChange } from '../document-change.ts';
import { humanNumber, nextCount } from '../next-number.ts';
import { saveChanges } from '../save-changes.ts';

/** `records`: all that are the person's; `cited`: the act that the basis names; `successor`: whether one that replaces it is signed already; `before`: the examination that the cited act came from. */
export type Loaded = { readonly person: Person | undefined; readonly records: readonly PersonId[]; readonly cited: Act | undefined; readonly successor: boolean; readonly before: Assessment | undefined; readonly id: AssessmentId; readonly number: string };

const basisIssues = (rules: MseRules, { basis }: AssessmentInput, { records, cited, successor }: Loaded, context: CommandContext): InputIssue[] => {
  if (basis.kind === 'first') return basis.act === null ? [] : [{ path: 'basis.act', code: 'notSet' }];
  if (!cited || !records.includes(cited.personId) || cited.status !== 'signed') return [{ path: 'basis.act', code: 'actUnknown' }];
  if (successor) return [{ path: 'basis.act', code: 'actReplaced' }];
  const months = getDated(rules['appeal-months'], cited.day).value;
  return basis.kind === 'appeal' && context.today > addMonths(cited.day, months) ? [{ path: 'basis', code: 'appealTooLate', params: { months } }] : [];
};

/**
 * A new examination, registered with its referral. Errors: NotFound (person), Conflict{what:'merged'}, InvalidInput for whatever the referral or the basis lacks, by law. A correction begins with what the
 * corrected act's examination had.
 */
export const decideRegisterAssessment = (rules: MseRules, input: AssessmentInput, loaded: Loaded, context: CommandContext): Result<DocumentChange[], AppError> => {
  const { person, before } = loaded;
  if (!person) return err({ type: 'NotFound', what: 'person', id: input.personId });
  if (person.mergedInto) return err({ type: 'Conflict', what: 'merged', id: person.mergedInto });
  const issues = [...referralIssues(rules, input.referral, person.birthDate, context.today).map((issue) => ({ ...issue, path: `referral.${issue.path}` })), ...basisIssues(rules, input, loaded, context)];
  if (issues.length > 0) return err({ type: 'InvalidInput', issues });
  const draft = input.basis.kind === 'correction' && before ? before.draft : { ratings: [], whodas: null, complaints: '', findings: '', decision: noDecision };
  const after: Assessment = {
    id: loaded.id, number: loaded.number, personId: person.id, district: context.area, status: 'referred', basis: input.basis, referral: input.referral, mode: input.mode, absentia: null, visit: null,
    draft, opened: context.step, refused: null, act: null,
  };
  return ok([{ collection: 'assessments', before: undefined, after }]);
};

/** assessment.register: a referral is taken in; its examination waits for a day. Whoever has a signed act is not examined for the first time, whatever the referral's writer knew: it is a re-examination that cites the newest. What is done about an act of a record that was merged since is done on the record kept. */
export const registerAssessment = (host: Host, given: AssessmentInput): Result<{ id: AssessmentId }, AppError> => {
  const { replica, certificate } = getOffice(host);
  const { ids: records } = sameRecords(replica, given.personId);
  const earlier = given.basis.kind === 'first' && given.basis.act === null ? findNewestSigned(replica, records) : undefined;
  const input: AssessmentInput = earlier ? { ...given, basis: { kind: 'again', act: earlier.id, reason: given.basis.reason } } : given;
  const context = commandContext(host);
  const count = nextCount(replica.db, 'number.assessment', Number(context.today.slice(0, 4)));
  const id = host.ids.uuid() as AssessmentId;
  const cited = input.basis.act === null ? undefined : findDocument(replica, 'acts', input.basis.act);
  const loaded = {
    id, records, number: humanNumber(count, certificate.device), person: findStandingPerson(replica, input.basis.act === null ? input.personId : findLastHere(replica, input.personId)), cited,
    successor: cited !== undefined && input.basis.kind !== 'again' && findSuccessor(replica, cited.id) !== undefined, before: cited && findDocument(replica, 'assessments', cited.assessment),
  };
  const decided = decideRegisterAssessment(host.mse().rules, input, loaded, context);
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'assessment.register', decided.value, (db) => putDeviceSetting(db, 'number.assessment', count));
  return saved.ok ? ok({ id }) : saved;
};
