import type { Chance } from '../simulation/chance.ts';
import { inTransaction, type Database, type Db } from '../../src-server/store/db.ts';
import type { NewItem } from '../../src-server/store/streams.ts';

/** Stream → writer → how many of its items are committed there. What a reader must have seen in the end. */
export type Written = Map<string, Map<string, number>>;

/** Puts items into their streams: the product's `appendItems`, or a planted one. */
export type Append = (db: Db, items: readonly NewItem[]) => Promise<void>;

/** Thrown by a writer that changes its mind: its transaction is rolled back, its numbers must not show. */
class ChangedMind extends Error {}

const itemOf = (stream: string, writer: string, count: number): NewItem => {
  const document = `${writer}:${count}`;
  return { stream, kind: 'put', collection: 'persons', document, version: 1, item: JSON.stringify({ k: 'put', c: 'persons', i: document, v: 1, d: { id: document } }) };
};

/** Commits `commits` transactions one after another, each of one to three items in one or more streams, in any order; one in ten is rolled back and done again. */
export const write = async (database: Database, append: Append, written: Written, { name, streams, commits, chance }: { name: string; streams: readonly string[]; commits: number; chance: Chance }): Promise<void> => {
  const counts = new Map(streams.map((stream) => [stream, 0]));
  for (let done = 0; done < commits; ) {
    const next = new Map(counts);
    const items = Array.from({ length: 1 + chance.below(3) }, () => streams[chance.below(streams.length)]!).map((stream) => {
      next.set(stream, next.get(stream)! + 1);
      return itemOf(stream, name, next.get(stream)!);
    });
    const pause = chance.below(4) === 0;
    const fails = chance.below(10) === 0;
    try {
      await inTransaction(database, async (db) => {
        await append(db, items);
        // The moment in which another writer overtakes: its numbers are higher, and seen before these.
        if (pause) await new Promise((resolve) => setImmediate(resolve));
        if (fails) throw new ChangedMind();
      });
    } catch (error) {
      if (error instanceof ChangedMind) continue;
      throw error;
    }
    done += 1;
    for (const [stream, count] of next) {
      counts.set(stream, count);
      written.get(stream)!.set(name, count);
    }
  }
};
