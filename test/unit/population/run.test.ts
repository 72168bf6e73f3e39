import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

// Slow only on a busy machine; nothing here is timed.

const folder = mkdtempSync(join(tmpdir(), 'population-'));
afterAll(() => { rmSync(folder, { recursive: true }); });

type Ending = { code: number; out: string; error: string };
const run = (script: string, ...args: string[]): Promise<Ending> => new Promise((done) => {
  execFile(process.execPath, [script, ...args], { cwd: process.cwd() }, (failure, out, error) => { done({ code: failure ? Number(failure.code) : 0, out, error }); });
});
const program = 'scripts/population/run.ts';
const hash = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
const usual = (file: string, seed = '7'): string[] => ['--persons', '300', '--district', '636200000', '--seed', seed, '--out', file];

describe('npm run population', () => {
  it('writes the same bytes for the same seed and others for another, through the script of package.json', async () => {
    const [one, two, three] = ['one', 'two', 'three'].map((name) => join(folder, `${name}.ndjson`)) as [string, string, string];
    const ending = await run('scripts/population.mjs', ...usual(one));
    expect(ending).toMatchObject({ code: 0, error: '' });
    expect(JSON.parse(ending.out.trim().split('\n').at(-1) ?? '')).toMatchObject({ persons: 300, district: '636200000', seed: '7', out: one });
    writeFileSync(two, 'an older file');
    expect((await run(program, ...usual(two))).code).toBe(0);
    expect((await run(program, ...usual(three, '8'))).code).toBe(0);
    expect(hash(one)).toBe(hash(two));
    expect(hash(one)).not.toBe(hash(three));
    const lines = readFileSync(one, 'utf8').split('\n');
    expect(lines).toHaveLength(301);
    expect(lines.at(-1)).toBe('');
    expect((JSON.parse(lines[0] ?? '') as { synthetic: boolean }).synthetic).toBe(true);
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  const out = join(folder, 'never.ndjson');
  it.each([
    ['no arguments', []],
    ['no persons', ['--persons', '0', '--district', '636200000', '--out', out]],
    ['too many', ['--persons', '1000001', '--district', '636200000', '--out', out]],
    ['a number that is none', ['--persons', '1e3', '--district', '636200000', '--out', out]],
    ['no district', ['--persons', '5', '--out', out]],
    ['an unknown district', ['--persons', '5', '--district', '999999999', '--out', out]],
    ['a region', ['--persons', '5', '--district', '630000000', '--out', out]],
    ['an empty seed', ['--persons', '5', '--district', '636200000', '--seed', '', '--out', out]],
    ['no file', ['--persons', '5', '--district', '636200000']],
    ['an unknown option', ['--persons', '5', '--district', '636200000', '--out', out, '--fast']],
    ['a word too many', ['--persons', '5', '--district', '636200000', '--out', out, 'more']],
    ['a folder for a file', ['--persons', '5', '--district', '636200000', '--out', folder]],
    ['a file for a folder', ['--persons', '5', '--district', '636200000', '--out', join('package.json', 'never.ndjson')]],
  ])('ends with 2 and plain words for %s, and leaves no file', async (_, args) => {
    const ending = await run(program, ...args);
    expect(ending.code).toBe(2);
    expect(ending.error).toMatch(/^(--|Option|Unknown|Unexpected)/);
    expect(ending.error).not.toMatch(/\n {4}at /);
    expect(existsSync(out) || existsSync(`${out}.partial`) || existsSync(`${folder}.partial`)).toBe(false);
  });
});
