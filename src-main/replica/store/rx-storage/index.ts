import { ensureRxStorageInstanceParamsAreCorrect, RXDB_VERSION } from 'rxdb';
import type { RxDocumentData, RxJsonSchema, RxStorage, RxStorageInstanceCreationParams } from 'rxdb';
import { openConnection, type ConnectionSettings } from './connection.ts';
import { holdConnection, holdTable, type SharedConnection } from './shared-connection.ts';
import { SqliteStorageInstance, type SqliteInternals, type SqliteOptions } from './storage-instance.ts';

export type RxStorageSqliteSettings = ConnectionSettings & {
  /** The database's name inside the file, where RxDB's own name for it must differ (two copies open in one process). */
  readonly nameInFile?: string;
};

export type RxStorageSqlite = RxStorage<SqliteInternals, SqliteOptions>;

/**
 * RxDB 17 storage on better-sqlite3: one file (or ':memory:') for any number of databases, collections and schema versions.
 * The file belongs to this process while an instance is open. Indexes of the schema are indexes of SQLite; what SQLite cannot
 * decide exactly as RxDB would, RxDB's own matcher and comparator decide.
 */
export const getRxStorageSqlite = (settings: RxStorageSqliteSettings): RxStorageSqlite => {
  // A memory database lives as long as this storage object.
  let memory: SharedConnection | undefined;
  const hold = () => {
    if (settings.filename !== ':memory:') return holdConnection(settings);
    memory ??= { connection: openConnection(settings), tables: new Map(), holders: 0 };
    return { shared: memory, release: () => undefined };
  };
  return {
    name: 'sqlite',
    rxdbVersion: RXDB_VERSION,
    createStorageInstance: async <RxDocType>(params: RxStorageInstanceCreationParams<RxDocType, SqliteOptions>) => {
      ensureRxStorageInstanceParamsAreCorrect(params);
      const { shared, release } = hold();
      try {
        const schema = params.schema as unknown as RxJsonSchema<RxDocumentData<unknown>>;
        const table = holdTable(shared, settings.nameInFile ?? params.databaseName, params.collectionName, schema);
        return new SqliteStorageInstance<RxDocType>(params, { connection: shared.connection, table }, release);
      } catch (error) {
        release();
        throw error;
      }
    },
  };
};
