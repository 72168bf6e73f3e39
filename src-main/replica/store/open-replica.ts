import { closeSync, openSync } from 'node:fs';
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
import type { Connection } from './rx-storage/connection.ts';
import { getRxStorageSqlite } from './rx-storage/index.ts';
import { holdConnection } from './rx-storage/shared-connection.ts';
import { checkSegments, readSavesAfter, readSegments, type SavesAfter } from './saves/read-segments.ts';
import { replaySaves } from './saves/replay-saves.ts';
import { openSaveFile } from './saves/save-file.ts';
import type { KeepFolders } from './snapshots/snapshot-files.ts';
import { sequenceOf, takeSnapshot } from './snapshots/take-snapshot.ts';
import { findStorageError } from './storage-error.ts';

/** What a replica is kept by beside its file. `torn: 'accept'` opens although later saves are there that cannot be read (a restore: the best there is). */
export type Keep = { readonly folders: KeepFolders; readonly random: (length: number) => Uint8Array; readonly torn?: 'accept'; readonly between?: (done: number, of: number) => Promise<void> };

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
  /** The save file and the snapshots; without it damage to the file is the end of it. */
  readonly keep?: Keep;
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

const nothingAfter: SavesAfter = { saves: [], torn: false };

/** What the save file has and the database has not. StorageCorrupt{behind} where it cannot be made up for: acknowledged saves are gone from the database. */
const findSavesAfter = ({ keep, key }: ReplicaSettings, sequence: number, schema: number): Result<SavesAfter, AppError> => {
  if (!keep) return ok(nothingAfter);
  const segments = readSegments(keep.folders.journal, sequence);
  const readable = checkSegments(segments, schema);
  if (!readable.ok) return readable;
  const after = readSavesAfter(segments, key, sequence);
  return after.torn && keep.torn !== 'accept' ? err({ type: 'StorageCorrupt', detail: 'behind' }) : ok(after);
};

/** A migration is the one change that cannot be taken back: the state before it is kept first. */
const keepBeforeMigration = async ({ keep, key, now }: ReplicaSettings, connection: Connection, handle: number, supported: number): Promise<Result<unknown, AppError>> => {
  const found = connection.database.pragma('user_version', { simple: true }) as number;
  return keep && found > 0 && found < supported ? takeSnapshot({ connection, handle, key, folders: keep.folders, at: now() }) : ok();
};

/** Two saves or more that only the save file had: the WAL has lost what was acknowledged. What it left must hang together. */
const checkAfterLoss = ({ database }: Connection, after: SavesAfter): Result<void, AppError> =>
  after.saves.length >= 2 && database.pragma('quick_check(1)', { simple: true }) !== 'ok' ? err({ type: 'StorageCorrupt', detail: 'structure' }) : ok();

const openOn = async (settings: ReplicaSettings, connection: Connection, handle: number, letGo: () => void): Promise<Result<Replica, AppError>> => {
  const { keep, key } = settings;
  const migrations = settings.migrations ?? allMigrations;
  const schema = migrations.at(-1)?.number ?? 0;
  const before = await keepBeforeMigration(settings, connection, handle, schema);
  if (!before.ok) return before;
  const migrated = migrate(connection, migrations);
  if (!migrated.ok) return migrated;
  const sequence = sequenceOf(connection);
  const after = findSavesAfter(settings, sequence, schema);
  if (!after.ok) return after;
  const { saves: missing, torn } = after.value;
  const whole = checkAfterLoss(connection, after.value);
  if (!whole.ok) return whole;
  const rx = await openDatabase(settings);
  const saves = keep && openSaveFile({ folder: keep.folders.journal, dataKey: key, schema, sequence: sequence + missing.length, random: keep.random });
  let closing: Promise<void> | undefined;
  const replica: Replica = {
    rx,
    db: writableDbOf(connection),
    connection,
    saves,
    handle,
    madeUp: { saves: missing.length, torn },
    nextWriteTime: writeTimes(settings.now),
    commit: (unit) => commit(replica, unit),
    close: () => {
      saves?.close();
      return (closing ??= rx.close().then(letGo));
    },
  };
  const replayed = await replaySaves(replica, missing, (done) => keep?.between?.(done, missing.length) ?? Promise.resolve()).catch(async (error: unknown) => {
    await rx.close();
    throw error;
  });
  if (replayed.ok) return ok(replica);
  await rx.close();
  return replayed;
};

/**
 * Opens the encrypted replica for this process alone, brings its tables up to date, opens RxDB on it and makes up for what only the save file has.
 * Errors: `StorageBusy` (another process has it), `StorageReadonly`, `StorageFull`, `StorageCorrupt` (damaged, or another key), `DatabaseTooNew` (also of a save file).
 */
export const openReplica = async (settings: ReplicaSettings): Promise<Result<Replica, AppError>> => {
  let release: (() => void) | undefined;
  try {
    const held = holdConnection({ filename: settings.file, key: settings.key, durability: 'full', busyMilliseconds: settings.busyMilliseconds ?? 500, alone: true });
    release = held.release;
    const { connection } = held.shared;
    const handle = openSync(settings.file, 'r');
    // Only after SQLite has closed its own: closing this one would drop SQLite's lock on the file.
    const letGo = () => {
      try {
        held.release();
      } finally {
        closeSync(handle);
      }
    };
    release = letGo;
    const done = await openOn(settings, connection, handle, letGo);
    if (!done.ok) letGo();
    return done;
  } catch (error) {
    release?.();
    const expected = findStorageError(error);
    if (expected) return err(expected);
    throw error;
  }
};
