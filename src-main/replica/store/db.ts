import type { Connection } from './rx-storage/connection.ts';
import type { SaveNote } from './saves/save-record.ts';

/** A value of a SQLite column as it goes in and comes out. */
export type SqlParameter = string | number | bigint | Uint8Array | null;

/** The replica file for reading: statements are prepared once and kept. Rows come back as the caller's SQL shapes them. */
export type ReadableDb = {
  /** The first row, or undefined. */
  readonly find: <Row>(sql: string, ...parameters: readonly SqlParameter[]) => Row | undefined;
  readonly list: <Row>(sql: string, ...parameters: readonly SqlParameter[]) => Row[];
};

/** The replica file for writing. Only `commit` and a migration hand one out, always inside a transaction. */
export type WritableDb = ReadableDb & {
  /** Runs one statement; returns how many rows it changed. */
  readonly run: (sql: string, ...parameters: readonly SqlParameter[]) => number;
  /** Runs a script without parameters (migrations). */
  readonly script: (sql: string) => void;
  /** Tells the save file what was written, so that it can be written again on an older state; what comes from the centre alone needs no note. */
  readonly note: (note: SaveNote) => void;
};

/** The one writing view of a connection. */
export const writableDbOf = (connection: Connection, note: WritableDb['note'] = () => undefined): WritableDb => ({
  note,
  find: <Row>(sql: string, ...parameters: readonly SqlParameter[]) => connection.prepare(sql).get(...parameters) as Row | undefined,
  list: <Row>(sql: string, ...parameters: readonly SqlParameter[]) => connection.prepare(sql).all(...parameters) as Row[],
  run: (sql, ...parameters) => connection.prepare(sql).run(...parameters).changes,
  script: (sql) => {
    connection.database.exec(sql);
  },
});
