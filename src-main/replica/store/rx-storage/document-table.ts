import type { EventBulk, RxDocumentData, RxJsonSchema, RxStorageChangeEvent } from 'rxdb';
import type { Subject } from 'rxjs';
import type { Connection } from './connection.ts';
import { createTableSql, layoutOf, type TableLayout } from './table-layout.ts';

/** Where a reader of changes stands. `sequence` decides; `id` and `lwt` are there for readers of RxDB's default checkpoint. */
export type Checkpoint = { id: string; lwt: number; sequence: number };

export type ChangeBulk = EventBulk<RxStorageChangeEvent<RxDocumentData<unknown>>, Checkpoint>;

/** The documents of one database, collection and schema version: one table, shared by all storage instances on it. */
export type DocumentTable = {
  readonly number: number;
  readonly name: string;
  readonly layout: TableLayout;
  /** Columns in which a document once held an object or an array; nothing is pushed down to them. */
  irregular: ReadonlySet<string>;
  /** Sequence of the newest change; never used twice, not even after a cleanup. */
  lastSequence: number;
  removed: boolean;
  readonly listeners: Set<Subject<ChangeBulk>>;
};

const catalogueSql = `
CREATE TABLE IF NOT EXISTS rx_table (
  number INTEGER PRIMARY KEY, database TEXT NOT NULL, collection TEXT NOT NULL, version INTEGER NOT NULL,
  irregular TEXT NOT NULL DEFAULT '[]', floor INTEGER NOT NULL DEFAULT 0, UNIQUE (database, collection, version));
CREATE TABLE IF NOT EXISTS rx_attachment (
  number INTEGER PRIMARY KEY, rx_table INTEGER NOT NULL, document TEXT NOT NULL, attachment TEXT NOT NULL,
  digest TEXT NOT NULL, type TEXT NOT NULL, UNIQUE (rx_table, document, attachment));
CREATE TABLE IF NOT EXISTS rx_attachment_chunk (
  attachment INTEGER NOT NULL REFERENCES rx_attachment (number) ON DELETE CASCADE,
  chunk INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (attachment, chunk));`;

type Row = { number: number; irregular: string; floor: number };

/** Opens the table of a collection, making it where it is missing. */
export const openDocumentTable = (connection: Connection, database: string, collection: string, schema: RxJsonSchema<RxDocumentData<unknown>>): DocumentTable => {
  const layout = layoutOf(schema);
  const version = schema.version;
  const row = connection.transaction(() => {
    connection.database.exec(catalogueSql);
    const find = connection.prepare('SELECT number, irregular, floor FROM rx_table WHERE database = ? AND collection = ? AND version = ?');
    const known = find.get(database, collection, version) as Row | undefined;
    if (known) return known;
    connection.prepare('INSERT INTO rx_table (database, collection, version) VALUES (?, ?, ?)').run(database, collection, version);
    const made = find.get(database, collection, version) as Row;
    connection.database.exec(createTableSql(`rx_${made.number}`, layout));
    return made;
  });
  const name = `rx_${row.number}`;
  const newest = connection.prepare(`SELECT max(sequence) FROM ${name}`).pluck().get() as number | null;
  return {
    number: row.number,
    name,
    layout,
    irregular: new Set(JSON.parse(row.irregular) as string[]),
    lastSequence: Math.max(row.floor, newest ?? 0),
    removed: false,
    listeners: new Set(),
  };
};

/** Drops the table with its attachments. */
export const dropDocumentTable = (connection: Connection, table: DocumentTable): void => {
  connection.transaction(() => {
    connection.database.exec(`DROP TABLE ${table.name}`);
    connection.prepare('DELETE FROM rx_attachment WHERE rx_table = ?').run(table.number);
    connection.prepare('DELETE FROM rx_table WHERE number = ?').run(table.number);
  });
  table.removed = true;
};

/** Purges tombstones last written before `before` (RxDB time), at most `limit`. True when none is left. */
export const purgeTombstones = (connection: Connection, table: DocumentTable, before: number, limit: number): boolean =>
  connection.transaction(() => {
    // The floor keeps the sequences of purged rows from being handed out again below a reader's checkpoint.
    connection.prepare('UPDATE rx_table SET floor = ? WHERE number = ?').run(table.lastSequence, table.number);
    const purged = connection
      .prepare(`DELETE FROM ${table.name} WHERE sequence IN (SELECT sequence FROM ${table.name} WHERE deleted = 1 AND lwt <= ? ORDER BY lwt LIMIT ?) RETURNING id`)
      .pluck()
      .all(before, limit) as string[];
    // A tombstone that came from elsewhere may have brought attachments.
    connection.prepare('DELETE FROM rx_attachment WHERE rx_table = ? AND document IN (SELECT value FROM json_each(?))').run(table.number, JSON.stringify(purged));
    return purged.length < limit;
  });
