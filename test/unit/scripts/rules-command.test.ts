import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';

// each call starts a process; slow only on a busy machine
vi.setConfig({ testTimeout: 60_000 });

const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'tirek-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

const rules = (args: readonly string[], input = '') => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts/rules/run.ts'), ...args], { input, encoding: 'utf8', cwd: folder });
  return { status, stdout, stderr };
};
const evaluate = (request: unknown, ...args: string[]) => rules(['evaluate', '-', '--json', ...args], JSON.stringify(request));
const facts = { birthDate: '1980-05-05', disabilityCategory: 'II', disabilityCause: 'general-illness', disabilityFrom: '2024-03-01' };

describe('npm run rules', () => {
  it('check counts what is there', () => {
    const { status, stdout } = rules(['check', '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ programmes: 21, risks: 7 });
  });
  it('list names the payments and services with risk and level', () => {
    const rows = JSON.parse(rules(['list', '--json']).stdout) as { id: string }[];
    expect(rows.map(({ id }) => id).sort()).toEqual(['annuity', 'base-pension', 'birth-benefit', 'childcare-benefit', 'childcare-insurance', 'disability-benefit', 'disabled-child-care', 'employer-liability', 'in-kind-assistance',
      'job-loss-insurance', 'large-family-benefit', 'loss-of-capacity-insurance', 'maternity-insurance', 'minimum-pension-top-up', 'mother-award', 'public-works', 'solidarity-pension', 'special-categories', 'survivor-benefit', 'survivor-insurance', 'targeted-assistance']);
  });
  it('describe prints a JSON schema of the facts', () => {
    expect(JSON.parse(rules(['describe', 'disability-benefit']).stdout)).toMatchObject({
      type: 'object', additionalProperties: false, required: ['birthDate', 'disabilityCategory', 'disabilityCause', 'disabilityFrom'], properties: { disabilityCategory: { enum: ['I', 'II', 'III', 'child-under-7'] } },
    });
    expect(rules(['describe', 'nothing'])).toMatchObject({ status: 2, stdout: '' });
  });
  it('evaluate prints the answer in the form that is agreed', () => {
    const { status, stdout } = evaluate({ programme: 'disability-benefit', asOf: '2024-05-01', facts });
    const answer = JSON.parse(stdout) as Record<string, unknown>;
    expect(status).toBe(0);
    expect(Object.keys(answer)).toEqual(['programme', 'asOf', 'outcome', 'amounts', 'reasons', 'trace']);
    expect(answer).toMatchObject({ programme: 'disability-benefit', asOf: '2024-05-01', outcome: 'entitled' });
    expect(answer.amounts).toEqual([{ level: 1, amount: '76397', exact: '76396.32', unit: 'KZT/month', from: '2024-03-01', to: null, withheld: '0' }]);
  });
  it('evaluate prints JSON without --json too, and words with --text', () => {
    const request = JSON.stringify({ programme: 'disability-benefit', asOf: '2024-05-01', facts });
    expect(JSON.parse(rules(['evaluate', '-'], request).stdout)).toMatchObject({ outcome: 'entitled' });
    expect(rules(['evaluate', '-', '--text'], request).stdout).toContain('level 1  76397 KZT/month');
  });
  it('evaluates each of an array, a file too, on the day of --as-of', () => {
    writeFileSync(join(folder, 'two.json'), JSON.stringify([{ programme: 'disability-benefit', facts }, { programme: 'disability-benefit', asOf: '2024-05-01', facts }]));
    const answers = JSON.parse(rules(['evaluate', 'two.json', '--json', '--as-of', '2026-02-01']).stdout) as { asOf: string; amounts: { amount: string }[] }[];
    expect(answers.map(({ asOf, amounts }) => [asOf, amounts[0]?.amount])).toEqual([['2026-02-01', '89498'], ['2026-02-01', '89498']]);
  });
  it.each([
    ['an unknown field', { programme: 'disability-benefit', asOf: '2024-05-01', facts: { ...facts, shoeSize: 1 } }, 'facts.shoeSize: unknownField'],
    ['an unknown field of the request', { programme: 'disability-benefit', asOf: '2024-05-01', facts, extra: 1 }, 'extra: unknownField'],
    ['an impossible day', { programme: 'disability-benefit', asOf: '2024-05-01', facts: { ...facts, birthDate: '1980-02-31' } }, 'facts.birthDate: date'],
    ['an impossible as-of', { programme: 'disability-benefit', asOf: '2024-13-01', facts }, 'asOf: date'],
    ['a fact that is missing', { programme: 'disability-benefit', asOf: '2024-05-01', facts: { ...facts, disabilityCause: undefined } }, 'facts.disabilityCause: required'],
    ['a programme that is none', { programme: 'luck', asOf: '2024-05-01', facts }, 'no programme "luck"'],
    ['no day', { programme: 'disability-benefit', facts }, 'asOf: required'],
    ['the second of an array', [{ programme: 'disability-benefit', asOf: '2024-05-01', facts }, { programme: 'disability-benefit', asOf: '2024-05-01', facts: {} }], '[1].facts.birthDate: required'],
  ])('%s is named, status 2, nothing printed', (_, request, named) => {
    const { status, stdout, stderr } = evaluate(request);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(named);
  });
  it('what is faulty, unknown and missing is named at once, with what was given', () => {
    const { status, stdout, stderr } = evaluate({ programme: 'disability-benefit', asOf: '2024-05-01', facts: { birthDate: '2026-02-30', disabilityCategory: 4, disabilityFrom: '2024-03-01', shoeSize: 1 } });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toEqual([
      'facts.birthDate: date: "2026-02-30" is not a day of the calendar, YYYY-MM-DD',
      'facts.disabilityCategory: choice (choices: I, II, III, child-under-7): 4 is not one of the choices',
      'facts.shoeSize: unknownField',
      'facts.disabilityCause: required (Cause of disability)',
    ]);
  });
  it('reads a file that begins with a byte order mark', () => {
    const made = rules(['evaluate', '-', '--json'], `\uFEFF${JSON.stringify({ programme: 'disability-benefit', asOf: '2024-05-01', facts })}`);
    expect(made).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(made.stdout)).toMatchObject({ outcome: 'entitled' });
  });
  it('says so of what is no JSON, of a file that is not there, of a command that is none', () => {
    expect(rules(['evaluate', '-'], '{')).toMatchObject({ status: 2, stdout: '' });
    expect(rules(['evaluate', 'nowhere.json'])).toMatchObject({ status: 2, stdout: '' });
    expect(rules(['guess'])).toMatchObject({ status: 2, stdout: '' });
    expect(rules(['check', '--edition', 'nowhere'])).toMatchObject({ status: 2, stdout: '' });
  });
  it.each([['nothing', ''], ['no JSON', '{'], ['null', 'null'], ['a request', '{"programme":"annuity"}'], ['no programme', '{"name":"x","files":{}}']])('an edition of %s is named, status 2', (_, text) => {
    writeFileSync(join(folder, 'edition.json'), text);
    const { status, stdout, stderr } = rules(['check', '--edition', 'edition.json']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^edition\.json.+\n$/);
  });
  it('a folder without rules is no edition', () => {
    expect(rules(['check', '--edition', '.'])).toMatchObject({ status: 2, stdout: '' });
  });
  it('diff tells what differs between two editions, by date of the row', () => {
    const between = (one: string, other: string) => (JSON.parse(rules(['diff', one, other, '--json']).stdout) as { differences: { file: string; path: string; kind: string; after?: unknown }[] }).differences;
    const differences = between('2025', '2026');
    expect(differences).toContainEqual(expect.objectContaining({ file: 'parameters/monthly-index.json', path: 'values.[2026-01-01]', kind: 'added', after: expect.objectContaining({ value: '4325' }) }));
    // the kept edition is the law before what was published for 2026, and differs in nothing else
    expect(differences.filter(({ path, kind }) => path !== 'values.[2026-01-01]' || kind !== 'added')).toEqual([]);
    expect(between('2026', 'current')).toContainEqual(expect.objectContaining({ file: 'parameters/base-pension-least.json', path: 'values.[2023-01-01]', kind: 'added', after: expect.objectContaining({ value: '0.6' }) }));
    expect(JSON.parse(rules(['diff', 'current', 'current', '--json']).stdout)).toMatchObject({ differences: [] });
  });
});
