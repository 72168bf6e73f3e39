import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import { Assumptions } from '../../../../shared/rules/projection/assumptions.ts';
import { Mortality } from '../../../../shared/rules/projection/mortality.ts';
import type { Obligation } from '../../../../shared/rules/projection/obligation.ts';
import { projectObligations as projectFrom } from '../../../../shared/rules/projection/project-obligations.ts';

const base = '2026-01-01' as PlainDate;
const day = (text: string) => text as PlainDate;
const obligation = (change: Partial<Obligation> = {}): Obligation => ({
  risk: 'loss-of-work-capacity', programme: 'disability-benefit', payment: 'disability', level: 1, amount: '1000', unit: 'KZT/month', from: day('2025-01-01'), to: null, birthYear: 1986, sex: 'female', ...change,
});
const many = (count: number, change: Partial<Obligation> = {}) => Array.from({ length: count }, () => obligation(change));
const still = { male: ['0'], female: ['0'] };
const assume = (change: Partial<Assumptions> = {}) => Assumptions.parse({ years: 3, mortalityPercent: '100', renewPercent: '100', indexPercent: '0', programmes: [], ...change });
const projectObligations = (...[obligations, table, assumed]: [readonly Obligation[], Parameters<typeof projectFrom>[1], Assumptions]) => projectFrom(obligations, table, assumed, base);
const costs = (projection: ReturnType<typeof projectFrom>) => projection.total.map(({ cost }) => cost);
const ends = (projection: ReturnType<typeof projectFrom>) => projection.total.map(({ end }) => Number(end));

describe('by hand', () => {
  test('nobody dies, nothing ends: the same heads and the same money each year', () => {
    const made = projectObligations(many(7, { amount: '1000.05' }), still, assume());
    expect(made.total.map(({ start, end }) => [start, end])).toEqual(Array(3).fill(['7.000000000', '7.000000000']));
    expect(costs(made)).toEqual(Array(3).fill('84004'));
  });

  test('a hundred women of 40, of whom 1 % die in the first year and 2 % in the second', () => {
    const table = { male: ['1'], female: [...Array(40).fill('0'), '0.01', '0.02', '0'] };
    const made = projectObligations(many(100), table, assume());
    expect(ends(made)).toEqual([99, 97.02, 97.02]);
    // 12 × (100 000 + 99 000) / 2, 12 × (99 000 + 97 020) / 2, 12 × 97 020
    expect(costs(made)).toEqual(['1194000', '1176120', '1164240']);
  });

  test('men die by their own table; twice the mortality is twice the deaths, and never more than all', () => {
    const table = { male: ['0.3'], female: ['0'] };
    const both = [...many(10), ...many(10, { sex: 'male' })];
    expect(ends(projectObligations(both, table, assume({ years: 1 })))).toEqual([17]);
    expect(ends(projectObligations(both, table, assume({ years: 1, mortalityPercent: '200' })))).toEqual([14]);
    expect(ends(projectObligations(both, table, assume({ years: 1, mortalityPercent: '500' })))).toEqual([10]);
  });

  test('a term of 18 months is paid for 18 months; half of them renewed go on at half', () => {
    const some = many(10, { to: day('2027-07-01') });
    expect(costs(projectObligations(some, still, assume({ renewPercent: '0' })))).toEqual(['120000', '60000', '0']);
    const renewed = projectObligations(some, still, assume({ renewPercent: '50' }));
    expect(costs(renewed)).toEqual(['120000', '90000', '60000']);
    expect(renewed.total[1]).toMatchObject({ start: '10.000000000', expired: '5.000000000', end: '5.000000000' });
  });

  test('endings and new payments: ten enter for half of their first year, a tenth of those present leave', () => {
    const made = projectObligations(many(100), still, assume({ years: 2, programmes: [{ programme: 'disability-benefit', newPerYear: 10, endPercent: '10' }] }));
    expect(made.total[0]).toEqual({ year: 1, start: '100.000000000', added: '10.000000000', died: '0.000000000', left: '10.000000000', expired: '0.000000000', end: '100.000000000', cost: String(12 * 95_000 + 6 * 10_000) });
    expect(ends(made)).toEqual([100, 100]);
  });

  test('payments rise from the second year on', () => {
    expect(costs(projectObligations(many(1), still, assume({ indexPercent: '10' })))).toEqual(['12000', '13200', '14520']);
  });

  test('what is paid once, is over or has not begun is no part of it', () => {
    expect(projectObligations([obligation({ unit: 'KZT once' }), obligation({ to: day('2025-12-31') }), obligation({ from: day('2026-02-01') })], still, assume())).toMatchObject({ programmes: [], total: [{ start: '0.000000000', cost: '0' }, {}, {}] });
  });
});

test('no head is lost or made: what begins and is added is what ends, year by year, and each year begins where the one before ended', () => {
  const share = fc.integer({ min: 0, max: 1_000_000 }).map((n) => (n / 1_000_000).toFixed(6).replace(/^1\.0+$/, '1'));
  const some = fc.array(fc.record({ birthYear: fc.integer({ min: 1930, max: 2025 }), sex: fc.constantFrom('male' as const, 'female' as const), months: fc.option(fc.integer({ min: 1, max: 60 })), amount: fc.integer({ min: 1, max: 99_999_999 }), programme: fc.constantFrom('a', 'b') }), { minLength: 1, maxLength: 30 });
  const percent = fc.integer({ min: 0, max: 100 }).map(String);
  fc.assert(fc.property(some, fc.array(share, { minLength: 1, maxLength: 5 }), percent, percent, fc.nat(50), (people, q, renewPercent, endPercent, newPerYear) => {
    const obligations = people.map(({ months, amount, ...person }) => obligation({ ...person, amount: (amount / 100).toFixed(2), to: months === null ? null : day(`${2026 + Math.floor(months / 12)}-${String(1 + (months % 12)).padStart(2, '0')}-01`) }));
    const made = projectObligations(obligations, { male: q, female: [...q].reverse() }, assume({ years: 6, renewPercent, programmes: [{ programme: 'a', newPerYear, endPercent }] }));
    const units = (text: string) => BigInt(text.replace('.', ''));
    for (const years of [...made.programmes.map((one) => one.years), made.total]) {
      for (const [at, { start, added, died, left, expired, end }] of years.entries()) {
        expect(units(start) + units(added)).toBe(units(died) + units(left) + units(expired) + units(end));
        if (at > 0) expect(start).toBe(years[at - 1]?.end);
      }
    }
    for (const [at, total] of made.total.entries()) expect(units(total.end)).toBe(made.programmes.reduce((sum, { years }) => sum + units(years[at]!.end), 0n));
  }), { seed: 7, numRuns: 200 });
});

test('the shipped mortality gives back the life expectancies it was fitted to', () => {
  const { values } = Mortality.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../../../resources/projection/mortality.json'), 'utf8')));
  const expectancy = (ages: readonly string[], from: number) => {
    let [alive, years] = [1, 0];
    for (const q of ages.slice(from).map(Number)) {
      years += alive * (1 - q / 2);
      alive *= 1 - q;
    }
    return years;
  };
  const { male, female } = values.at(-1)!.value;
  expect(expectancy(male, 0)).toBeCloseTo(71.33, 2);
  expect(expectancy(female, 0)).toBeCloseTo(79.42, 2);
  expect(expectancy(female, 60)).toBeGreaterThan(expectancy(male, 60));
  expect(male).toHaveLength(101);
});
