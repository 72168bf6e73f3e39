import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';

/** 'full': on disk when the commit returns. 'normal': whole after a power cut, but the last commits may be gone. */
export type Durability = 'full' | 'normal';

export type ConnectionSettings = {
  readonly filename: string;
  /** 32 bytes, or their 64 hex digits. Without a key the file is not encrypted. */
  readonly key?: Uint8Array | string | undefined;
  readonly durability?: Durability | undefined;
  /** How long to wait for a lock held by another process. */
  readonly busyMilliseconds?: number | undefined;
  /** Refuse a file that this process already has open, as another process would be refused. */
  readonly alone?: boolean | undefined;
};

/** One SQLite file open in this process, shared by every storage instance and by the application's own tables. */
export type Connection = {
  readonly database: Database.Database;
  readonly durability: Durability;
  /** A prepared statement, made once per SQL text. */
  readonly prepare: (sql: string) => Database.Statement<unknown[], unknown>;
  /** Runs `work` in one transaction: all of it or, when it throws, nothing. `work` is synchronous, so writers never interleave. */
  readonly transaction: <T>(work: () => T, durability?: Durability) => T;
  /** When the WAL is moved into the file, which waits for the disk. */
  readonly checkpoints: {
    /** True: the file stands still until it is false again, whatever is written meanwhile. */
    readonly hold: (held: boolean) => void;
    /** True: much is coming in, and the WAL grows four times as long before it is moved: what is written over and over is moved once. */
    readonly spare: (spared: boolean) => void;
  };
  readonly close: () => void;
};

/** Pages of WAL before they are moved into the file: fewer moves (each one waits for the disk) while documents are pulled. */
const usualPages = 4000;
/** About what `journal_size_limit` leaves of the WAL on the disk anyway. */
const sparedPages = 16_000;

const checkpointsOf = (database: Database.Database): Connection['checkpoints'] => {
  let [isHeld, isSpared] = [false, false];
  const set = (held: boolean, spared: boolean): void => {
    if (held === isHeld && spared === isSpared) return;
    [isHeld, isSpared] = [held, spared];
    if (database.open) database.pragma(`wal_autocheckpoint = ${isHeld ? 0 : isSpared ? sparedPages : usualPages}`);
  };
  return { hold: (held) => set(held, isSpared), spare: (spared) => set(isHeld, spared) };
};

const statementsKept = 400;

/** The key as 64 hex digits. */
export const hexOf = (key: Uint8Array | string): string => {
  const hex = typeof key === 'string' ? key.toLowerCase() : Buffer.from(key).toString('hex');
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new RangeError('a storage key is 32 bytes');
  return hex;
};

/** SQLite opens a read-only file without a word and trips over its locks later: say it at once. */
const ensureWritable = (filename: string): void => {
  if (filename === ':memory:') return;
  const folder = dirname(filename);
  if (!existsSync(folder)) throw new Database.SqliteError('no such folder', 'SQLITE_CANTOPEN');
  try {
    accessSync(folder, constants.W_OK);
    if (existsSync(filename)) accessSync(filename, constants.R_OK | constants.W_OK);
  } catch {
    throw new Database.SqliteError('the file or its folder is read-only', 'SQLITE_READONLY');
  }
};

const configure = (database: Database.Database, settings: ConnectionSettings): void => {
  if (settings.key !== undefined && settings.filename !== ':memory:') {
    // Nothing may touch the file before the cipher and its raw key are set.
    database.pragma("cipher = 'aegis'");
    database.pragma(`key = "raw:${hexOf(settings.key)}"`);
  }
  // Exclusive before the first read: a second process is refused, and the WAL index stays in memory, not in a -shm file.
  database.pragma('locking_mode = EXCLUSIVE');
  database.pragma('temp_store = MEMORY');
  database.pragma('cache_size = -65536');
  database.pragma('journal_mode = WAL');
  database.pragma(`wal_autocheckpoint = ${usualPages}`);
  database.pragma('journal_size_limit = 67108864');
  database.pragma('foreign_keys = ON');
  // Takes the lock now, and finds out now that a file or a disk is read-only.
  database.exec('BEGIN IMMEDIATE; ROLLBACK');
};

/** Opens the file and takes it for this process alone. Throws better-sqlite3's `SqliteError` (busy, read-only, not a database …). */
export const openConnection = (settings: ConnectionSettings): Connection => {
  ensureWritable(settings.filename);
  const database = new Database(settings.filename, { timeout: settings.busyMilliseconds ?? 2000 });
  try {
    configure(database, settings);
  } catch (error) {
    database.close();
    throw error;
  }
  const durability = settings.durability ?? 'full';
  const statements = new Map<string, Database.Statement<unknown[], unknown>>();
  let synchronous: Durability | undefined;

  const prepare = (sql: string): Database.Statement<unknown[], unknown> => {
    const known = statements.get(sql);
    if (known) return known;
    if (statements.size >= statementsKept) statements.clear();
    const made = database.prepare<unknown[], unknown>(sql);
    statements.set(sql, made);
    return made;
  };

  return {
    database,
    durability,
    prepare,
    transaction: (work, wanted = durability) => {
      if (database.inTransaction) throw new Error('a transaction is already open');
      if (synchronous !== wanted) {
        database.pragma(`synchronous = ${wanted === 'full' ? 'FULL' : 'NORMAL'}`);
        synchronous = wanted;
      }
      prepare('BEGIN IMMEDIATE').run();
      try {
        const value = work();
        prepare('COMMIT').run();
        return value;
      } catch (error) {
        // SQLite may have rolled back by itself (disk full, I/O error).
        if (database.inTransaction) prepare('ROLLBACK').run();
        throw error;
      }
    },
    checkpoints: checkpointsOf(database),
    close: () => {
      statements.clear();
      database.close();
    },
  };
};
