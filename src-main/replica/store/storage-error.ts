import Database from 'better-sqlite3';
import type { AppError } from '../../../shared/base/app-error.ts';

const families: readonly (readonly [RegExp, AppError['type']])[] = [
  [/^SQLITE_FULL/, 'StorageFull'],
  [/^SQLITE_(READONLY|PERM|AUTH|CANTOPEN)/, 'StorageReadonly'],
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, 'StorageBusy'],
  [/^SQLITE_(CORRUPT|NOTADB|FORMAT|IOERR)/, 'StorageCorrupt'],
];

/** The expected failure behind an error of SQLite, or undefined where it is a bug (wrong SQL, broken constraint, anything else). */
export const findStorageError = (error: unknown): AppError | undefined => {
  if (!(error instanceof Database.SqliteError)) return undefined;
  const type = families.find(([pattern]) => pattern.test(error.code))?.[1];
  if (type === undefined) return undefined;
  // The code says which kind of damage; the message could carry a path.
  return type === 'StorageCorrupt' ? { type, detail: error.code } : ({ type } as AppError);
};
