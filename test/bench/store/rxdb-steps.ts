import { createRxDatabase, type RxCollection, type RxStorage } from 'rxdb';
import { averageDocument, averageSchema, type AverageDocument } from './average-document.ts';

/** Milliseconds of each repetition, by step. */
export type StepTimes = { readonly insert500: number[]; readonly serial50: number[]; readonly byId3000: number[]; readonly byQuery3000: number[] };

const documents = 3000;
const batches = 6;
const serial = 50;

const openCollection = async (storage: RxStorage<unknown, unknown>, name: string): Promise<RxCollection<AverageDocument>> => {
  const database = await createRxDatabase({ name, storage, multiInstance: false, eventReduce: true });
  const made = await database.addCollections(Object.fromEntries([0, 1, 2, 3].map((i) => [`bench${i}`, { schema: averageSchema }])));
  await (made['bench1'] as RxCollection<AverageDocument>).insert(averageDocument());
  return made['bench0'] as RxCollection<AverageDocument>;
};

const expect = (found: number, wanted: number, step: string): void => {
  if (found !== wanted) throw new Error(`${step}: ${found} instead of ${wanted}`);
};

/**
 * The steps of RxDB's `runPerformanceTests` (version 17.6: 4 collections, 6 × 500 documents, 50 serial inserts; the database is opened anew
 * before each reading step), each repetition's time kept instead of the average of the quickest twentieth.
 */
export const measureRxdbSteps = async (storage: RxStorage<unknown, unknown>, runs: number): Promise<StepTimes> => {
  const times: StepTimes = { insert500: [], serial50: [], byId3000: [], byQuery3000: [] };
  const timed = async <T>(into: number[], work: () => Promise<T>): Promise<T> => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const start = performance.now();
    const value = await work();
    into.push(performance.now() - start);
    return value;
  };
  for (let run = 0; run < runs; run++) {
    const name = `bench-${run}`;
    let collection = await openCollection(storage, name);
    const reopen = async () => {
      await collection.database.close();
      collection = await openCollection(storage, name);
    };
    const ids: string[] = [];
    for (let batch = 0; batch < batches; batch++) {
      const made = Array.from({ length: documents / batches }, (_, i) => averageDocument({ var1: String(i % 2), var2: i % 4 }));
      ids.push(...made.map((document) => document.id));
      await timed(times.insert500, () => collection.bulkInsert(made));
    }
    await reopen();
    expect((await timed(times.byId3000, () => collection.findByIds(ids).exec())).size, documents, 'find by id');
    const singles = Array.from({ length: serial }, () => averageDocument({ var2: 1000 }));
    await timed(times.serial50, async () => {
      for (const document of singles) await collection.insert(document);
    });
    await reopen();
    const all = () => collection.find({ selector: {}, sort: [{ var2: 'asc' }, { var1: 'asc' }] }).exec();
    expect((await timed(times.byQuery3000, all)).length, documents + serial, 'find by query');
    await collection.database.remove();
  }
  return times;
};
