import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lazyRules, readRisks } from '../../../src-main/replica/platform/read-rules.ts';
import { mseRules } from '../../support/mse-rules.ts';
import { shippedRules } from '../../support/rules/shipped-rules.ts';

const folder = resolve(import.meta.dirname, '../../../resources/rules');

describe('the shipped law', () => {
  it('is the same edition for the replica host and at the terminal', () => {
    expect(lazyRules(folder)().edition).toBe(shippedRules().edition);
    expect(readRisks(folder)).toEqual(shippedRules().risks);
  });

  it('has a risk for each of the Concept, in the order of the screens', () => {
    expect(shippedRules().risks.map(({ id }) => id)).toEqual(['loss-of-work-capacity', 'loss-of-breadwinner', 'job-loss', 'old-age', 'birth-and-children', 'need', 'special-status']);
    expect(shippedRules().risks.filter(({ id }) => ![...shippedRules().programmes.values()].some(({ source }) => source.risk === id))).toEqual([]);
  });

  it('names who answers for each step of a case', () => {
    for (const { source } of shippedRules().programmes.values()) {
      const steps = source.responsible.map(({ step }) => step);
      for (const needed of ['intake', 'assign', 'control', 'appeal']) expect([source.id, steps]).toEqual([source.id, expect.arrayContaining([needed])]);
      expect([source.id, steps.includes('pay') || steps.includes('provide')]).toEqual([source.id, true]);
      expect(new Set(steps).size).toBe(steps.length);
    }
  });

  it('speaks of people with disabilities as the law does since 2022', () => {
    const text = JSON.stringify(shippedRules().files).toLowerCase();
    expect([...text.matchAll(/мүгедек(?!тік|тіг)\p{L}*|инвалид(?!ност)\p{L}*/gu)].map(([word]) => word)).toEqual([]);
  });

  it('has words for each payment that comes to nothing', () => {
    const silent = [...shippedRules().programmes.values()].flatMap(({ source }) => source.payments.filter(({ nothing }) => nothing === undefined).map(({ id }) => `${source.id} ${id}`));
    expect(silent).toEqual([]);
  });

  it('has no parameter that no rule reads', () => {
    const said = JSON.stringify([[...shippedRules().programmes.values()].map(({ source }) => source), shippedRules().files['contributions.json']]);
    const used = (id: string): boolean => new RegExp(`@${id}(?![a-z0-9-])|"rounding":"${id}"`).test(said);
    expect([...shippedRules().parameterFiles.keys()].filter((id) => !used(id))).toEqual([]);
  });

  it('says of each value that is not known that it is unconfirmed', () => {
    const silent = [...shippedRules().parameterFiles.values()].flatMap(({ id, values }) => values.filter(({ value, certainty }) => value === 'unknown' && certainty !== 'U').map(({ from }) => `${id} ${from}`));
    expect(silent).toEqual([]);
  });

  it('has one pension age: the commission reads the table of the payments', () => {
    expect(existsSync(join(folder, 'mse/pension-age.json'))).toBe(false);
    const { values } = mseRules['pension-age'];
    const months = (day: string) => values.findLast(({ from }) => from <= day)!.value;
    // women: 58.5 years in 2018, half a year more each year to 2022, 61 from 2023, 63 from 2031; men: 63
    expect(['2018-06-01', '2022-12-31', '2023-01-01', '2030-12-31', '2031-01-01'].map((day) => months(day).femaleMonths / 12)).toEqual([58.5, 60.5, 61, 62.5, 63]);
    expect(values.map(({ value }) => value.maleMonths)).toEqual(values.map(() => 63 * 12));
    expect(values.map(({ from }) => from)).toEqual(shippedRules().parameterFiles.get('pension-age')!.values.map(({ from }) => from));
  });
});
