import { join } from 'node:path';
import type { RxStorage } from 'rxdb';
import { getRxStorageSqlite } from '../../../src-main/replica/store/rx-storage/index.ts';
import { averageDocument } from './average-document.ts';
import { benchKey, inFolder } from './files.ts';
import { measureRawSteps } from './raw-steps.ts';
import { percentile, rowOf, type Row } from './row.ts';
import { runRxdbPerformance } from './rxdb-performance.ts';
import { measureRxdbSteps, type StepTimes } from './rxdb-steps.ts';

/** What RxDB publishes of its paid SQLite storage (ms, averages of the quickest twentieth of the repetitions on its own machine), and our bars. */
const steps: readonly { readonly name: string; readonly step: keyof StepTimes; readonly peer: number; readonly bar: number }[] = [
  { name: 'insert-500', step: 'insert500', peer: 8.62, bar: 8.6 },
  { name: 'serial-inserts-50', step: 'serial50', peer: 10.84, bar: 10 },
  { name: 'find-3000-by-id', step: 'byId3000', peer: 26.41, bar: 26 },
  { name: 'find-3000-by-query', step: 'byQuery3000', peer: 19.68, bar: 20 },
];

export const stepNames: readonly string[] = steps.map(({ name }) => name);

/** The rows of RxDB's performance test on an encrypted file, durability NORMAL as the peer; serial inserts with FULL beside, and RxDB's own report of the same step. The first repetition warms up. */
export const measureSteps = (runs: number): Promise<Row[]> =>
  inFolder(async (folder) => {
    const storage = (durability: 'normal' | 'full') => getRxStorageSqlite({ filename: join(folder, `${durability}.db`), key: benchKey, durability }) as unknown as RxStorage<unknown, unknown>;
    const makeDocuments = (count: number) => Array.from({ length: count }, (_, i) => averageDocument({ var1: String(i % 2), var2: i % 4 }));
    await measureRxdbSteps(storage('normal'), 1);
    measureRawSteps(join(folder, 'raw.db'), 1, makeDocuments);
    const ours: StepTimes = { insert500: [], serial50: [], byId3000: [], byQuery3000: [] };
    const raw: StepTimes = { insert500: [], serial50: [], byId3000: [], byQuery3000: [] };
    // In turn, so that what else the machine does falls on both.
    for (let run = 0; run < runs; run++) {
      const [one, other] = [await measureRxdbSteps(storage('normal'), 1), measureRawSteps(join(folder, 'raw.db'), 1, makeDocuments)];
      for (const { step } of steps) {
        ours[step].push(...one[step]);
        raw[step].push(...other[step]);
      }
    }
    const quickest = (samples: readonly number[]) => {
      const sorted = [...samples].sort((a, b) => a - b).slice(0, Math.ceil(samples.length / 20));
      return Number((sorted.reduce((sum, each) => sum + each, 0) / sorted.length).toPrecision(4));
    };
    const full = (await measureRxdbSteps(storage('full'), Math.min(runs, 5))).serial50;
    const report = await runRxdbPerformance(folder, runs * 2);
    return steps.map(({ name, step, peer, bar }) =>
      rowOf({ name, unit: 'ms', samples: ours[step], floor: raw[step], peer, bar, more: { likePeer: quickest(ours[step]), runPerformanceTests: report[step], ...(step === 'serial50' ? { full: Number(percentile(full, 0.5).toPrecision(4)) } : {}) } }),
    );
  });
