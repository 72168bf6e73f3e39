import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { taskKinds } from '../../shared/domain/task-kinds.ts';
import { replicaCollections } from '../../src-main/replica/store/collections/replica-collections.ts';
import type { ReadableDb } from '../../src-main/replica/store/db.ts';
import { documentTable, plainDocument } from '../../src-main/replica/store/documents.ts';
import { openReplica } from '../../src-main/replica/store/open-replica.ts';
import type { Replica } from '../../src-main/replica/store/replica.ts';
import { textOf } from '../simulation/model/shapes.ts';

const key = Uint8Array.from({ length: 32 }, (_, at) => at + 1);
const collections = ['persons', 'cases', 'batches', ...taskKinds] as const;

/** RxDB opens thirteen collections in a process and no more, and a laptop has four: no more laptops than this have their twins in one playing. */
export const mostTwins = Math.floor(13 / Object.keys(replicaCollections).length);

/** What a laptop has, as lines; without what its clock says at the very moment of a commit, and what it was set up with before it had a twin. */
const linesOf = (replica: Replica): string[] => {
  const list = <Row>(sql: string) => (replica.db as ReadableDb).list<Row>(sql);
  const plain = (row: object) => textOf(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value instanceof Uint8Array ? Buffer.from(value).toString('hex') : (value as unknown)])));
  return [
    ...list<object>('SELECT * FROM journal').map((row) => `journal ${plain(row)}`),
    ...list<object>('SELECT * FROM cursor').map((row) => `cursor ${plain(row)}`),
    ...list<object>('SELECT * FROM server_version').map((row) => `version ${plain(row)}`),
    ...list<object>('SELECT id, bytes, signature FROM receipt').map((row) => `receipt ${plain(row)}`),
    ...list<object>("SELECT name, value FROM setting WHERE name NOT LIKE 'device.%' AND name NOT LIKE 'clock.%'").map((row) => `setting ${plain(row)}`),
    ...collections.flatMap((name) => list<{ id: string; body: string }>(`SELECT id, body FROM ${documentTable(replica, name)} WHERE deleted = 0`).map(({ id, body }) => `${name} ${id} ${textOf(plainDocument<object>(body))}`)),
  ].sort();
};

/** Real replicas (RxDB on encrypted SQLite, with their save files), each of which does what one of the simulator's does, commit by commit: those of `laptops`, at most {@link mostTwins}. */
export const openTwins = async (laptops: readonly number[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-twins-'));
  const open = async (at: number): Promise<Replica> => {
    const own = join(folder, String(at));
    mkdirSync(own, { recursive: true });
    const folders = { journal: join(own, 'journal'), snapshots: join(own, 'snapshots'), damaged: join(own, 'damaged') };
    const opened = await openReplica({ file: join(own, 'replica.db'), key, collections: replicaCollections, now: () => 1_700_000_000_000, keep: { folders, random: (length) => crypto.getRandomValues(new Uint8Array(length)) } });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    return opened.value;
  };
  let real = await Promise.all(laptops.map((_, at) => open(at)));
  const simulated: Replica[] = [];
  let wrapped = 0;
  const differences = () => simulated.flatMap((one, at) => {
    const [a, b] = [linesOf(one), linesOf(real[at]!)];
    return [...a.filter((line) => !b.includes(line)).map((line) => `laptop ${laptops[at]} has only in memory: ${line}`), ...b.filter((line) => !a.includes(line)).map((line) => `laptop ${laptops[at]} has only on the disk: ${line}`)];
  });
  return {
    /** Wraps the next laptop's replica; one that has no twin here stays as it is. */
    twin: (replica: Replica): Replica => {
      if (!laptops.includes(wrapped++)) return replica;
      const own = real[simulated.length]!;
      simulated.push(replica);
      return {
        ...replica,
        commit: (unit) => {
          const saved = replica.commit(unit);
          if (!saved.ok) return saved;
          const twin = own.commit(unit);
          if (!twin.ok) throw new Error(`the real replica says ${JSON.stringify(twin.error)}`);
          return saved;
        },
      };
    },
    differences,
    /** Closes and opens the real ones: what they have then is what their files have. */
    reopen: async () => {
      await Promise.all(real.map((one) => one.close()));
      real = await Promise.all(real.map((_, at) => open(at)));
    },
    close: async () => {
      await Promise.all(real.map((one) => one.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
