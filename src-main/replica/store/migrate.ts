import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { writableDbOf, type WritableDb } from './db.ts';
import type { Connection } from './rx-storage/connection.ts';

/** One step of the file's own tables. Published steps never change; a new one gets the next number by tens. */
export type Migration = { readonly number: number; readonly up: (db: WritableDb) => void };

/**
 * Brings the file to the newest step, each in a transaction of its own with its number in `user_version`.
 * `DatabaseTooNew` when the file was written by a later version; it is left as it is.
 */
export const migrate = (connection: Connection, migrations: readonly Migration[]): Result<void, AppError> => {
  const found = connection.database.pragma('user_version', { simple: true }) as number;
  const supported = migrations.at(-1)?.number ?? 0;
  if (found > supported) return err({ type: 'DatabaseTooNew', found, supported });
  for (const migration of migrations) {
    if (migration.number <= found) continue;
    connection.transaction(() => {
      migration.up(writableDbOf(connection));
      connection.database.pragma(`user_version = ${migration.number}`);
    }, 'full');
  }
  return ok();
};
