import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { describeMachine } from './store/machine.ts';
import { rowOf } from './store/row.ts';

// npm run bench -- rules [--runs N] [--json]: a change of norms re-computes every open decision, beside the same arithmetic with the figures in the code.
const usage = 'Usage: npm run bench -- rules [--runs N] [--json]';
const decisions = 500_000;
const cores = 2;

const read = () => {
  try {
    const { values } = parseArgs({ options: { runs: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } }, strict: true });
    return /^[1-9]\d{0,2}$/.test(values.runs) ? { runs: Number(values.runs), json: values.json } : usage;
  } catch {
    return usage;
  }
};

const part = (from: number, to: number, straight: boolean): Promise<bigint> =>
  new Promise((done, fail) => {
    const worker = new Worker(join(import.meta.dirname, 'rules', 'worker.ts'), { workerData: { from, to, straight } });
    worker.once('message', done);
    worker.once('error', fail);
  });

/** Seconds from starting the workers, loading of the rules included, to the last sum. */
const measure = async (straight: boolean): Promise<{ seconds: number; sum: bigint }> => {
  const started = performance.now();
  const sums = await Promise.all(Array.from({ length: cores }, (_, core) => part((decisions / cores) * core, (decisions / cores) * (core + 1), straight)));
  return { seconds: (performance.now() - started) / 1000, sum: sums.reduce((total, sum) => total + sum, 0n) };
};

const wanted = read();
if (typeof wanted === 'string') {
  console.error(wanted);
  process.exit(2);
}
const machine = describeMachine();
const samples: number[] = [];
const floor: number[] = [];
/** Processor seconds of both cores: what it costs where others keep the machine busy. */
const processor: number[] = [];
for (let run = 0; run < wanted.runs; run += 1) {
  const straight = await measure(true);
  const before = process.cpuUsage();
  const made = await measure(false);
  const used = process.cpuUsage(before);
  processor.push((used.user + used.system) / 1e6);
  // the floor is a floor only while it computes the same
  if (straight.sum !== made.sum) throw new Error(`the engine gives ${made.sum} tenge, the straight arithmetic ${straight.sum}`);
  samples.push(made.seconds);
  floor.push(straight.seconds);
}
const rows = [
  rowOf({ name: 'recalculate-500k', unit: 's', samples, floor, bar: 60, more: { decisions, cores, processorSeconds: processor.map((seconds) => Number(seconds.toFixed(1))) } }),
  rowOf({ name: 'recalculate-500k-memory', unit: 'MB', samples: [process.resourceUsage().maxRSS / 1000], bar: 1000 }),
];
if (!wanted.json) for (const row of rows) console.log(`${row.ok ? 'ok  ' : 'MISS'} ${row.name.padEnd(24)} ${row.unit.padEnd(3)} p50 ${row.p50}${row.floor === undefined ? '' : `  floor ${row.floor}  ratio ${row.ratio}`}  bar ${row.bar}`);
console.log(JSON.stringify({ bench: 'rules', machine, rows }));
process.exitCode = rows.every((row) => row.ok) ? 0 : 1;
