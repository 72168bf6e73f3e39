import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import { hexOf, openConnection, type Connection, type ConnectionSettings } from './connection.ts';
import { openDocumentTable, type DocumentTable } from './document-table.ts';
import type { RxDocumentData, RxJsonSchema } from 'rxdb';

/** A connection in use by several holders; the file is closed when the last one lets go. */
export type SharedConnection = {
  readonly connection: Connection;
  /** Hex digits; undefined where the file is not encrypted. */
  readonly key: string | undefined;
  readonly tables: Map<string, DocumentTable>;
  holders: number;
};

const openFiles = new Map<string, SharedConnection>();

/**
 * Takes hold of the file, opening it where nobody in this process has. A second opening gets the first one's connection, unless it wants to be `alone` or
 * has another key, which is refused as it would be were the file not open.
 * ':memory:' is a file of its own for each name of a `database`, kept until all its collections are removed.
 */
export const holdConnection = (settings: ConnectionSettings, database = ''): { shared: SharedConnection; release: () => void } => {
  const inMemory = settings.filename === ':memory:';
  const name = inMemory ? `:memory:${database}` : resolve(settings.filename);
  if (settings.alone && openFiles.has(name)) throw new Database.SqliteError('file is open in this process', 'SQLITE_BUSY');
  const key = settings.key === undefined || inMemory ? undefined : hexOf(settings.key);
  const shared = openFiles.get(name) ?? { connection: openConnection(settings), key, tables: new Map(), holders: 0 };
  if (shared.key !== key) throw new Database.SqliteError('file is open with another key', 'SQLITE_NOTADB');
  openFiles.set(name, shared);
  shared.holders++;
  return {
    shared,
    release: () => {
      if (--shared.holders > 0 || (inMemory && [...shared.tables.values()].some((table) => !table.removed))) return;
      openFiles.delete(name);
      shared.connection.close();
    },
  };
};

/** The table of a collection, one object for all instances on it. */
export const holdTable = (shared: SharedConnection, database: string, collection: string, schema: RxJsonSchema<RxDocumentData<unknown>>): DocumentTable => {
  const key = JSON.stringify([database, collection, schema.version]);
  const known = shared.tables.get(key);
  if (known && !known.removed) return known;
  const table = openDocumentTable(shared.connection, database, collection, schema);
  shared.tables.set(key, table);
  return table;
};
