import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { isDamage } from '../../../../shared/base/is-damage.ts';
import { findStorageError } from '../../../../src-main/replica/store/storage-error.ts';

const of = (code: string) => findStorageError(new Database.SqliteError('in /home/somebody/replica.db', code));
const fileError = (code: string) => Object.assign(new Error(`${code}: read '/home/somebody/x'`), { code, syscall: 'read' });

it('a disk that does not read or write is told as that, and not as a damaged file', () => {
  for (const code of ['SQLITE_IOERR', 'SQLITE_IOERR_READ', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_FSYNC', 'SQLITE_IOERR_TRUNCATE']) expect(of(code)).toEqual({ type: 'StorageFailed', detail: code });
  expect(findStorageError(fileError('EIO'))).toEqual({ type: 'StorageFailed', detail: 'EIO' });
});

it('what the file itself is to blame for stays damage', () => {
  for (const code of ['SQLITE_CORRUPT', 'SQLITE_CORRUPT_INDEX', 'SQLITE_NOTADB', 'SQLITE_IOERR_SHORT_READ', 'SQLITE_IOERR_DATA', 'SQLITE_IOERR_CORRUPTFS']) expect(of(code)).toEqual({ type: 'StorageCorrupt', detail: code });
});

it('both leave by the same way, nothing else does', () => {
  expect([of('SQLITE_IOERR_READ'), of('SQLITE_CORRUPT'), of('SQLITE_FULL'), of('SQLITE_READONLY_DBMOVED'), of('SQLITE_BUSY')].map((error) => isDamage(error!))).toEqual([true, true, false, false, false]);
  expect(of('SQLITE_CONSTRAINT_UNIQUE')).toBeUndefined();
  expect(findStorageError(fileError('ENOENT'))).toBeUndefined();
});
