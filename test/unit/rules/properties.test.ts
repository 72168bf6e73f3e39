import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { determine } from '../../../shared/rules/determine.ts';
import type { Determination } from '../../../shared/rules/determination.ts';
import { shippedRules } from '../../support/rules/shipped-rules.ts';

const must = (programme: string, facts: Record<string, unknown>, asOf: string): Determination => {
  const made = determine({ rules: shippedRules(), programme, facts, asOf });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
};
/** Tenge of the first payment; nothing is paid where it is refused. */
const paid = ({ amounts }: Determination): bigint => BigInt(amounts[0]?.amount ?? '0');

const days = fc.constantFrom('2005-03-01', '2012-06-15', '2018-12-31', '2019-12-31', '2020-01-01', '2021-07-07', '2023-06-30', '2023-07-01', '2024-02-29', '2026-02-01');
const months = fc.integer({ min: 0, max: 480 });
const degree = fc.integer({ min: 0, max: 100 });
const income = fc.integer({ min: 0, max: 3_000_000 });
const two = <T>(values: fc.Arbitrary<T>, less: (a: T, b: T) => boolean) => fc.tuple(values, values).map(([a, b]) => (less(a, b) ? [a, b] : [b, a]) as [T, T]);
const ascending = <T extends number>(values: fc.Arbitrary<T>) => two(values, (a, b) => a <= b);

const capacity = (day: string, percent: number, participationMonths: number, average: number) =>
  must('loss-of-capacity-insurance', { birthDate: '1985-02-02', sex: 'female', degreeSetFrom: day, degree: percent, participationMonths, establishedAverage: String(average) }, day);
const jobLoss = (day: string, participationMonths: number, average: number) =>
  must('job-loss-insurance', { registeredUnemployed: true, jobLostOn: day, registeredFrom: day, claimDate: day, participationMonths, establishedAverage: String(average) }, day);
const survivors = (programme: string, day: string, count: number, more: Record<string, unknown>) =>
  must(programme, { deathDate: day, dependants: Array.from({ length: count }, () => ({ birthDate: '2016-06-06', relation: 'child' })), ...more }, day);

