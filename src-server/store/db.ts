import pg from 'pg';

// Versions, sequence numbers and counts stay far below 2^53, and are numbers here.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** What SQL functions need: a pool, or one client inside a transaction. */
export type Db = Pick<pg.ClientBase, 'query'>;

/** The database of the centre. */
export type Database = { readonly pool: pg.Pool; readonly close: () => Promise<void> };

/** Opens `url`; `onLost` hears of a connection that broke while idle (the pool makes another). */
export const openDatabase = (url: string, onLost: (error: Error) => void): Database => {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 20_000 });
  pool.on('error', onLost);
  return { pool, close: () => pool.end() };
};

/** Class or code of a PostgreSQL error (SQLSTATE), undefined for anything else thrown. */
export const findSqlState = (error: unknown): string | undefined =>
  error instanceof pg.DatabaseError ? error.code : undefined;

/** A place within the transaction to go back to: what the database refuses after it is undone without the rest. */
export const setSavepoint = async (db: Db): Promise<void> => void (await db.query('SAVEPOINT entry'));
export const returnToSavepoint = async (db: Db): Promise<void> => void (await db.query('ROLLBACK TO SAVEPOINT entry'));

/** Deadlock, serialization failure, or two transactions that made the same row: run again, the second sees the first. */
const retried = new Set(['40001', '40P01', '23505']);
const maxTries = 6;

/** Runs `work` in one transaction: all of it or nothing. A clash with another transaction runs it anew, so `work` must hold no state of its own. */
export const inTransaction = async <T>(database: Database, work: (db: Db) => Promise<T>, mode: 'read write' | 'repeatable read read only' = 'read write'): Promise<T> => {
  for (let tries = 1; ; tries++) {
    const client = await database.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(mode === 'read write' ? 'BEGIN' : 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const value = await work(client);
      await client.query('COMMIT');
      return value;
    } catch (error) {
      await client.query('ROLLBACK').catch((lost: Error) => (broken = lost));
      if (tries === maxTries || !retried.has(findSqlState(error) ?? '')) throw error;
    } finally {
      client.release(broken);
    }
  }
};
