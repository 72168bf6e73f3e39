import { createRxDatabase } from 'rxdb';
import type { RxDatabase } from 'rxdb';
import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { CollectionSchema } from './collections/replica-collections.ts';
import { commit } from './commit.ts';
import { writableDbOf } from './db.ts';
import { migrate, type Migration } from './migrate.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import type { Replica } from './replica.ts';
import { getRxStorageSqlite } from './rx-storage/index.ts';
import { holdConnection } from './rx-storage/shared-connection.ts';
import { findStorageError } from './storage-error.ts';

export type ReplicaSettings = {
  /** Path of the file; it is made where it is missing. Its -wal lies beside it while it is open. */
  readonly file: string;
  /** The 32-byte data key. A wrong key looks like damage: `StorageCorrupt`. */
  readonly key: Uint8Array;
  readonly collections: Readonly<Record<string, CollectionSchema>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How long to wait for another process to let go of the file (default 500 ms) before `StorageBusy`. */
  readonly busyMilliseconds?: number;
  readonly migrations?: readonly Migration[];
};

/** RxDB wants a name of its own for each database open in a process; inside the file it is always the same. */
let opened = 0;

const writeTimes = (now: () => number): (() => number) => {
  let last = 0;
  // RxDB's own write times have two decimals; a step of a hundredth keeps ours in order with them.
  return () => (last = Math.max(now(), Math.round(last * 100 + 1) / 100));
};

const openDatabase = async (settings: ReplicaSettings): Promise<RxDatabase> => {
  const storage = getRxStorageSqlite({ filename: settings.file, key: settings.key, durability: 'full', nameInFile: 'replica' });
  const rx = await createRxDatabase({ name: `replica-${++opened}`, storage: storage as never, multiInstance: false, eventReduce: true, allowSlowCount: true });
  try {
    await rx.addCollections(Object.fromEntries(Object.entries(settings.collections).map(([name, schema]) => [name, { schema }])));
    return rx as unknown as RxDatabase;
  } catch (error) {
    await rx.close();
    throw error;
  }
};

/**
 * Opens the encrypted replica for this process alone, brings its tables up to date and opens RxDB on it.
 * Errors: `StorageBusy` (another process has it), `StorageReadonly`, `StorageFull`, `StorageCorrupt` (damaged, or another key), `DatabaseTooNew`.
 */
export const openReplica = async (settings: ReplicaSettings): Promise<Result<Replica, AppError>> => {
  let release: (() => void) | undefined;
  try {
    const held = holdConnection({ filename: settings.file, key: settings.key, durability: 'full', busyMilliseconds: settings.busyMilliseconds ?? 500, alone: true });
    release = held.release;
    const { connection } = held.shared;
    const migrated = migrate(connection, settings.migrations ?? allMigrations);
    if (!migrated.ok) {
      release();
      return migrated;
    }
    const rx = await openDatabase(settings);
    let closing: Promise<void> | undefined;
    const replica: Replica = {
      rx,
      db: writableDbOf(connection),
      connection,
      nextWriteTime: writeTimes(settings.now),
      commit: (unit) => commit(replica, unit),
      close: () => (closing ??= rx.close().then(() => held.release())),
    };
    return ok(replica);
  } catch (error) {
    release?.();
    const expected = findStorageError(error);
    if (expected) return err(expected);
    throw error;
  }
};
