import fc from 'fast-check';
import { storeCases } from './cases.ts';
import { runCase } from './run-case.ts';

export type FuzzResult = { readonly runs: number; readonly failures: readonly string[] };

const share = 500;

/** Runs `runs` random cases; equal seeds give equal cases. Each failure is a text with its seed and its smallest case. */
export const fuzzStore = async (runs: number, seed: number, progress: (done: number) => void = () => undefined): Promise<FuzzResult> => {
  const failures: string[] = [];
  for (let done = 0; done < runs; done += share) {
    const checked = await fc.check(fc.asyncProperty(storeCases, runCase), { numRuns: Math.min(share, runs - done), seed: seed + done, endOnFailure: false });
    if (checked.failed) {
      const [smallest] = checked.counterexample ?? [];
      failures.push(`seed ${seed + done}, path ${checked.counterexamplePath}\n${JSON.stringify(smallest, null, 1)}\n${String(checked.errorInstance)}`);
    }
    progress(Math.min(runs, done + share));
  }
  return { runs, failures };
};
