import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changedRules, changedRulesOrThrow } from '../../support/rules/changed-rules.ts';
import { shippedRules } from '../../support/rules/shipped-rules.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Files = Record<string, any>;
const programme = 'programmes/base-pension.json';
const faults: [string, (files: Files) => void, { file: string; path: string; code: string }][] = [
  ['dates that do not ascend', (f) => f['parameters/minimum-wage.json'].values.reverse(), { file: 'parameters/minimum-wage.json', path: 'values.1.from', code: 'datesAscend' }],
  ['one date twice', (f) => (f['parameters/minimum-wage.json'].values[1].from = f['parameters/minimum-wage.json'].values[0].from), { file: 'parameters/minimum-wage.json', path: 'values.1.from', code: 'datesAscend' }],
  ['an impossible day', (f) => (f['parameters/minimum-wage.json'].values[0].from = '2002-02-30'), { file: 'parameters/minimum-wage.json', path: 'values.0.from', code: 'custom' }],
  ['a value without a source', (f) => delete f['parameters/minimum-wage.json'].values[3].source, { file: 'parameters/minimum-wage.json', path: 'values.3.source', code: 'invalid_type' }],
  ['an empty source', (f) => (f['parameters/minimum-wage.json'].values[3].source = ''), { file: 'parameters/minimum-wage.json', path: 'values.3.source', code: 'too_small' }],
  ['a flag that is none', (f) => (f['parameters/minimum-wage.json'].values[3].certainty = 'X'), { file: 'parameters/minimum-wage.json', path: 'values.3.certainty', code: 'invalid_value' }],
  ['a number instead of a text', (f) => (f['parameters/minimum-wage.json'].values[3].value = 4181), { file: 'parameters/minimum-wage.json', path: 'values.3.value', code: 'invalid_union' }],
  ['a fraction where months are whole', (f) => (f['parameters/childcare-months.json'].values[0].value = '12.5'), { file: 'parameters/childcare-months.json', path: 'values.0.value', code: 'notWhole' }],
  ['a table without one of its keys', (f) => delete f['parameters/mother-award-multiple.json'].values[1].value.gold, { file: 'parameters/mother-award-multiple.json', path: 'values.1.value', code: 'keyMissing' }],
  ['a table with a strange key', (f) => (f['parameters/mother-award-multiple.json'].values[1].value.bronze = '1'), { file: 'parameters/mother-award-multiple.json', path: 'values.1.value', code: 'unknownChoice' }],
  ['a text that lacks a language', (f) => delete f[programme].conditions[0].met.kk, { file: programme, path: 'conditions.0.met.kk', code: 'invalid_type' }],
  ['an empty text', (f) => (f[programme].title.ru = ' '), { file: programme, path: 'title.ru', code: 'too_small' }],
  ['a name that nobody gives', (f) => (f[programme].payments[0].amount = 'share * @subsistence-minimum + bonus'), { file: programme, path: 'payments.0.amount', code: 'unknownName' }],
  ['a function that is none', (f) => (f[programme].payments[0].amount = 'sqrt(share) * @subsistence-minimum'), { file: programme, path: 'payments.0.amount', code: 'unknownFunction' }],
  ['a parameter that is none', (f) => (f[programme].payments[0].amount = 'share * @subsistence-maximum'), { file: programme, path: 'payments.0.amount', code: 'unknownParameter' }],
  ['an amount that is no money', (f) => (f[programme].payments[0].amount = 'share'), { file: programme, path: 'payments.0.amount', code: 'wrongType' }],
  ['a condition that is no question', (f) => (f[programme].conditions[0].test = 'pensionDate'), { file: programme, path: 'conditions.0.test', code: 'wrongType' }],
  ['a rounding that is none', (f) => (f[programme].payments[0].rounding = 'minimum-wage'), { file: programme, path: 'payments.0.rounding', code: 'unknownParameter' }],
  ['a definition in a circle with itself', (f) => (f[programme].definitions[1].value = 'share + 1'), { file: programme, path: 'definitions.1.value', code: 'cycle' }],
  ['definitions in a circle', (f) => { f[programme].definitions[0].value = 'addMonths(birthDate, late)'; f[programme].definitions.push({ ...f[programme].definitions[0], id: 'late', value: 'monthsBetween(birthDate, pensionDate)' }); }, { file: programme, path: 'definitions.2.value', code: 'cycle' }],
  ['a name given twice', (f) => f[programme].definitions.push(f[programme].definitions[0]), { file: programme, path: 'definitions.2.id', code: 'nameTwice' }],
  ['a definition with the name of a fact', (f) => (f[programme].definitions[0].id = 'birthDate'), { file: programme, path: 'definitions.0.id', code: 'nameTwice' }],
  ['a name of the language', (f) => (f[programme].definitions[1].id = 'asOf'), { file: programme, path: 'definitions.1.id', code: 'nameTwice' }],
  ['a fact that nobody defines', (f) => f[programme].facts.push({ id: 'shoeSize', source: 's' }), { file: programme, path: 'facts.3.id', code: 'unknownFact' }],
  ['a default that does not fit', (f) => (f[programme].facts[2].default = 'many'), { file: programme, path: 'facts.2.default', code: 'number' }],
  ['an organisation that is none', (f) => (f[programme].responsible[0].organisation = 'nobody'), { file: programme, path: 'responsible.0.organisation', code: 'unknownOrganisation' }],
  ['a risk that is none', (f) => (f[programme].risk = 'bad-luck'), { file: programme, path: 'risk', code: 'unknownRisk' }],
  ['a field nobody knows', (f) => (f[programme].bonus = 1), { file: programme, path: '', code: 'unrecognized_keys' }],
  ['stages that overlap', (f) => (f[programme].stages[1].from = '2020-01-01'), { file: programme, path: 'stages.1', code: 'datesAscend' }],
  ['one fact of a risk in two shapes', (f) => { const { id: _, ...definition } = f['facts.json'].find(({ id }: { id: string }) => id === 'serviceYears'); f[programme].facts[2] = { id: 'joint', source: 's', definition }; }, { file: programme, path: 'facts.2', code: 'factDiffers' }],
  ['a file under another name', (f) => { f['programmes/other.json'] = f[programme]; }, { file: 'programmes/other.json', path: 'id', code: 'idOfFile' }],
  ['a sum due that is no money', (f) => { f['contributions.json'].due = '@contribution-rate'; }, { file: 'contributions.json', path: 'due', code: 'wrongType' }],
  ['a sum due of a name that is none', (f) => { f['contributions.json'].due = 'wage * @contribution-rate'; }, { file: 'contributions.json', path: 'due', code: 'unknownName' }],
  ['a file of no kind', (f) => { f['notes/a.json'] = {}; }, { file: 'notes/a.json', path: '', code: 'unknownFile' }],
];

