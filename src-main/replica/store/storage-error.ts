import Database from 'better-sqlite3';
import type { AppError } from '../../../shared/base/app-error.ts';

const families: readonly (readonly [RegExp, AppError['type']])[] = [
  [/^SQLITE_FULL/, 'StorageFull'],
  [/^SQLITE_(READONLY|PERM|AUTH|CANTOPEN)/, 'StorageReadonly'],
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, 'StorageBusy'],
  [/^SQLITE_(CORRUPT|NOTADB|FORMAT|IOERR)/, 'StorageCorrupt'],
];

const fileErrors: Readonly<Record<string, AppError>> = {
  ENOSPC: { type: 'StorageFull' },
  EDQUOT: { type: 'StorageFull' },
  EROFS: { type: 'StorageReadonly' },
  EACCES: { type: 'StorageReadonly' },
  EPERM: { type: 'StorageReadonly' },
  EBUSY: { type: 'StorageBusy' },
  EIO: { type: 'StorageCorrupt', detail: 'EIO' },
};

/** The expected failure behind an error of the file system (the save file, a snapshot). */
const findFileError = (error: unknown): AppError | undefined =>
  error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string' ? fileErrors[error.code] : undefined;

/** The expected failure behind an error of SQLite or of a file beside it, or undefined where it is a bug (wrong SQL, broken constraint, anything else). */
export const findStorageError = (error: unknown): AppError | undefined => {
  if (!(error instanceof Database.SqliteError)) return findFileError(error);
  const type = families.find(([pattern]) => pattern.test(error.code))?.[1];
  if (type === undefined) return undefined;
  // The code says which kind of damage; the message could carry a path.
  return type === 'StorageCorrupt' ? { type, detail: error.code } : ({ type } as AppError);
};
