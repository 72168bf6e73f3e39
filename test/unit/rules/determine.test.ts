import { describe, expect, it } from 'vitest';
import { askedFacts, neededDocuments } from '../../../shared/rules/asked-facts.ts';
import { determine } from '../../../shared/rules/determine.ts';
import { determineCase } from '../../../shared/rules/determine-case.ts';
import type { Determination } from '../../../shared/rules/determination.ts';
import type { Rules } from '../../../shared/rules/load/rules.ts';
import { decide, replay } from '../../../shared/rules/stored-decision.ts';
import { changedRulesOrThrow } from '../../support/rules/changed-rules.ts';
import { shippedRules } from '../../support/rules/shipped-rules.ts';

const must = (programme: string, facts: Record<string, unknown>, asOf: string, rules: Rules = shippedRules()): Determination => {
  const made = determine({ rules, programme, facts, asOf });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
};
const injured = {
  birthDate: '1985-02-02', sex: 'male', disabilityCategory: 'II', disabilityCause: 'work-injury', disabilityFrom: '2026-01-15', degreeSetFrom: '2026-01-15', degree: 65, participationMonths: 84, establishedAverage: '300000',
  accidentDate: '2025-11-10', accidentAct: '№ 7', employer: 'ЖШС', hasContract: true, insurer: 'СК', professionalDegreeFrom: '2026-01-15', professionalDegree: 70, averageEarnings: '300000', fundPayment: '104442',
};
const capacity = { birthDate: '1985-02-02', sex: 'male', degreeSetFrom: '2026-01-15', degree: 65, participationMonths: 84, establishedAverage: '300000' };

