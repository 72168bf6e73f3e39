import { join } from 'node:path';
import type { RxStorage } from 'rxdb';
import { runPerformanceTests } from 'rxdb/plugins/test-utils';
import { getRxStorageSqlite } from '../../../src-main/replica/store/rx-storage/index.ts';
import { benchKey } from './files.ts';
import type { StepTimes } from './rxdb-steps.ts';

/** What `runPerformanceTests` calls a step of ours. */
const reported: Readonly<Record<keyof StepTimes, string>> = {
  insert500: 'insert-documents-500',
  serial50: 'serial-inserts-50',
  byId3000: 'find-by-ids-3000',
  byQuery3000: 'find-by-query',
};

/**
 * RxDB's own `runPerformanceTests`, as it is, on the encrypted file (durability NORMAL as the paid storage it is compared with): its report, ms by step.
 * It takes `runs` repetitions and reports the average of the quickest twentieth, which is what RxDB publishes of every storage.
 */
export const runRxdbPerformance = async (folder: string, runs: number): Promise<Record<keyof StepTimes, number>> => {
  const storage = getRxStorageSqlite({ filename: join(folder, 'rxdb.db'), key: benchKey, durability: 'normal' }) as unknown as RxStorage<unknown, unknown>;
  const report: Record<string, unknown> = { ...(await runPerformanceTests(storage, 'tirek', { runs, log: false })) };
  const figure = (step: keyof StepTimes): number => {
    const value = report[reported[step]];
    if (typeof value !== 'number') throw new Error(`runPerformanceTests reports no ${reported[step]}`);
    return value;
  };
  return { insert500: figure('insert500'), serial50: figure('serial50'), byId3000: figure('byId3000'), byQuery3000: figure('byQuery3000') };
};
