import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { getNode, places } from '../bootstrap/places.mjs';
import { run } from '../bootstrap/run.mjs';
import { countResults, type Count, type VitestReport } from './count-results.ts';
import { nameFailures } from './name-failures.ts';
import { straysFile } from './unhandled-errors.ts';

// Types, lint, then the tests; all of them run even when one fails, and each is counted. --quick: the unit tests alone.
const quick = process.argv.includes('--quick');
const failures: string[] = [];
const tool = (path: string) => join(places.modules, path);

const one = async (name: string, args: readonly string[]): Promise<Count> => {
  console.log(`\n— ${name}`);
  const { code } = await run(getNode(), args);
  console.log(`${name}: ${code === 0 ? 'passed' : 'failed'}`);
  if (code !== 0) failures.push(name);
  return { passed: Number(code === 0), failed: Number(code !== 0) };
};

const tests = async (projects: readonly string[]): Promise<Count> => {
  const file = join(places.local, 'test-report.json');
  mkdirSync(places.local, { recursive: true });
  for (const old of [file, straysFile]) rmSync(old, { force: true });
  console.log(`\n— tests: ${projects.join(', ')}`);
  const { code } = await run(getNode(), [tool('vitest/vitest.mjs'), 'run', ...projects.map((project) => `--project=${project}`), '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, '--reporter=scripts/testing/unhandled-errors.ts']);
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as VitestReport) : undefined;
  const strays = existsSync(straysFile) ? (JSON.parse(readFileSync(straysFile, 'utf8')) as string[]) : [];
  failures.push(...nameFailures(report, strays));
  return countResults(report, code);
};

const counts = [
  await one('types', [tool('typescript/bin/tsc'), '-b']),
  await one('lint', [tool('eslint/bin/eslint.js'), '.', '--max-warnings=0']),
  // unit tests first and apart: journeys in real windows need both cores for themselves
  await tests(['unit']),
  ...(quick ? [] : [await tests(['integration']), await tests(['e2e'])]),
];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
if (failures.length > 0) console.log(`\nnot passed:\n${failures.map((line) => `  ${line}`).join('\n')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
