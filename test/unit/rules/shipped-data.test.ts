import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lazyRules, readRisks } from '../../../src-main/replica/platform/read-rules.ts';
import { readMseFiles } from '../../../scripts/rules/read-edition.ts';
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

  it('has one pension age: the table of the commission and that of the payments say the same for every day that both know', () => {
    const { values } = readMseFiles()['mse/pension-age.json'] as { values: { from: string; value: { maleMonths: number; femaleMonths: number } }[] };
    const text = (value: unknown): unknown => (typeof value === 'object' && value !== null && 'value' in value ? value.value : value);
    const own = shippedRules().parameterFiles.get('pension-age')!.values.filter(({ from }) => from >= values[0]!.from).map(({ from, value }) => [from, ...['male', 'female'].map((sex) => text((value as Record<string, unknown>)[sex]))]);
    const last = (day: string) => values.findLast(({ from }) => from <= day)!.value;
    expect(own.map(([from]) => [from, String(last(String(from)).maleMonths), String(last(String(from)).femaleMonths)])).toEqual(own);
    expect(values.filter(({ from }) => !own.some(([day]) => day === from)).map(({ from }) => from)).toEqual([]);
  });
});
