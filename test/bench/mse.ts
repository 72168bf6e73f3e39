import { parseArgs } from 'node:util';
import { documentTable } from '../../src-main/replica/store/documents.ts';
import { openCommission } from '../support/mse/commission.ts';
import { newFolder } from '../support/replica/laptop.ts';
import { actIdOf, fillActs } from './mse/fill-acts.ts';
import { describeMachine } from './store/machine.ts';
import { rowOf } from './store/row.ts';

// npm run bench -- mse [--acts N] [--runs N] [--json]: what a commission waits for with a replica full of acts.
const usage = 'Usage: npm run bench -- mse [--acts N] [--runs N] [--json]';

const read = () => {
  try {
    const { values } = parseArgs({ options: { acts: { type: 'string', default: '50000' }, runs: { type: 'string', default: '200' }, json: { type: 'boolean', default: false } }, strict: true });
    return /^[1-9]\d{0,5}$/.test(values.acts) && /^[1-9]\d{0,4}$/.test(values.runs) ? { acts: Number(values.acts), runs: Number(values.runs), json: values.json } : undefined;
  } catch {
    return undefined;
  }
};
const wanted = read();
if (!wanted) {
  console.error(usage);
  process.exit(2);
}

const machine = describeMachine();
const folder = newFolder();
const { laptop, at } = await openCommission(folder.path);
await at('seitov');
const { replica } = laptop.host.office!;
fillActs(replica, wanted.acts);

const timed = async (work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};
const table = documentTable(replica, 'acts');
const [opened, floor, listed, counted]: number[][] = [[], [], [], []];
for (let run = 0; run < wanted.runs; run += 1) {
  // a step that is prime to the count: each act once, none in order
  const id = actIdOf((run * 7919) % wanted.acts);
  opened!.push(await timed(async () => {
    const answer = await laptop.must('act.read', { id });
    if (answer.faults.length > 0 || !answer.body) throw new Error(`act ${id}: ${answer.faults.join()}`);
  }));
  floor!.push(await timed(() => JSON.parse(replica.db.find<{ body: string }>(`SELECT body FROM ${table} WHERE id = ?`, id)!.body) as unknown));
}
for (let run = 0; run < Math.min(wanted.runs, 20); run += 1) {
  listed!.push(await timed(() => laptop.look('act.list', {})));
  counted!.push(await timed(() => laptop.look('mse.counts', {})));
}
await laptop.close();
folder.remove();

const more = { acts: wanted.acts };
const rows = [
  // with its trace on disk first, the bytes hashed and three signatures verified; the floor is reading the row alone
  rowOf({ name: 'open-act', unit: 'ms', samples: opened!, floor: floor!, bar: 100, held: 'p95', more }),
  rowOf({ name: 'act-list', unit: 'ms', samples: listed!, bar: 200, held: 'p95', more }),
  rowOf({ name: 'room-counts', unit: 'ms', samples: counted!, bar: 200, held: 'p95', more }),
];
if (!wanted.json) for (const row of rows) console.log(`${row.ok ? 'ok  ' : 'MISS'} ${row.name.padEnd(12)} ms  min ${row.min}  p50 ${row.p50}  p95 ${row.p95}  bar ${row.bar}`);
console.log(JSON.stringify({ bench: 'mse', machine, rows }));
process.exitCode = rows.every((row) => row.ok) ? 0 : 1;