describe('a determination', () => {
  it('traces every rule with inputs, value, citation and certainty', () => {
    const { trace } = must('loss-of-capacity-insurance', capacity, '2026-02-01');
    const find = (rule: string) => trace.find((entry) => entry.rule === rule);
    expect(find('definition:deduction')).toMatchObject({ value: '42500', inputs: { degreeSetFrom: '2026-01-15', '@income-deduction 2023-07-01': '0.5', '@minimum-wage 2026-01-01': '85000' }, certainty: 'L' });
    expect(find('definition:assigned')).toMatchObject({ value: '104442', inputs: { average: '300000', deduction: '42500', participation: '1.04', degreeCoefficient: '0.65', '@income-replacement 2023-07-01': '0.6' } });
    expect(find('parameter:participation-coefficient')).toMatchObject({ value: '1', inputs: { from: '2023-07-01', keys: ['60+'] }, citation: 'Order № 237 of 22.06.2023, p. 37', certainty: 'S' });
    expect(find('stage:socialCode')).toMatchObject({ inputs: { date: '2026-01-15' } });
    expect(trace.filter(({ citation }) => citation === '')).toEqual([]);
    // of one parameter each row is told once: a window of two years reads several
    expect(new Set(trace.map(({ rule, inputs }) => `${rule} ${JSON.stringify(rule.startsWith('parameter:') ? inputs : '')}`)).size).toBe(trace.length);
  });

  it('marks the bands of participation by what is known of each law: today’s are read, those of 2020 fit an example, those before are not confirmed', () => {
    const flags = ['2010-03-01', '2020-05-01', '2026-02-01'].map((day) => must('loss-of-capacity-insurance', { ...capacity, degreeSetFrom: day, establishedAverage: '50000' }, day).trace.find(({ rule }) => rule === 'parameter:participation-coefficient')?.certainty);
    expect(flags).toEqual(['U', 'C', 'S']);
  });

  it('says what is not known: facts by name, values by name and day', () => {
    const { birthDate: _, establishedAverage: __, ...rest } = capacity;
    const { outcome, missing, amounts } = must('loss-of-capacity-insurance', rest, '2026-02-01');
    expect({ outcome, amounts, missing }).toEqual({ outcome: 'undetermined', amounts: [], missing: [{ what: 'fact', id: 'birthDate' }, { what: 'fact', id: 'incomes' }] });
    expect(must('minimum-pension-top-up', { birthDate: '1950-01-01', sex: 'male', monthlyPension: '1' }, '2014-06-01').missing).toEqual([{ what: 'parameter', id: 'minimum-pension', at: '2014-06-01', keys: [], why: 'notYet' }]);
    expect(must('special-categories', { specialCategory: 'hero', categoryDocument: '1', categoryFrom: '2020-01-01' }, '2024-06-01').missing).toEqual([expect.objectContaining({ id: 'special-category-multiple', why: 'unknown', keys: ['hero'] })]);
  });

  it('gives nothing where the formula comes to nothing, and says why: alone it refuses, beside what is paid it is told', () => {
    const poor = { ...capacity, establishedAverage: '42500' };
    const refused = must('loss-of-capacity-insurance', poor, '2026-02-01');
    expect([refused.outcome, refused.amounts]).toEqual(['refused', []]);
    expect(refused.reasons.find(({ rule }) => rule === 'payment:payment')).toMatchObject({ kind: 'failed', text: { en: 'The average income is not above the deduction from it: by the formula nothing is due.' } });
    const { outcome, amounts, reasons } = must('employer-liability', { birthDate: '1985-02-02', sex: 'male', accidentDate: '2025-11-10', accidentAct: '№ 7', employer: 'ЖШС', hasContract: true, insurer: 'СК', professionalDegreeFrom: '2026-01-15', professionalDegree: 30, averageEarnings: '100000', fundPayment: '30000', reimbursedCosts: [{ kind: 'treatment', date: '2025-12-01', amount: '100' }] }, '2026-02-01');
    expect([outcome, amounts.map(({ payment }) => payment), reasons.filter(({ rule }) => rule === 'payment:annuity').map(({ kind }) => kind)]).toEqual(['entitled', ['costsRepaid'], ['warning']]);
    // an edition made before keeps its 0: what was decided by it replays
    const before = changedRulesOrThrow((files) => delete files['programmes/loss-of-capacity-insurance.json'].payments[0].nothing);
    expect(must('loss-of-capacity-insurance', poor, '2026-02-01', before)).toMatchObject({ outcome: 'entitled', amounts: [{ amount: '0' }] });
  });

  it('refuses by a condition that fails, whatever else is not known', () => {
    const { outcome, reasons } = must('loss-of-capacity-insurance', { degree: 20, degreeSetFrom: '2026-01-15' }, '2026-02-01');
    expect(outcome).toBe('refused');
    expect(reasons.find(({ kind }) => kind === 'failed')).toMatchObject({ rule: 'condition:degreeEnough', certainty: 'L', text: { ru: expect.stringContaining('30 %') } });
  });

  it('names the rules used that are unconfirmed', () => {
    const unconfirmed = (asOf: string) => must('disability-benefit', { birthDate: '1985-02-02', disabilityCategory: 'II', disabilityCause: 'work-injury', disabilityFrom: '2018-01-15' }, asOf).reasons.find(({ kind }) => kind === 'unconfirmed')?.rules;
    expect(unconfirmed('2026-02-01')).toEqual(['parameter:disability-multiple']);
    expect(must('disability-benefit', { birthDate: '1985-02-02', disabilityCategory: 'II', disabilityCause: 'general-illness', disabilityFrom: '2026-01-15' }, '2026-02-01').reasons.filter(({ kind }) => kind === 'unconfirmed')).toEqual([]);
  });

  it('uses the law of its day: refused before a stage begins, another amount under each', () => {
    const at = (day: string) => must('loss-of-capacity-insurance', { ...capacity, degreeSetFrom: day }, day);
    expect(at('2004-12-31').reasons[0]).toMatchObject({ kind: 'stage', rule: 'stage:law405' });
    expect(['2019-12-31', '2020-01-01', '2023-07-01'].map((day) => at(day).trace[0]?.rule)).toEqual(['stage:law405', 'stage:law286', 'stage:socialCode']);
  });

  it.each([
    ['an unknown field', { ...capacity, shoeSize: 43 }, '2026-02-01', [{ path: 'shoeSize', code: 'unknownField' }]],
    ['an impossible day', { ...capacity, degreeSetFrom: '2026-02-30' }, '2026-02-01', [{ path: 'degreeSetFrom', code: 'date' }]],
    ['an impossible as-of', capacity, '2026-02-30', [{ path: 'asOf', code: 'date' }]],
    ['a choice that is none', { ...capacity, sex: 'x' }, '2026-02-01', [expect.objectContaining({ path: 'sex', code: 'choice' })]],
    ['a degree above a hundred', { ...capacity, degree: 101 }, '2026-02-01', [{ path: 'degree', code: 'tooLarge', params: { most: '100' } }]],
    ['half a month', { ...capacity, participationMonths: 1.5 }, '2026-02-01', [{ path: 'participationMonths', code: 'wholeNumber' }]],
    ['money below zero', { ...capacity, establishedAverage: '-1' }, '2026-02-01', [{ path: 'establishedAverage', code: 'tooSmall', params: { least: '0' } }]],
    ['a number of more digits than a float holds', { ...capacity, establishedAverage: 0.1 + 0.2 }, '2026-02-01', [{ path: 'establishedAverage', code: 'number' }]],
    ['a row with a strange field, one without a needed one', { ...capacity, incomes: [{ month: '2025-13', income: '1', tax: 1 }, { month: '2025-01' }] }, '2026-02-01',
      [{ path: 'incomes[0].tax', code: 'unknownField' }, { path: 'incomes[0].month', code: 'month' }, { path: 'incomes[1].income', code: 'required' }]],
    ['a term that ends before it begins', { ...capacity, degreeTo: '2026-01-14' }, '2026-02-01', [{ path: 'degreeTo', code: 'impossible', params: expect.objectContaining({ en: 'The term ends before it begins.' }) }]],
    ['a month given twice', { ...capacity, incomes: [{ month: '2025-01', income: 1 }, { month: '2025-01', income: 2 }] }, '2026-02-01', [expect.objectContaining({ path: 'incomes', code: 'impossible' })]],
    ['a field of every object', { ...capacity, toString: 1 }, '2026-02-01', [{ path: 'toString', code: 'unknownField' }]],
  ])('%s is an error that names it', (_, facts, asOf, issues) => {
    const made = determine({ rules: shippedRules(), programme: 'loss-of-capacity-insurance', facts, asOf });
    expect(made).toEqual({ ok: false, error: { type: 'InvalidInput', issues } });
  });

  it('takes whole and decimal numbers of JSON by their digits', () => {
    const amount = (average: unknown) => must('loss-of-capacity-insurance', { ...capacity, establishedAverage: average }, '2026-02-01').amounts[0]?.exact;
    expect(amount(300000.1)).toBe(amount('300000.1'));
  });
});

