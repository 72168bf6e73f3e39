import { existsSync } from 'node:fs';
import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { openConnection } from './rx-storage/connection.ts';
import { findStorageError } from './storage-error.ts';

/** Opening would make a file where there is none, and an empty one opens with any key. */
const missing: AppError = { type: 'StorageCorrupt', detail: 'missing' };

/** True where the file opens with `key`. A failure that is not of the key (busy, read-only, no file) is returned. */
export const opensWith = (file: string, key: Uint8Array): Result<boolean, AppError> => {
  if (!existsSync(file)) return err(missing);
  try {
    const connection = openConnection({ filename: file, key, busyMilliseconds: 500 });
    connection.close();
    return ok(true);
  } catch (error) {
    const expected = findStorageError(error);
    if (!expected) throw error;
    return expected.type === 'StorageCorrupt' ? ok(false) : err(expected);
  }
};

/**
 * Gives the closed file a new key. Every page is written anew (SQLite3 Multiple Ciphers, `PRAGMA rekey`) in one transaction with a rollback journal, so after a kill the
 * file has the old key or the new one. A copy in slices beside the work would spare the wait, and would need a second file of the same size and a log of what changed
 * meanwhile; at 100 MB a second the wait is seconds for an office and half a minute for a million documents, so the simple way is taken.
 */
export const rekeyFile = (file: string, oldKey: Uint8Array, newKey: Uint8Array): Result<void, AppError> => {
  if (!existsSync(file)) return err(missing);
  try {
    const connection = openConnection({ filename: file, key: oldKey, busyMilliseconds: 500 });
    try {
      // The write-ahead log would hold pages of two keys; it is emptied and left before the first page changes.
      connection.database.pragma('wal_checkpoint(TRUNCATE)');
      connection.database.pragma('journal_mode = DELETE');
      connection.database.pragma('synchronous = FULL');
      connection.database.pragma(`rekey = "raw:${Buffer.from(newKey).toString('hex')}"`);
      connection.database.pragma('journal_mode = WAL');
    } finally {
      connection.close();
    }
    return ok();
  } catch (error) {
    const expected = findStorageError(error);
    if (expected) return err(expected);
    throw error;
  }
};
