import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../../../shared/base/ids.ts';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import type { KatoCode } from '../../../../shared/domain/kato.ts';
import type { Ledger } from '../../../../shared/domain/ledger.ts';
import type { Decision } from '../../../../shared/domain/decision.ts';
import { caseForm, type CaseFormInput } from '../../../../shared/rules/intake/case-form.ts';
import { recompute } from '../../../../shared/rules/intake/recompute.ts';
import { decideProgrammes } from '../../../../src-main/replica/usecases/make-decision.ts';
import { changedRules, changedRulesOrThrow } from '../../../support/rules/changed-rules.ts';
import { madeUpPerson } from '../../../support/replica/people.ts';
import { shippedRules } from '../../../support/rules/shipped-rules.ts';

const rules = shippedRules();
const id = '01890000-0000-7000-8000-00000000d001' as PersonId;
const ledgerOf = (change: Partial<Ledger> = {}): Ledger => ({ id, personId: id, district: '631800000' as KatoCode, employers: [], earlierMonths: 100, since: '2025-01', upTo: '2026-01', contributions: [], payments: [], ...change });
const monthsOf = (from: number, incomes: readonly number[]) => incomes.map((income, at) => ({ month: `2025-${String(from + at).padStart(2, '0')}`, bin: '990140001111', income, amount: Math.round(income / 20), paidOn: '2026-01-20' as PlainDate }));

// (100,000 − 0.5 × 85,000) × 0.6 × 1.04 × 0.65 = 23,322; 300,000 × 0.5 = 150,000; 150,000 − 23,322 = 126,678
const capacity = { birthDate: '1985-02-02', sex: 'male', degreeSetFrom: '2026-02-01', degree: '65', participationMonths: '84', establishedAverage: '100000' };
const accident = { accidentDate: '2025-11-10', accidentAct: '№ 7', employer: 'ЖШС', hasContract: true, insurer: 'СК', professionalDegreeFrom: '2026-02-01', professionalDegree: '50', averageEarnings: '300000' };
const both = ['loss-of-capacity-insurance', 'employer-liability'];
const formOf = (facts: CaseFormInput['facts'], more: Partial<CaseFormInput> = {}) => caseForm({ rules, risk: 'loss-of-work-capacity', claims: both, asOf: '2026-03-01', facts, ...more });
const sourcesOf = (ledger: Ledger) => ({ person: { ...madeUpPerson(1), id } as never, ledger, household: [], asOf: '2026-03-01', effects: [] });
const amountOf = (form: ReturnType<typeof formOf>, programme: string) => form.programmes.find((one) => one.id === programme)?.determination?.amounts[0]?.amount;
const fieldOf = (form: ReturnType<typeof formOf>, name: string) => form.fields.find((field) => field.id === name);