describe('a case', () => {
  it('has the three levels side by side', () => {
    const made = determineCase({ rules: shippedRules(), risk: 'loss-of-work-capacity', facts: injured, asOf: '2026-02-01' });
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    expect(made.value.map(({ programme, outcome, amounts }) => [programme, outcome, amounts[0]?.level, amounts[0]?.amount])).toEqual([
      ['disability-benefit', 'entitled', 1, '89498'], ['loss-of-capacity-insurance', 'entitled', 2, '104442'], ['employer-liability', 'entitled', 3, '105558'],
    ]);
  });
  it('takes no fact that no programme of the risk asks, and no risk that is none', () => {
    const made = (risk: string, facts: Record<string, unknown>) => determineCase({ rules: shippedRules(), risk, facts, asOf: '2026-02-01' });
    expect(made('loss-of-work-capacity', { ...injured, premium: '1' })).toMatchObject({ ok: false, error: { type: 'InvalidInput', issues: [{ path: 'premium', code: 'unknownField' }] } });
    expect(made('bad-luck', {})).toMatchObject({ ok: false, error: { type: 'NotFound', id: 'bad-luck' } });
  });
  it('flags a missing contract of the employer', () => {
    const { insurer: _, ...facts } = { ...injured, hasContract: false };
    const made = determineCase({ rules: shippedRules(), risk: 'loss-of-work-capacity', facts, asOf: '2026-02-01' });
    expect(made.ok && made.value[2]?.reasons.filter(({ kind }) => kind === 'warning').map(({ rule }) => rule)).toEqual(['notice:noContract']);
  });
  it('warns of payments that exclude each other', () => {
    const made = determineCase({ rules: shippedRules(), risk: 'birth-and-children', facts: { childBirthDate: '2025-12-01', birthOrder: 1, insured: false, participationMonths: 20, averageOf24: '200000' }, asOf: '2026-02-01' });
    const warned = made.ok ? made.value.flatMap(({ programme, reasons }) => reasons.filter(({ kind }) => kind === 'warning').map(({ rule }) => [programme, rule])) : [];
    expect(warned).toEqual([['childcare-benefit', 'incompatible:childcare-insurance'], ['childcare-insurance', 'incompatible:childcare-benefit']]);
  });
  it('asks only what is needed, as the answers come', () => {
    const ids = (facts: Record<string, unknown>) => askedFacts(shippedRules(), shippedRules().programmes.get('employer-liability')!, facts, '2026-02-01').map(({ fact }) => fact.id);
    expect(ids({}).includes('insurer')).toBe(false);
    expect(ids({ hasContract: true }).includes('insurer')).toBe(true);
    expect(ids({ stateBudgetEmployer: true }).includes('hasContract')).toBe(false);
    const lacking = askedFacts(shippedRules(), shippedRules().programmes.get('loss-of-capacity-insurance')!, {}, '2026-02-01').filter((asked) => asked.lacking).map(({ fact }) => fact.id);
    expect(lacking).toEqual(['birthDate', 'sex', 'degreeSetFrom', 'degree', 'participationMonths', 'incomes']);
    expect(neededDocuments(shippedRules(), shippedRules().programmes.get('employer-liability')!, { hasContract: true }, '2026-02-01')).toContain('contract');
  });
});