describe('whatever the facts', () => {
  it('an amount never falls when months of participation rise', () => {
    fc.assert(fc.property(days, degree, ascending(months), income, (day, percent, [fewer, more], average) =>
      paid(capacity(day, percent, fewer, average)) <= paid(capacity(day, percent, more, average)) && paid(jobLoss(day, fewer, average)) <= paid(jobLoss(day, more, average))));
  });
  it('an amount never falls when the degree of loss rises', () => {
    fc.assert(fc.property(days, ascending(degree), months, income, (day, [less, more], participation, average) => paid(capacity(day, less, participation, average)) <= paid(capacity(day, more, participation, average))));
  });
  it('an amount never falls when income rises', () => {
    fc.assert(fc.property(days, degree, months, ascending(income), (day, percent, participation, [less, more]) => paid(capacity(day, percent, participation, less)) <= paid(capacity(day, percent, participation, more))));
  });
  it('an amount never exceeds what the ceiling of income gives', () => {
    const incomes = fc.array(income, { minLength: 24, maxLength: 24 });
    fc.assert(fc.property(incomes, degree, months, (values, percent, participation) => {
      const rows = values.map((value, index) => ({ month: `${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`, income: String(value) }));
      const facts = { birthDate: '1985-02-02', sex: 'male', degreeSetFrom: '2026-01-20', degree: percent, participationMonths: participation, incomes: rows };
      // seven minimum wages of 85,000, less half a wage
      const most = ((7n * 85_000n - 42_500n) * 60n * 130n * BigInt(percent)) / 1_000_000n + 1n;
      return paid(must('loss-of-capacity-insurance', facts, '2026-01-20')) <= most;
    }));
  });
  it('the parts of a survivors’ payment sum to the whole and differ by one tenge at most', () => {
    fc.assert(fc.property(fc.constantFrom('2019-05-05', '2021-07-07', '2023-07-01', '2026-02-01'), fc.integer({ min: 1, max: 12 }), income, months, (day, count, average, participation) => {
      for (const made of [survivors('survivor-benefit', day, count, {}), survivors('survivor-insurance', day, count, { participationMonths: participation + 1, establishedAverage: String(average) })]) {
        // what comes to nothing is not shared
        if (made.outcome === 'refused') {
          expect([made.amounts, made.reasons.some(({ rule, kind }) => rule === 'payment:payment' && kind === 'failed')]).toEqual([[], true]);
          continue;
        }
        const shares = made.amounts[0]!.shares!.map(BigInt);
        expect(shares.length).toBe(count);
        expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(paid(made));
        expect(shares.every((share) => share - shares.at(-1)! <= 1n)).toBe(true);
      }
    }));
  });
  it('an amount is the exact one rounded up, and ten per cent of it is withheld', () => {
    fc.assert(fc.property(days, degree, months, income, (day, percent, participation, average) => {
      const [amount] = capacity(day, percent, participation, average).amounts;
      if (!amount) return;
      const [front = '', behind = ''] = amount.exact.split('.');
      expect(BigInt(amount.amount)).toBe(BigInt(front) + (behind === '' ? 0n : 1n));
      expect(Number(amount.withheld) * 10).toBeCloseTo(Number(amount.amount), 6);
    }));
  });
  it('the engine never throws on what a person may type', () => {
    const anything = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constantFrom('2024-01-01', '2199-12-31', '1800-01-01', 'I', 'male', '0'), fc.array(fc.object({ maxDepth: 1 })));
    fc.assert(fc.property(fc.constantFrom(...shippedRules().programmes.keys()), fc.constantFrom('1800-01-01', '2024-02-29', '2199-12-31'), fc.infiniteStream(anything), (id, asOf, values) => {
      const programme = shippedRules().programmes.get(id)!;
      const facts = Object.fromEntries(programme.facts.map((fact) => [fact.id, values.next().value]));
      const made = determine({ rules: shippedRules(), programme: programme.source.id, facts, asOf });
      expect(typeof made.ok).toBe('boolean');
    }), { numRuns: 500 });
  });
  it('nor on facts of the right type', () => {
    const date = fc.tuple(fc.integer({ min: 1800, max: 2199 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([y, m, d]) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`);
    const size = fc.integer({ min: 0, max: 10_000_000 });
    fc.assert(fc.property(fc.constantFrom(...shippedRules().programmes.keys()), date, fc.gen(), (id, asOf, pick) => {
      const programme = shippedRules().programmes.get(id)!;
      type Spec = { readonly id: string; readonly type: string; readonly choices?: readonly { readonly id: string }[] | undefined; readonly of?: readonly Spec[] | undefined; readonly min?: string | undefined; readonly max?: string | undefined };
      const value = (spec: Spec): unknown => {
        if (spec.type === 'date') return pick(() => date);
        if (spec.type === 'month') return pick(() => date).slice(0, 7);
        if (spec.type === 'boolean') return pick(fc.boolean);
        if (spec.type === 'code') return pick(() => fc.constantFrom(...spec.choices!.map(({ id }) => id)));
        if (spec.type === 'text') return 'x';
        if (spec.type === 'list') return Array.from({ length: pick(() => fc.integer({ min: 0, max: 4 })) }, () => Object.fromEntries(spec.of!.map((field) => [field.id, value(field)])));
        return Math.max(Number(spec.min ?? 0), Math.min(Number(spec.max ?? Number.MAX_SAFE_INTEGER), pick(() => size)));
      };
      const facts = Object.fromEntries(programme.facts.map((fact) => [fact.id, value(fact)]));
      const made = determine({ rules: shippedRules(), programme: programme.source.id, facts, asOf });
      // answers of the right type may still not fit together
      if (made.ok) {
        expect(made.value.missing.filter(({ what }) => what === 'fact')).toEqual([]);
        // nobody is told that they are entitled to nothing
        expect(made.value.amounts.filter(({ amount }) => amount === '0')).toEqual([]);
      }
      if (!made.ok) expect(made.error.type === 'InvalidInput' ? made.error.issues.filter(({ code }) => code !== 'impossible') : made.error).toEqual([]);
    }), { numRuns: 500, endOnFailure: true });
  });
});