describe('the result of one programme as a fact of another', () => {
  it('flows as it stands, with where it came from', () => {
    const form = formOf({ ...capacity, ...accident });
    expect(amountOf(form, 'loss-of-capacity-insurance')).toBe('23322');
    expect(fieldOf(form, 'fundPayment')).toMatchObject({ value: '23322', from: 'register', lacking: false, known: { register: 'programme', derived: [{ rule: 'result:loss-of-capacity-insurance', value: '23322' }] } });
    expect(amountOf(form, 'employer-liability')).toBe('126678');
  });
  it('is nothing where that is refused, and not known where that is undetermined', () => {
    expect(fieldOf(formOf({ ...capacity, degree: '20', ...accident }), 'fundPayment')?.value).toBe('0');
    const { degree: _, ...open } = capacity;
    const form = formOf({ ...open, ...accident }, { sources: sourcesOf(ledgerOf({ payments: [{ programme: 'loss-of-capacity-insurance', payer: 'fund', month: '2026-02', amount: 5, withheld: 0 }] })) });
    expect(fieldOf(form, 'fundPayment')).toMatchObject({ value: null, lacking: false });
    expect(form.programmes.find((one) => one.id === 'employer-liability')?.determination).toMatchObject({ outcome: 'undetermined', missing: [{ what: 'fact', id: 'fundPayment' }] });
  });
  it('is what the Fund paid last month where nothing is applied for; nobody’s guess without a ledger', () => {
    const paid = (month: string, amount: number) => ({ programme: 'loss-of-capacity-insurance', payer: 'fund' as const, month, amount, withheld: 0 });
    const facts = { ...capacity, ...accident };
    const claims = ['employer-liability'];
    expect(fieldOf(formOf(facts, { claims, sources: sourcesOf(ledgerOf({ payments: [paid('2026-01', 20_000), paid('2026-02', 21_000), paid('2026-03', 22_000), { ...paid('2026-02', 9), programme: 'disability-benefit' }] })) }), 'fundPayment')).toMatchObject({ value: '21000', known: { register: 'ledger' } });
    expect(fieldOf(formOf(facts, { claims, sources: sourcesOf(ledgerOf()) }), 'fundPayment')?.value).toBe('0');
    expect(fieldOf(formOf(facts, { claims }), 'fundPayment')).toMatchObject({ value: null, lacking: true });
  });
  it('gives way to what is typed, which then differs from it', () => {
    const form = formOf({ ...capacity, ...accident, fundPayment: '10000' });
    expect(fieldOf(form, 'fundPayment')).toMatchObject({ value: '10000', from: 'typed', known: { value: '23322' } });
    expect(amountOf(form, 'employer-liability')).toBe('140000');
  });
  it('follows a change of norms, unless somebody had typed another', () => {
    const decisionOf = (fundPayment: string): Pick<Decision, 'programmes'> => ({ programmes: decideProgrammes(rules, both, { ...capacity, ...accident, fundPayment }, '2026-03-01') });
    // half as much again of the replacement: 57,500 × 0.9 × 1.04 × 0.65 = 34,983; 150,000 − 34,983 = 115,017
    const higher = changedRulesOrThrow((files) => files['parameters/income-replacement.json'].values.push({ from: '2026-01-15', value: '0.9', source: 'From memory', certainty: 'U' }));
    const after = (fundPayment: string) => recompute(higher, decisionOf(fundPayment), '2026-03-01').parts?.map((part) => [part.programme, part.after]);
    expect(after('23322')).toEqual([['loss-of-capacity-insurance', '34983'], ['employer-liability', '115017']]);
    expect(after('10000')).toEqual([['loss-of-capacity-insurance', '34983'], ['employer-liability', '140000']]);
  });
  it('is checked when the rules are loaded: a circle, a stranger', () => {
    const asks = (path: string) => changedRules((files) => files['programmes/loss-of-capacity-insurance.json'].facts.push({ id: 'averageEarnings', source: 's', optional: true, fill: { from: 'programme', path } }));
    const issueOf = (code: string) => ({ ok: false, error: { type: 'RulesInvalid', issues: expect.arrayContaining([expect.objectContaining({ file: 'programmes/loss-of-capacity-insurance.json', code })]) as unknown } });
    expect(asks('employer-liability')).toMatchObject(issueOf('cycle'));
    expect(asks('loss-of-capacity-insurance')).toMatchObject(issueOf('cycle'));
    expect(asks('birth-benefit')).toMatchObject(issueOf('unknownProgramme'));
  });
});

