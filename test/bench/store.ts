import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureBulkApply } from './store/bulk-apply.ts';
import { describeMachine } from './store/machine.ts';
import { measureMillion } from './store/open-million.ts';
import type { Row } from './store/row.ts';
import { measureSteps, stepNames } from './store/steps.ts';

// npm run bench -- store [--only NAME]… [--runs N] [--json]: the bars of the replica store, each beside its floor.
const usage = 'Usage: npm run bench -- store [--only NAME]… [--runs N] [--json]';

/** The search has a bench of its own making; without it the row is missing and said to be. */
const measureSearch = async (): Promise<Row[]> => {
  if (!existsSync(join(import.meta.dirname, 'store/search-300k.ts'))) throw new Error('search-300k: test/bench/store/search-300k.ts is not there; name the other rows with --only');
  const { measureSearch: measure } = (await import('./store/search-300k.ts' as string)) as { measureSearch: () => Promise<Row> };
  return [await measure()];
};

/** What measures which rows; rows of one group come out of one set-up. */
const groups = (runs: number): readonly { readonly names: readonly string[]; readonly measure: () => Promise<Row[]> }[] => [
  { names: stepNames, measure: () => measureSteps(runs) },
  { names: ['bulk-apply'], measure: async () => [await measureBulkApply()] },
  { names: ['open-1m', 'memory-1m'], measure: measureMillion },
  { names: ['search-300k'], measure: measureSearch },
];

const read = () => {
  try {
    const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, runs: { type: 'string', default: '20' }, json: { type: 'boolean', default: false } }, strict: true });
    const all = groups(1).flatMap(({ names }) => names);
    const { only = all, runs, json } = values;
    if (!/^[1-9]\d{0,3}$/.test(runs) || only.some((name) => !all.includes(name))) return `${usage}; NAME one of ${all.join(', ')}; N from 1`;
    return { only, runs: Number(runs), json };
  } catch {
    return usage;
  }
};

const wanted = read();
if (typeof wanted === 'string') {
  console.error(wanted);
  process.exit(2);
}
const machine = describeMachine();
const rows: Row[] = [];
for (const { names, measure } of groups(wanted.runs)) {
  if (!names.some((name) => wanted.only.includes(name))) continue;
  for (const row of await measure()) {
    if (!wanted.only.includes(row.name)) continue;
    rows.push(row);
    const floor = row.floor === undefined ? '' : `  floor ${row.floor}  ratio ${row.ratio}`;
    if (!wanted.json) console.log(`${row.ok ? 'ok  ' : 'MISS'} ${row.name.padEnd(19)} ${row.unit.padEnd(6)} min ${row.min}  p50 ${row.p50}  p95 ${row.p95}${floor}  bar ${row.bar}${row.peer === undefined ? '' : `  peer ${row.peer}`}`);
  }
}
console.log(JSON.stringify({ bench: 'store', machine, rows }));
process.exitCode = rows.every((row) => row.ok) ? 0 : 1;
