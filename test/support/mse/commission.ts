import { addDays } from '../../../shared/base/date-steps.ts';
import type { ActId, AssessmentId, PersonId, StaffId } from '../../../shared/base/ids.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import type { AssessmentDraft } from '../../../shared/domain/mse/assessment.ts';
import { noDecision, type DecisionDraft } from '../../../shared/domain/mse/decision-draft.ts';
import { LifeActivity } from '../../../shared/domain/mse/life-activity.ts';
import type { Rating } from '../../../shared/domain/mse/rating.ts';
import type { PersonInput } from '../../../shared/ipc/inputs.ts';
import type { AssessmentInput } from '../../../shared/ipc/mse-inputs.ts';
import { openLaptop, type Laptop } from '../replica/laptop.ts';
import { createPaperCentre } from '../replica/paper-centre.ts';
import { commission, madeUpPerson, password, staff, ulan } from '../replica/people.ts';
import { sampleReferral } from './referral.ts';

/** Every category rated, `limited` with degree and an item that grounds it, the others with 0. */
export const rated = (limited: Partial<Record<LifeActivity, 1 | 2 | 3>>, categories: readonly LifeActivity[] = LifeActivity.options.slice(0, 7)): Rating[] =>
  categories.map((category) => {
    const degree = limited[category] ?? 0;
    return { category, degree, items: degree === 0 ? [] : [{ code: category === 'play' ? 'd880' : 'd450', qualifier: degree }] };
  });

/** A decision, otherwise empty. */
export const decided = (decision: Partial<DecisionDraft>): DecisionDraft => ({ ...noDecision, ...decision });

/** A Monday morning in Kazakhstan, and time goes on from there: on whichever day the tests run, none of them meets a midnight, a holiday or a new year's numbers. */
const mondayMorning = (): number => Date.parse('2026-11-23T05:00:00.000Z') + Math.floor(performance.now());

/** A laptop of an office with a commission; `now` may be moved. */
export const openCommission = async (profile: string, { leaseDays = 30, now = mondayMorning }: { readonly now?: () => number; readonly leaseDays?: number } = {}) => {
  const laptop = openLaptop({ profile, fetch: createPaperCentre(ulan, { now, leaseDays }).fetch, now });
  await laptop.enrol('https://paper', 'CODE', [...staff, ...commission]);
  return commissionAt(laptop);
};

/** What a commission does at `laptop`, in the steps of its day. */
export const commissionAt = (laptop: Laptop) => {
  const staffOf = (login: string): StaffId => laptop.look('mse.counts', {}) && members.get(login)!;
  const members = new Map<string, StaffId>();
  const today = (): PlainDate => laptop.host.clock.today();
  const known = async () => {
    if (members.size > 0) return;
    for (const row of (await laptop.must('mse.reference', {})).members) members.set(row.login, row.id);
  };
  const at = async (login: string) => {
    await laptop.unlock(login);
    if (login !== 'aigul' && login !== 'bolat') await known();
  };
  const person = async (n: number, change: Partial<PersonInput> = {}): Promise<PersonId> => {
    await at('aigul');
    return (await laptop.must('person.register', { ...madeUpPerson(n, change), dismissed: [] })).id;
  };
  const register = async (personId: PersonId, change: Partial<AssessmentInput> = {}): Promise<AssessmentId> => {
    await at('saule');
    return (await laptop.must('assessment.register', { personId, mode: 'inPerson', basis: { kind: 'first', act: null, reason: '' }, referral: sampleReferral, ...change })).id;
  };
  const visit = (logins: readonly string[] = ['seitov', 'mukan', 'petrova']) => logins.map((login) => ({ staff: staffOf(login), chair: login === 'seitov', speciality: 'терапевт' }));
  const schedule = (id: AssessmentId, logins?: readonly string[], place = 'Қасым Қайсенов кенті', day = today()) => laptop.call('assessment.schedule', { id, day, place, fieldTrip: true, members: visit(logins) });
  const draft = (id: AssessmentId, typed: Partial<AssessmentDraft>) => laptop.must('assessment.saveDraft', { id, draft: typed });
  const seal = async (id: AssessmentId): Promise<ActId> => (await laptop.must('assessment.seal', { id })).id;
  const sign = (id: ActId, login: string, vote: 'for' | 'against' = 'for', dissent = '') => laptop.call('act.sign', { id, login, password, vote, dissent });
  /** Registered, scheduled, drafted and sealed; the chair is at the laptop. */
  const sealed = async (personId: PersonId, typed: Partial<AssessmentDraft>, change: Partial<AssessmentInput> = {}) => {
    const assessment = await register(personId, change);
    await at('seitov');
    const set = await schedule(assessment);
    if (!set.ok) throw new Error(JSON.stringify(set.error));
    await draft(assessment, typed);
    return { assessment, act: await seal(assessment) };
  };
  const signed = async (...given: Parameters<typeof sealed>) => {
    const made = await sealed(...given);
    for (const login of ['seitov', 'mukan', 'petrova']) {
      const answer = await sign(made.act, login);
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    }
    return made;
  };
  return { laptop, at, person, register, visit, schedule, draft, seal, sign, sealed, signed, today, later: (days: number) => addDays(today(), days), staffOf };
};
export type Commission = Awaited<ReturnType<typeof openCommission>>;
