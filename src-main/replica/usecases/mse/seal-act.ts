import type { AppError } from '../../../../shared/base/app-error.ts';
import { canonicalJson } from '../../../../shared/base/canonical-json.ts';
import type { ActId, DeviceId } from '../../../../shared/base/ids.ts';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import { ActBody } from '../../../../shared/domain/mse/act-body.ts';
import type { Act } from '../../../../shared/domain/mse/act.ts';
import type { Assessment } from '../../../../shared/domain/mse/assessment.ts';
import type { MseRules } from '../../../../shared/domain/mse/mse-rules.ts';
import type { Opinion } from '../../../../shared/domain/mse/opinion.ts';
import type { Person } from '../../../../shared/domain/person.ts';
import { decisionIssues } from '../../../../shared/rules/mse/decision-issues.ts';
import { getDated } from '../../../../shared/rules/mse/find-dated.ts';
import { proposeDecision } from '../../../../shared/rules/mse/propose-decision.ts';
import { termEnd } from '../../../../shared/rules/mse/term-end.ts';
import { actHash } from '../../../../shared/rules/mse/verify-act.ts';
import { decisionDayOf } from '../../queries/mse/decision-day.ts';
import { listOpinionsOf } from '../../queries/mse/opinions.ts';
import { personNames } from '../../queries/person-names.ts';
import { putDeviceSetting } from '../../session/device-setting.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import { commandContext, type CommandContext } from '../command-context.ts';
import type { DocumentChange } from '../document-change.ts';
import { humanNumber, nextCount } from '../next-number.ts';
import { saveChanges } from '../save-changes.ts';
import { checkAssessmentAction } from './check-assessment-action.ts';

/** `citedHash`: the hash of the cited act's bytes; `from`: the day from which the decision holds. */
type Loaded = {
  readonly found: Assessment | undefined; readonly person: Person | undefined; readonly opinions: readonly Opinion[]; readonly citedHash: string | undefined; readonly from: PlainDate;
  readonly id: ActId; readonly device: DeviceId; readonly number: string; readonly minutes: string;
};

const bodyOf = (rules: MseRules, found: Assessment, person: Person, loaded: Loaded, context: CommandContext): Result<ActBody, AppError> => {
  const { visit, draft, basis } = found;
  if (!visit) return err({ type: 'InvalidInput', issues: [{ path: 'visit', code: 'required' }] });
  const proposal = proposeDecision(rules, { birthDate: person.birthDate, day: loaded.from, referral: found.referral, draft });
  const issues = decisionIssues(rules, draft.decision, proposal, loaded.from);
  if (issues.length > 0) return err({ type: 'InvalidInput', issues });
  if (visit.day > context.today) return err({ type: 'RuleRefused', rule: 'beforeVisit', citation: null });
  const quorum = getDated(rules.quorum, context.today).value;
  if (visit.members.length < quorum) return err({ type: 'RuleRefused', rule: 'noQuorum', citation: null });
  const names = personNames(person);
  const { term } = draft.decision;
  return ok(ActBody.parse({
    v: 1, id: loaded.id, assessment: found.id, number: loaded.number, minutes: loaded.minutes, device: loaded.device, district: found.district, day: context.today, sealedAt: context.step.at, place: visit.place,
    fieldTrip: visit.fieldTrip, mode: found.mode, basis, cites: basis.act === null ? null : { act: basis.act, hash: loaded.citedHash },
    person: { id: person.id, iin: person.iin, nameKk: names.kk, nameRu: names.ru, birthDate: person.birthDate, sex: person.sex, synthetic: person.synthetic },
    band: proposal.band, referral: found.referral, ratings: draft.ratings, whodas: draft.whodas, complaints: draft.complaints, findings: draft.findings,
    proposed: { outcome: proposal.outcome, terms: proposal.terms.map((one) => one.term), rules: proposal.trace.map(({ rule, from }) => ({ id: rule, from })) },
    decision: { ...draft.decision, from: loaded.from, until: term === null ? null : termEnd(rules, term, loaded.from, person.birthDate).until },
    members: visit.members, quorum,
  }));
};

/**
 * The act sealed: its words are fixed and numbered, and wait for the members' signatures. Errors: those of `checkAssessmentAction`; InvalidInput with everything that is missing; RuleRefused{rule:'noQuorum'}, {rule:'beforeVisit'} before the day of
 * the examination, {rule:'opinionsMissing'} where an examination in absentia lacks an expert's opinion.
 */
export const decideSeal = (rules: MseRules, experts: number, loaded: Loaded, context: CommandContext): Result<DocumentChange[], AppError> => {
  const checked = checkAssessmentAction(loaded.found, loaded.found?.id ?? '', 'seal', context);
  if (!checked.ok) return checked;
  const { found, to } = checked.value;
  if (!loaded.person) return err({ type: 'NotFound', what: 'person', id: found.personId });
  if (found.basis.act !== null && loaded.citedHash === undefined) return err({ type: 'NotFound', what: 'act', id: found.basis.act });
  const given = loaded.opinions.filter((opinion) => opinion.given !== null).length;
  if (found.mode === 'inAbsentia' && given < experts) return err({ type: 'RuleRefused', rule: 'opinionsMissing', citation: null });
  const body = bodyOf(rules, found, loaded.person, loaded, context);
  if (!body.ok) return body;
  const { id, number, minutes, assessment, district, day, cites, decision } = body.value;
  const act: Act = { id, number, minutes, assessment, personId: body.value.person.id, district, day, until: decision.until, cites: cites?.act ?? null, status: 'signing', body: canonicalJson(body.value), votes: [] };
  return ok([{ collection: 'assessments', before: found, after: { ...found, status: to, act: id } }, { collection: 'acts', before: undefined, after: act }]);
};

/** assessment.seal: from the draft to the act that the members sign. Act, numbers and the examination are one transaction. */
export const sealAct = (host: Host, input: { readonly id: string }): Result<{ id: ActId }, AppError> => {
  const { replica, certificate } = getOffice(host);
  const context = commandContext(host);
  const found = findDocument(replica, 'assessments', input.id);
  if (!found) return err({ type: 'NotFound', what: 'assessment', id: input.id });
  const year = Number(context.today.slice(0, 4));
  const [actCount, minutesCount] = [nextCount(replica.db, 'number.act', year), nextCount(replica.db, 'number.minutes', year)];
  const cited = found.basis.act === null ? undefined : findDocument(replica, 'acts', found.basis.act);
  const id = host.ids.uuid() as ActId;
  const decided = decideSeal(host.mse().rules, getDated(host.mse().rules['absentia-experts'], context.today).value, {
    found, from: decisionDayOf(replica, found, context.today), person: findDocument(replica, 'persons', found.personId), opinions: found.absentia ? listOpinionsOf(replica, found.absentia.code) : [], citedHash: cited && actHash(host.crypto, cited),
    id, device: certificate.device, number: humanNumber(actCount, certificate.device), minutes: humanNumber(minutesCount, certificate.device),
  }, context);
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'assessment.seal', decided.value, (db) => {
    putDeviceSetting(db, 'number.act', actCount);
    putDeviceSetting(db, 'number.minutes', minutesCount);
  });
  return saved.ok ? ok({ id }) : saved;
};