describe('law by data alone', () => {
  const words = (text: string) => ({ kk: `${text} kk`, ru: `${text} ru`, en: text });
  const cited = { source: 'Order № 1', certainty: 'L' };
  const flood = {
    id: 'flood-relief', risk: 'natural-disaster', level: 1, title: words('Flood relief'), summary: words('To those whose house was flooded'),
    facts: [{ id: 'floodedOn', source: 'Order № 1', definition: { type: 'date', label: words('Flooded on'), help: words('Day of the flood') } }, { id: 'rooms', source: 'Order № 1', definition: { type: 'integer', label: words('Rooms'), help: words('Rooms under water'), min: '1', max: '20' } }],
    documents: [], definitions: [{ id: 'counted', title: words('Rooms counted'), value: 'min(rooms, @flood-rooms at floodedOn)', ...cited }],
    conditions: [{ id: 'inTime', test: 'asOf <= addMonths(floodedOn, 6)', met: words('In time'), failed: words('Too late'), ...cited }],
    payments: [{ id: 'relief', title: words('Relief'), unit: 'KZT once', amount: 'counted * 10 * @monthly-index at floodedOn', rounding: 'rounding', from: 'floodedOn', ...cited }],
    notices: [], stages: [{ id: 'order1', from: '2024-04-01', title: words('Order № 1'), ...cited }], incompatible: [], responsible: [{ step: 'intake', organisation: 'local-body' }],
  };
  const rules = changedRulesOrThrow((files) => {
    files['risks/natural-disaster.json'] = { id: 'natural-disaster', order: 8, title: words('Natural disaster'), help: words('Flood, fire'), from: '2024-04-01', source: 'Order № 1' };
    files['programmes/flood-relief.json'] = flood;
    files['parameters/flood-rooms.json'] = { id: 'flood-rooms', title: words('Most rooms'), unit: 'integer', values: [{ from: '2024-04-01', value: '4', ...cited }] };
  });

  it('a new risk with a new payment needs files only', () => {
    const made = determineCase({ rules, risk: 'natural-disaster', facts: { floodedOn: '2024-04-05', rooms: 6 }, asOf: '2024-05-01' });
    expect(made.ok && made.value.map(({ outcome, amounts }) => [outcome, amounts[0]?.amount])).toEqual([['entitled', '147680']]);
    expect(rules.risks.at(-1)?.id).toBe('natural-disaster');
    expect(must('flood-relief', { floodedOn: '2024-04-05', rooms: 6 }, '2024-11-01', rules).outcome).toBe('refused');
  });

  it('an annuity needs tables only: single and joint by the formula', () => {
    const row = (value: unknown) => [{ from: '2005-01-01', value, source: 'Table', certainty: 'U' }];
    const tables = changedRulesOrThrow((files) => {
      files['parameters/annuity-interest.json'].values = row('0.1');
      files['parameters/annuity-loading.json'].values = row('0.03');
      files['parameters/annuity-last-age.json'].values = row('67');
      files['parameters/annuity-survivors.json'].values = row({ male: { '65': '100', '66': '50', '67': '20' }, female: { '65': '100', '66': '80', '67': '40' } });
    });
    const facts = { birthDate: '1960-01-01', sex: 'male', annuityFrom: '2025-02-01', premium: '1000000' };
    // ä = 1 + 0.5/1.1 + 0.2/1.21; 1,000,000 × 0.97 ÷ (12 × (ä − 11/24)) = 69,610.35…
    const single = 1 + 0.5 / 1.1 + 0.2 / 1.21;
    expect(Number(must('annuity', facts, '2025-02-01', tables).amounts[0]?.exact)).toBeCloseTo(970000 / (12 * (single - 11 / 24)), 6);
    const spouse = 1 + 0.8 / 1.1 + 0.4 / 1.21;
    const both = 1 + (0.5 * 0.8) / 1.1 + (0.2 * 0.4) / 1.21;
    expect(Number(must('annuity', { ...facts, joint: true, spouseSex: 'female', spouseBirthDate: '1960-01-01' }, '2025-02-01', tables).amounts[0]?.exact)).toBeCloseTo(970000 / (12 * (single + spouse - both - 11 / 24)), 6);
  });
});

describe('a stored decision', () => {
  it('replays identically after a round through JSON, and not with another edition', () => {
    const made = decide(shippedRules(), 'loss-of-capacity-insurance', capacity, '2026-02-01');
    if (!made.ok) throw new Error('not decided');
    const stored = JSON.parse(JSON.stringify(made.value)) as typeof made.value;
    expect(replay(shippedRules(), stored)).toMatchObject({ ok: true, value: { identical: true } });
    const next = changedRulesOrThrow((files) => files['parameters/minimum-wage.json'].values.push({ from: '2027-01-01', value: '90000', source: 'Law', certainty: 'L' }));
    expect(replay(next, stored)).toEqual({ ok: false, error: { type: 'Conflict', what: 'edition', id: stored.edition } });
    const forged = { ...stored, outcome: { ...stored.outcome, amounts: [] } };
    expect(replay(shippedRules(), forged)).toMatchObject({ ok: true, value: { identical: false } });
  });
});
