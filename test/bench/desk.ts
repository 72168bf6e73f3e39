import { parseArgs } from 'node:util';
import { measureFigures } from './desk/figures-100k.ts';
import { describeMachine } from './store/machine.ts';

// npm run bench -- desk [--only NAME,…] [--runs N] [--json]: what a supervisor waits for. One file a row in test/bench/desk.
const measures: Readonly<Record<string, (runs: number) => ReturnType<typeof measureFigures>>> = { 'figures-100k': (runs) => measureFigures(runs) };

const read = () => {
  try {
    const { values } = parseArgs({ options: { only: { type: 'string' }, runs: { type: 'string', default: '30' }, json: { type: 'boolean', default: false } }, strict: true });
    const names = values.only?.split(',') ?? Object.keys(measures);
    return /^[1-9]\d{0,4}$/.test(values.runs) && names.every((name) => Object.hasOwn(measures, name)) ? { names, runs: Number(values.runs), json: values.json } : undefined;
  } catch {
    return undefined;
  }
};
const wanted = read();
if (!wanted) {
  console.error(`Usage: npm run bench -- desk [--only ${Object.keys(measures).join(',')}] [--runs N] [--json]`);
  process.exit(2);
}

const machine = describeMachine();
const rows = [];
for (const name of wanted.names) {
  const row = await measures[name]!(wanted.runs);
  rows.push(row);
  if (!wanted.json) console.log(`${row.ok ? 'ok  ' : 'MISS'} ${row.name.padEnd(14)} ${row.unit}  min ${row.min}  p50 ${row.p50}  p95 ${row.p95}  bar ${row.bar}`);
}
console.log(JSON.stringify({ bench: 'desk', machine, rows }));
process.exitCode = rows.every((row) => row.ok) ? 0 : 1;
