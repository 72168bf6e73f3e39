import { ensureRxStorageInstanceParamsAreCorrect, RXDB_VERSION } from 'rxdb';
import type { RxDocumentData, RxJsonSchema, RxStorage, RxStorageInstanceCreationParams } from 'rxdb';
import type { ConnectionSettings } from './connection.ts';
import { holdConnection, holdTable } from './shared-connection.ts';
import { SqliteStorageInstance, type SqliteInternals, type SqliteOptions } from './storage-instance.ts';

export type RxStorageSqliteSettings = ConnectionSettings & {
  /** The database's name inside the file, where RxDB's own name for it must differ (two copies open in one process). */
  readonly nameInFile?: string;
};

export type RxStorageSqlite = RxStorage<SqliteInternals, SqliteOptions>;

/**
 * RxDB 17 storage on better-sqlite3: one file (or ':memory:') for any number of databases, collections and schema versions.
 * The file belongs to this process while an instance is open. Indexes of the schema are indexes of SQLite; what SQLite cannot
 * decide exactly as RxDB would, RxDB's own matcher and comparator decide. ':memory:' is as RxDB's own memory storage: databases of one name
 * in a process share their documents, and find them again after a close.
 */
export const getRxStorageSqlite = (settings: RxStorageSqliteSettings): RxStorageSqlite => ({
  name: 'sqlite',
  rxdbVersion: RXDB_VERSION,
  createStorageInstance: async <RxDocType>(params: RxStorageInstanceCreationParams<RxDocType, SqliteOptions>) => {
    ensureRxStorageInstanceParamsAreCorrect(params);
    const name = settings.nameInFile ?? params.databaseName;
    const { shared, release } = holdConnection(settings, name);
    try {
      const schema = params.schema as unknown as RxJsonSchema<RxDocumentData<unknown>>;
      const table = holdTable(shared, name, params.collectionName, schema);
      return new SqliteStorageInstance<RxDocType>(params, { connection: shared.connection, table, durability: settings.durability ?? 'full' }, release);
    } catch (error) {
      release();
      throw error;
    }
  },
});
