import { parseArgs } from 'node:util';
import { figuresRows } from './desk/figures-rows.ts';
import { queueRows } from './desk/queue-rows.ts';
import { describeMachine } from './store/machine.ts';
import type { Row } from './store/row.ts';

// npm run bench -- desk [--only ROW,…] [--runs N] [--items N] [--json]: what a supervisor waits for with a full office.
const usage = 'Usage: npm run bench -- desk [--only ROW,…] [--runs N] [--items N] [--json]';

/** How many times each thing is measured, and how much lies in the replica, where a row lets that be chosen. */
export type DeskBench = { readonly runs: number; readonly items: number | undefined };

/** Group of rows → what makes them; a group's key is the name of its main row. */
const groups: Readonly<Record<string, (bench: DeskBench) => Promise<Row[]>>> = {
  'figures-100k': figuresRows,
  'queue-filter': queueRows,
};

const read = () => {
  try {
    const { values } = parseArgs({ options: { only: { type: 'string' }, runs: { type: 'string', default: '200' }, items: { type: 'string' }, json: { type: 'boolean', default: false } }, strict: true });
    const names = values.only?.split(',') ?? Object.keys(groups);
    const isNumber = (text: string | undefined) => text === undefined || /^[1-9]\d{0,5}$/.test(text);
    if (!isNumber(values.runs) || !isNumber(values.items) || names.some((name) => !Object.hasOwn(groups, name))) return undefined;
    return { names, runs: Number(values.runs), items: values.items === undefined ? undefined : Number(values.items), json: values.json };
  } catch {
    return undefined;
  }
};
const wanted = read();
if (!wanted) {
  console.error(`${usage}, ROW one of: ${Object.keys(groups).join(', ')}`);
  process.exit(2);
}

const machine = describeMachine();
const rows: Row[] = [];
for (const name of wanted.names) rows.push(...(await groups[name]!(wanted)));
if (!wanted.json) for (const row of rows) console.log(`${row.ok ? 'ok  ' : 'MISS'} ${row.name.padEnd(14)} ${row.unit}  min ${row.min}  p50 ${row.p50}  p95 ${row.p95}  bar ${row.bar}`);
console.log(JSON.stringify({ bench: 'desk', machine, rows }));
process.exitCode = rows.every((row) => row.ok) ? 0 : 1;
