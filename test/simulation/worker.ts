import { parentPort, workerData } from 'node:worker_threads';
import { createHistory } from './create-history.ts';
import { createEventLog } from './event-log.ts';
import { plantedBugs } from './planted-bugs.ts';
import { play } from './play.ts';
import { addPlayed, noSummary } from './summary.ts';

// One of several: plays every `step`-th history from `first`, and stops at the first that fails.
const { seed, first, step, count, digest: asked, plant } = workerData as { seed: number; first: number; step: number; count: number; digest: boolean; plant: string };
const summary = noSummary();
let digest = 0n;
let failed: { seed: number; faults: unknown[] } | undefined;
for (let index = first; index < count && !failed; index += step) {
  const log = asked ? createEventLog(seed + index) : undefined;
  const played = await play(createHistory(seed + index), log?.wraps ?? plantedBugs[plant]);
  // In whatever order they were played.
  if (log) digest ^= log.digestOf(played);
  addPlayed(summary, played);
  if (played.faults.length > 0) failed = { seed: seed + index, faults: played.faults.slice(0, 8) };
}
parentPort!.postMessage({ summary, failed, digest });
