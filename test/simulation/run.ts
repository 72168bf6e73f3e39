import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { createHistory } from './history.ts';
import { play } from './play.ts';
import { shrink } from './shrink.ts';
import { addSummaries, hasFailed, type Summary } from './summary.ts';

// npm run sim -- --seed S --histories N [--workers W] [--json]: history i has the seed S + i, so one that failed is played again by --seed S+i --histories 1.
type Told = { readonly summary: Summary; readonly failed: { readonly seed: number; readonly faults: readonly { kind: string; what: string }[] } | undefined };

const usage = (): never => {
  console.error('usage: npm run sim -- [--seed S] [--histories N] [--workers W] [--json]   (whole numbers, N and W at least 1)');
  process.exit(2);
};

const readArguments = () => {
  try {
    const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, histories: { type: 'string', default: '1000' }, workers: { type: 'string', default: String(availableParallelism()) }, json: { type: 'boolean', default: false } } });
    const [seed, count, workers] = [values.seed, values.histories, values.workers].map((text) => (/^\d{1,9}$/.test(text) ? Number(text) : -1)) as [number, number, number];
    return seed < 0 || count < 1 || workers < 1 ? usage() : { seed, count, workers: Math.min(workers, count), json: values.json };
  } catch {
    return usage();
  }
};

const work = (seed: number, first: number, step: number, count: number): Promise<Told> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(join(import.meta.dirname, 'worker.ts'), { workerData: { seed, first, step, count } });
    worker.once('message', resolve);
    worker.once('error', reject);
  });

const showFailure = async ({ seed, faults }: NonNullable<Told['failed']>): Promise<void> => {
  console.error(`seed ${seed}: ${faults.map((fault) => `${fault.kind}: ${fault.what}`).join('\n  ')}`);
  const shrunk = await shrink(createHistory(seed), faults[0]!.kind);
  const again = await play(shrunk);
  console.error(`shrunk to ${shrunk.steps.length} steps, laptops of districts ${shrunk.laptops.join(', ')}:`);
  for (const step of shrunk.steps) console.error(`  ${JSON.stringify(step)}`);
  for (const fault of again.faults.slice(0, 8)) console.error(`  → ${fault.kind}: ${fault.what}`);
};

const { seed, count, workers, json } = readArguments();
const began = performance.now();
const told = await Promise.all(Array.from({ length: workers }, (_, first) => work(seed, first, workers, count)));
const summary = addSummaries(told.map((one) => one.summary));
const perSecond = Math.round((summary.histories / (performance.now() - began)) * 1000);
for (const { failed } of told) if (failed) await showFailure(failed);
const { histories, lost, duplicated, wedged, diverged, mismatched, ...rest } = summary;
const line = { histories, lost, duplicated, wedged, diverged, mismatched, ...rest, perSecond, seed };
console.log(json ? JSON.stringify(line) : `seed ${seed}: ${histories} histories, ${perSecond} a second\n${JSON.stringify(line, null, 2)}`);
process.exitCode = hasFailed(summary) ? 1 : 0;
