import type { ReadableDb } from '../db.ts';

/** RxDB's table of a collection, where this file has one already; for migrations, which come before RxDB is open. */
export const findDocumentTable = (db: ReadableDb, collection: string): string | undefined => {
  if (db.find("SELECT 1 FROM sqlite_schema WHERE name = 'rx_table'") === undefined) return undefined;
  const found = db.find<{ number: number }>('SELECT number FROM rx_table WHERE collection = ? ORDER BY version DESC LIMIT 1', collection);
  return found && `rx_${found.number}`;
};