describe('facts reckoned from the ledger by the data', () => {
  it('earnings before an accident: the months with income, from the register and unconfirmed', () => {
    const { averageEarnings: _, ...rest } = accident;
    // November 2024 to October 2025: of them the ledger has January to March and June: (100,000 + 110,000 + 120,001 + 200,000) ÷ 4 = 132,500.25; November is after the accident's month began
    const ledger = ledgerOf({ contributions: [...monthsOf(1, [100_000, 110_000, 120_001]), ...monthsOf(6, [200_000]), ...monthsOf(11, [900_000])] });
    const field = fieldOf(formOf({ ...capacity, ...rest }, { sources: sourcesOf(ledger) }), 'averageEarnings');
    expect(field).toMatchObject({ value: '132500.25', from: 'register', known: { register: 'ledger' } });
    expect(field?.known?.derived?.at(-1)).toMatchObject({ rule: 'derived:averageEarnings', certainty: 'U', inputs: { accidentDate: '2025-11-10' } });
  });
  it('three-year average, full years of service, professional months', () => {
    const old = (more: Partial<Ledger>, facts = {}) => caseForm({ rules, risk: 'old-age', claims: ['base-pension', 'solidarity-pension'], asOf: '2026-03-01', facts: { birthDate: '1962-01-01', sex: 'male', retiredOn: '2026-01-15', ...facts }, sources: sourcesOf(ledgerOf(more)) });
    // 101 months: 8 full years; (100,000 × 3) ÷ 36 = 8,333.33…
    const form = old({ earlierMonths: 98, contributions: monthsOf(1, [100_000, 100_000, 100_000]) });
    expect(fieldOf(form, 'serviceYears')).toMatchObject({ value: '8', from: 'register' });
    expect(fieldOf(form, 'averageOf3Years')?.value).toBe('8333.33');
    const worked = (professionalMonths?: number) => fieldOf(formOf({ ...capacity, ...accident }, { sources: sourcesOf(ledgerOf(professionalMonths === undefined ? {} : { professionalMonths })) }), 'professionalContributionMonths');
    expect(worked(84)).toMatchObject({ value: '84', from: 'register' });
    expect(worked()).toMatchObject({ value: '0', from: 'default' });
  });
  it('are type-checked when the rules are loaded, and come from no other register', () => {
    const issues = (change: (fact: Record<string, unknown>) => void) => changedRules((files) => change(files['programmes/base-pension.json'].facts.find((fact: { id: string }) => fact.id === 'serviceYears')));
    const issueOf = (code: string) => ({ ok: false, error: { issues: expect.arrayContaining([expect.objectContaining({ file: 'programmes/base-pension.json', code })]) as unknown } });
    const derive = { title: { kk: 'a', ru: 'a', en: 'a' }, source: 'From memory', certainty: 'U' };
    expect(issues((fact) => { fact.derive = { ...derive, value: 'ledgerParticipation / 12' }; })).toMatchObject(issueOf('wrongType'));
    expect(issues((fact) => { fact.derive = { ...derive, value: 'count(ledgerDays)' }; })).toMatchObject(issueOf('unknownName'));
    expect(issues((fact) => { fact.fill = { from: 'person', path: 'x' }; })).toMatchObject(issueOf('fill'));
    expect(changedRules((files) => { files['programmes/base-pension.json'].payments[0].amount = 'ledgerParticipation * @monthly-index'; })).toMatchObject(issueOf('unknownName'));
  });
});

describe('payments that exclude each other', () => {
  const disability = { disabilityCategory: 'II', disabilityCause: 'general-illness', disabilityFrom: '2024-02-01', birthDate: '1985-02-02' };
  const entitled = [{ programme: 'survivor-benefit', number: '2026-9/AAAAAA', monthly: '46783' }];
  const conflictsOf = (form: ReturnType<typeof formOf>) => form.programmes.find((one) => one.id === 'disability-benefit')?.conflicts;
  it('are told across risks, whichever of them names the other, with what each pays', () => {
    const form = formOf(disability, { claims: ['disability-benefit'], entitled });
    expect(conflictsOf(form)).toMatchObject([{ programme: 'survivor-benefit', number: '2026-9/AAAAAA', monthly: '46783', certainty: 'U' }]);
    expect(conflictsOf(formOf(disability, { claims: ['disability-benefit'], entitled: [{ ...entitled[0]!, programme: 'base-pension' }] }))).toMatchObject([{ programme: 'base-pension' }]);
  });
  it('and are no matter where nothing is paid, or nothing excludes it', () => {
    expect(conflictsOf(formOf({ ...disability, disabilityFrom: '2027-01-01' }, { claims: ['disability-benefit'], entitled }))).toEqual([]);
    expect(conflictsOf(formOf(disability, { claims: ['disability-benefit'], entitled: [{ ...entitled[0]!, programme: 'birth-benefit' }] }))).toEqual([]);
  });
});
