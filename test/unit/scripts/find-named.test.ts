import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const module = new URL('../../../scripts/bootstrap/find-named.mjs', import.meta.url).href;
const folder = mkdtempSync(join(tmpdir(), 'tirek-named-'));
const [root, stick] = [join(folder, 'root'), join(folder, 'stick')];
for (const one of [root, stick]) mkdirSync(join(one, 'in'), { recursive: true });
writeFileSync(join(stick, 'a.bin'), '');
writeFileSync(join(folder, 'ask.mjs'), `import { findNamed } from ${JSON.stringify(module)};\nprocess.stdout.write(JSON.stringify(process.argv.slice(2).map(findNamed)));\n`);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ask = (env: Record<string, string>, ...args: string[]) =>
  JSON.parse(execFileSync(process.execPath, [join(folder, 'ask.mjs'), ...args], { cwd: root, env: { PATH: process.env['PATH'] ?? '', ...env }, encoding: 'utf8' })) as string[];
const byNpm = { INIT_CWD: stick, npm_lifecycle_script: 'node scripts/ask.mjs' };

it('what is named from elsewhere is taken from there, what is not there stays as it is written', () =>
  expect(ask(byNpm, 'a.bin', '.', 'in', '--json', 'ulan-1', '')).toEqual([join(stick, 'a.bin'), stick, join(stick, 'in'), '--json', 'ulan-1', '']));

it('the folder of another call, whose child this is, names nothing', () =>
  expect(ask({ ...byNpm, npm_lifecycle_script: 'node scripts/test.mjs' }, 'a.bin', 'in')).toEqual(['a.bin', join(root, 'in')]));