describe('rules are checked when they are loaded', () => {
  it.each(faults)('%s is named with its file and place', (_, change, expected) => {
    const loaded = changedRules(change);
    if (loaded.ok || loaded.error.type !== 'RulesInvalid') throw new Error('it loaded');
    // the fact in two shapes may be told of the programme that is read later
    if (expected.code === 'factDiffers') expect(loaded.error.issues.map(({ code }) => code)).toContain('factDiffers');
    else expect(loaded.error.issues).toContainEqual(expect.objectContaining(expected));
  });

  it('every fault is told at once', () => {
    const loaded = changedRules((files) => { delete files[programme].title.kk; files['parameters/minimum-wage.json'].values.reverse(); });
    if (loaded.ok || loaded.error.type !== 'RulesInvalid') throw new Error('it loaded');
    expect(loaded.error.issues.map(({ file }) => file)).toEqual(expect.arrayContaining([programme, 'parameters/minimum-wage.json']));
  });

  it('the edition is the hash of the content: one digit is another edition, the order of keys is not', () => {
    expect(changedRulesOrThrow(() => undefined).edition).toBe(shippedRules().edition);
    expect(changedRulesOrThrow((files) => (files[programme] = Object.fromEntries(Object.entries(files[programme]).reverse()))).edition).toBe(shippedRules().edition);
    expect(changedRulesOrThrow((files) => (files['parameters/minimum-wage.json'].values[0].value = '4182')).edition).not.toBe(shippedRules().edition);
  });
});

describe('the engine', () => {
  // the examination beside it (mse) has data of its own under its own names
  it('does not know a programme, a risk or a parameter by name', () => {
    const folder = resolve(import.meta.dirname, '../../../shared/rules');
    const text = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.startsWith('mse')).map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
    const ids = [...shippedRules().programmes.keys(), ...shippedRules().risks.map(({ id }) => id), ...shippedRules().parameters.keys()];
    expect(ids.filter((id) => new RegExp(`['"\`@/]${id}\\b`).test(text))).toEqual([]);
  });
});
