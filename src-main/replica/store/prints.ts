import type { ReadableDb, WritableDb } from './db.ts';

/** The prints of documents as they were pulled, of those that the centre has sent; null where nobody has looked yet. */
export const listVersionsWithPrint = (db: ReadableDb, collection: string, documents: readonly string[]): ReadonlyMap<string, number | null> =>
  new Map(db.list<{ document: string; print: number | null }>('SELECT document, print FROM server_version WHERE collection = ? AND version > 0 AND document IN (SELECT value FROM json_each(?))', collection, JSON.stringify(documents)).map((row) => [row.document, row.print]));

/** Notes the print of a document that was not looked at when it was pulled. */
export const setPrint = (db: WritableDb, collection: string, document: string, print: number): void => {
  db.run('UPDATE server_version SET print = ? WHERE collection = ? AND document = ? AND print IS NULL', print, collection, document);
};

/** Documents that were pulled and seen, and are not in `table` any more; at most 100. */
export const listMissing = (db: ReadableDb, table: string, collection: string): string[] =>
  db.list<{ document: string }>(`SELECT v.document FROM server_version v WHERE v.collection = ? AND v.print IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${table} d WHERE d.id = v.document AND d.deleted = 0) LIMIT 100`, collection).map(({ document }) => document);

/** Documents in `table` that the centre never sent and no entry of this office made; at most 100. */
export const listNobodys = (db: ReadableDb, table: string, collection: string): string[] =>
  db.list<{ id: string }>(
    `SELECT d.id FROM ${table} d WHERE d.deleted = 0 AND NOT EXISTS (SELECT 1 FROM server_version v WHERE v.collection = ? AND v.document = d.id)
     AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.document = d.id) AND NOT EXISTS (SELECT 1 FROM office_entry o WHERE o.document = d.id) LIMIT 100`, collection,
  ).map(({ id }) => id);
