import Database from 'better-sqlite3';
import type { AppError } from '../../../shared/base/app-error.ts';

const families: readonly (readonly [RegExp, AppError['type']])[] = [
  [/^SQLITE_FULL/, 'StorageFull'],
  [/^SQLITE_(READONLY|PERM|AUTH|CANTOPEN)/, 'StorageReadonly'],
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, 'StorageBusy'],
  // A file that ends too early or whose pages fail their check is damaged; any other input/output error is the disk's.
  [/^SQLITE_(CORRUPT|NOTADB|FORMAT|IOERR_(SHORT_READ|DATA|CORRUPTFS))/, 'StorageCorrupt'],
  [/^SQLITE_IOERR/, 'StorageFailed'],
];

const fileErrors: Readonly<Record<string, AppError>> = {
  ENOSPC: { type: 'StorageFull' },
  EDQUOT: { type: 'StorageFull' },
  EROFS: { type: 'StorageReadonly' },
  EACCES: { type: 'StorageReadonly' },
  EPERM: { type: 'StorageReadonly' },
  EBUSY: { type: 'StorageBusy' },
  EIO: { type: 'StorageFailed', detail: 'EIO' },
};

/** The expected failure behind an error of the file system (the save file, a snapshot). */
const findFileError = (error: unknown): AppError | undefined =>
  error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string' ? fileErrors[error.code] : undefined;

/** What a code of SQLite (`SQLITE_FULL`, `SQLITE_IOERR_READ` …) says, or undefined where it is of a bug. */
export const findCodeError = (code: string): AppError | undefined => {
  const type = families.find(([pattern]) => pattern.test(code))?.[1];
  if (type === undefined) return undefined;
  // The code says which kind; the message could carry a path.
  return type === 'StorageCorrupt' || type === 'StorageFailed' ? { type, detail: code } : ({ type } as AppError);
};

/** The expected failure behind an error of SQLite or of a file beside it, or undefined where it is a bug (wrong SQL, broken constraint, anything else). */
export const findStorageError = (error: unknown): AppError | undefined => (error instanceof Database.SqliteError ? findCodeError(error.code) : findFileError(error));
