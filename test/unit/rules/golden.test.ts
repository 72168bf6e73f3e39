import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { determine } from '../../../shared/rules/determine.ts';
import { readParameter } from '../../../shared/rules/language/compiled-parameter.ts';
import { addDays } from '../../../shared/rules/language/dates.ts';
import { Missing, shown } from '../../../shared/rules/language/value.ts';
import { shippedRules } from '../../support/rules/shipped-rules.ts';

type Expected = { readonly outcome: string; readonly amounts?: readonly Record<string, unknown>[]; readonly missing?: readonly string[] };
type Case = { readonly name: string; readonly programme: string; readonly asOf: string; readonly facts: Record<string, unknown>; readonly expect: Expected; readonly arithmetic: string };
type Norm = { readonly parameter: string; readonly before: string | null; readonly from: string; readonly value: string | null };

const folder = resolve(import.meta.dirname, '../../rules');
const read = <T>(path: string): T[] => JSON.parse(readFileSync(join(folder, path), 'utf8')) as T[];
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const cases = files.flatMap((file) => read<Case>(file).map((one) => ({ file, ...one })));

describe('golden cases', () => {
  it('are at least two hundred, each with its arithmetic, together of every programme', () => {
    expect(cases.length).toBeGreaterThanOrEqual(200);
    expect(cases.filter(({ arithmetic }) => !arithmetic)).toEqual([]);
    expect([...shippedRules().programmes.keys()].filter((id) => !cases.some(({ programme }) => programme === id))).toEqual([]);
  });

  it.each(cases)('$file: $name', ({ programme, asOf, facts, expect: expected }) => {
    const made = determine({ rules: shippedRules(), programme, facts, asOf });
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const { outcome, amounts, missing } = made.value;
    expect({ outcome, ...(expected.amounts ? { amounts } : {}), missing: [...new Set(missing.map(({ id }) => id))].sort() })
      .toEqual({ outcome: expected.outcome, ...(expected.amounts ? { amounts: expected.amounts.map((amount) => expect.objectContaining(amount)) } : {}), missing: [...(expected.missing ?? [])].sort() });
  });
});

describe('values by date, those of the norms by the table of the facts page', () => {
  it.each([...read<Norm>('values/norms.json'), ...read<Norm>('values/others.json')])('$parameter from $from', ({ parameter, before, from, value }) => {
    const compiled = shippedRules().parameters.get(parameter)!;
    const at = (date: string): unknown => {
      const row = readParameter(compiled, date, []);
      return row instanceof Missing ? null : shown(row.value);
    };
    expect([at(addDays(from, -1)), at(from), at(addDays(from, 1))]).toEqual([before, value, value]);
  });
});

describe('every change of a value', () => {
  const rules = shippedRules();
  const named = new Set([...read<Norm>('values/norms.json'), ...read<Norm>('values/others.json')].map(({ parameter, from }) => `${parameter} ${from}`));
  const applied = new Set(cases.flatMap(({ programme, facts, asOf }) => {
    const made = determine({ rules, programme, facts, asOf });
    return made.ok ? made.value.trace.filter(({ rule }) => rule.startsWith('parameter:')).map(({ rule, inputs }) => `${rule.slice('parameter:'.length)} ${String(inputs.from)}`) : [];
  }));
  /** Rows that tell something: what is not known has nothing to be checked, and of a repealed table nothing can be read. */
  const rows = [...rules.parameterFiles.values()].flatMap(({ id, keys, values }) => values.filter(({ value }) => value !== 'unknown' && !(value === null && keys !== undefined)).map(({ from }) => `${id} ${from}`));

  it('is applied by a golden case, or stands in a table with the day before, of and after it', () => {
    expect(rows.length).toBeGreaterThan(200);
    expect(rows.filter((row) => !named.has(row) && !applied.has(row))).toEqual([]);
  });
  it('of the tables is one of the rules', () => {
    const all = new Set([...rules.parameterFiles.values()].flatMap(({ id, values }) => values.map(({ from }) => `${id} ${from}`)));
    expect([...named].filter((row) => !all.has(row))).toEqual([]);
  });
});
