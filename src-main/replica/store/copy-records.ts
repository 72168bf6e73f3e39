import type { AppError } from '../../../shared/base/app-error.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { ReadableDb, SqlParameter } from './db.ts';
import type { Replica } from './replica.ts';

const nothing = new Uint8Array();

/** Copies the journal's chain without what is in the entries (the centre has that, as the receipts say), the receipts, and the settings that `goesAlong` names, into an empty replica. In one transaction. Errors: those of the storage. */
export const copyRecords = (from: ReadableDb, to: Replica, goesAlong: (name: string) => boolean): Result<void, AppError> =>
  to.commit({
    durability: 'full',
    documents: [],
    sql: (db) => {
      for (const row of from.list<{ id: number; bytes: Uint8Array; signature: Uint8Array; at: string }>('SELECT id, bytes, signature, at FROM receipt ORDER BY id')) db.run('INSERT INTO receipt (id, bytes, signature, at) VALUES (?, ?, ?, ?)', row.id, row.bytes, row.signature, row.at);
      const entries = from.list<Record<string, SqlParameter>>('SELECT number, hash, previous, collection, document, author, command, at, batch, receipt, result, why FROM journal ORDER BY number');
      for (const { number, hash, previous, collection, document, author, command, at, batch, receipt, result, why } of entries) {
        db.run('INSERT INTO journal (number, hash, previous, collection, document, bytes, author, command, at, batch, receipt, result, why, settled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)',
          number!, hash!, previous!, collection!, document!, nothing, author!, command!, at!, batch!, receipt!, result!, why!);
      }
      for (const { name, value } of from.list<{ name: string; value: string }>('SELECT name, value FROM setting')) if (goesAlong(name)) db.run('INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING', name, value);
    },
  });
