import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { createHistory } from './create-history.ts';
import { plantedBugs } from './planted-bugs.ts';
import { play } from './play.ts';
import { readRecord, writeRecord, type Slice } from './record.ts';
import { shrink } from './shrink.ts';
import { addSummaries, hasFailed, type Summary } from './summary.ts';

// npm run sim -- --seed S --histories N [--workers W] [--record FILE] [--digest] [--plant BUG] [--json]: history i has the seed S + i, so one that failed is played again by --seed S+i --histories 1. With --record the run goes in slices, each
// a line of FILE when it is done; the same command goes on where it was ended, and says in the end what all of it came to. --digest hashes everything that happened: the same seeds come to the same, whatever the machine does meanwhile. --plant puts one of the bugs of planted-bugs.ts
// into the engine, to see how a history that fails is told.
type Told = { readonly summary: Summary; readonly failed: { readonly seed: number; readonly faults: readonly { kind: string; what: string }[] } | undefined; readonly digest: bigint };

const usage = (): never => {
  console.error('usage: npm run sim -- [--seed S] [--histories N] [--workers W] [--record FILE] [--digest] [--plant BUG] [--json]   (whole numbers, N and W at least 1)');
  process.exit(2);
};

const readArguments = () => {
  try {
    const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, histories: { type: 'string', default: '1000' }, workers: { type: 'string', default: String(availableParallelism()) }, record: { type: 'string' }, digest: { type: 'boolean', default: false }, plant: { type: 'string', default: '' }, json: { type: 'boolean', default: false } } });
    const [seed, count, workers] = [values.seed, values.histories, values.workers].map((text) => (/^\d{1,9}$/.test(text) ? Number(text) : -1)) as [number, number, number];
    const { record, digest, plant, json } = values;
    // What is planted is for a look, not for a record or for a proof that nothing has changed.
    const isPlanted = plant !== '';
    if (seed < 0 || count < 1 || workers < 1 || (isPlanted && (!(plant in plantedBugs) || digest || record !== undefined))) return usage();
    return { seed, count, workers: Math.min(workers, count), record, digest, plant, json };
  } catch {
    return usage();
  }
};

const work = (seed: number, first: number, step: number, count: number): Promise<Told> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(join(import.meta.dirname, 'worker.ts'), { resourceLimits: { maxYoungGenerationSizeMb: 64 }, workerData: { seed, first, step, count, digest, plant } });
    worker.once('message', resolve);
    worker.once('error', reject);
  });

const showFailure = async ({ seed, faults }: NonNullable<Told['failed']>): Promise<void> => {
  console.error(`seed ${seed}: ${faults.map((fault) => `${fault.kind}: ${fault.what}`).join('\n  ')}`);
  const shrunk = await shrink(createHistory(seed), faults[0]!.kind, plantedBugs[plant]);
  const again = await play(shrunk, plantedBugs[plant]);
  console.error(`shrunk to ${shrunk.steps.length} steps, laptops of districts ${shrunk.laptops.join(', ')}, older programs ${JSON.stringify(shrunk.older)}:`);
  for (const step of shrunk.steps) console.error(`  ${JSON.stringify(step)}`);
  for (const fault of again.faults.slice(0, 8)) console.error(`  → ${fault.kind}: ${fault.what}`);
};

const { seed, count, workers, record, digest, plant, json } = readArguments();

let digests = 0n;

/** Plays the histories of `many` seeds from `first` on and shows what failed. */
const playSlice = async (first: number, many: number): Promise<Slice> => {
  const began = performance.now();
  const told = await Promise.all(Array.from({ length: Math.min(workers, many) }, (_, index) => work(first, index, Math.min(workers, many), many)));
  for (const one of told) digests ^= one.digest;
  for (const { failed } of told) if (failed) await showFailure(failed);
  return { seed: first, seconds: (performance.now() - began) / 1000, summary: addSummaries(told.map((one) => one.summary)) };
};

// Each begins with programs that nothing has warmed: of 5,000 a slice loses a seventh by that.
const sliceHistories = 25_000;
let whole: Slice = record === undefined ? await playSlice(seed, count) : readRecord(record, seed);
while (record !== undefined && whole.summary.histories < count && !hasFailed(whole.summary)) {
  const slice = await playSlice(seed + whole.summary.histories, Math.min(sliceHistories, count - whole.summary.histories));
  if (!hasFailed(slice.summary)) writeRecord(record, slice);
  whole = { seed, seconds: whole.seconds + slice.seconds, summary: addSummaries([whole.summary, slice.summary]) };
  console.error(`${whole.summary.histories} of ${count} histories`);
}
const { histories, lost, duplicated, wedged, diverged, mismatched, ...rest } = whole.summary;
const perSecond = Math.round(histories / whole.seconds);
const line = { histories, lost, duplicated, wedged, diverged, mismatched, ...rest, perSecond, seed, ...(digest ? { digest: digests.toString(16) } : {}) };
console.log(json ? JSON.stringify(line) : `seed ${seed}: ${histories} histories, ${perSecond} a second\n${JSON.stringify(line, null, 2)}`);
process.exitCode = hasFailed(whole.summary) ? 1 : 0;
