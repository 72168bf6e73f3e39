import { parentPort, workerData } from 'node:worker_threads';
import { createHistory } from './create-history.ts';
import { play } from './play.ts';
import { addPlayed, noSummary } from './summary.ts';

// One of several: plays every `step`-th history from `first`, and stops at the first that fails.
const { seed, first, step, count } = workerData as { seed: number; first: number; step: number; count: number };
const summary = noSummary();
let failed: { seed: number; faults: unknown[] } | undefined;
for (let index = first; index < count && !failed; index += step) {
  const played = await play(createHistory(seed + index));
  addPlayed(summary, played);
  if (played.faults.length > 0) failed = { seed: seed + index, faults: played.faults.slice(0, 8) };
}
parentPort!.postMessage({ summary, failed });
