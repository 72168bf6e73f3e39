import pg from 'pg';

// Versions, sequence numbers and counts stay far below 2^53, and are numbers here.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** What SQL functions need: a pool, or one client inside a transaction. */
export type Db = Pick<pg.ClientBase, 'query'>;

/** The database of the centre. */
export type Database = {
  readonly pool: pg.Pool;
  readonly close: () => Promise<void>;
  /** Listens on a channel of its own connection; `heard` gets each payload, and undefined after the connection was lost and made again: anything may have been missed. Ends by the function it returns. */
  readonly hear: (channel: string, heard: (payload: string | undefined) => void) => () => Promise<void>;
};

/** Between tries to listen again. */
const retryMilliseconds = 1000;

const hear = (url: string, onLost: (error: Error) => void): Database['hear'] => (channel, heard) => {
  let [client, timer, ended]: [pg.Client | undefined, NodeJS.Timeout | undefined, boolean] = [undefined, undefined, false];
  const connect = async (again: boolean): Promise<void> => {
    const own = new pg.Client({ connectionString: url, keepAlive: true });
    let isLost = false;
    const lost = (error: Error) => {
      if (isLost || ended) return;
      isLost = true;
      onLost(error);
      own.end().catch(() => undefined);
      timer = setTimeout(() => void connect(true), retryMilliseconds);
    };
    client = own;
    own.on('error', lost);
    own.on('end', () => lost(new Error('the listening connection ended')));
    own.on('notification', ({ payload }) => heard(payload ?? ''));
    try {
      await own.connect();
      await own.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      if (again) heard(undefined);
    } catch (error) {
      lost(error as Error);
    }
  };
  const began = connect(false);
  return async () => {
    ended = true;
    clearTimeout(timer);
    await began;
    await client?.end().catch(() => undefined);
  };
};

/** Opens `url`; `onLost` hears of a connection that broke while idle (the pool makes another). */
export const openDatabase = (url: string, onLost: (error: Error) => void): Database => {
  // Statements that do not need each other's answers are under way together: the database works at one while the next is being made. Each is still its own, in order.
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 20_000, pipeline: true });
  pool.on('error', onLost);
  return { pool, close: () => pool.end(), hear: hear(url, onLost) };
};

/** Class or code of a PostgreSQL error (SQLSTATE), undefined for anything else thrown. */
export const findSqlState = (error: unknown): string | undefined =>
  error instanceof pg.DatabaseError ? error.code : undefined;

/** A place within the transaction to go back to: what the database refuses after it is undone without the rest. */
export const setSavepoint = async (db: Db): Promise<void> => void (await db.query('SAVEPOINT entry'));
export const returnToSavepoint = async (db: Db): Promise<void> => void (await db.query('ROLLBACK TO SAVEPOINT entry'));

/** What PostgreSQL answers to every statement behind one that has failed: it says nothing of why. */
const afterFailure = '25P02';

/**
 * The connection in a transaction whose statements, once one of them has failed, all fail with that one's error: of statements that are under way together it is chance which of them is heard first, and what is to be done
 * (run again, put aside) follows from the cause alone.
 */
const withCause = (client: pg.ClientBase): Db => {
  let cause: unknown;
  const query = async (...given: Parameters<Db['query']>): Promise<unknown> => {
    try {
      return await (client.query as (...all: unknown[]) => Promise<unknown>)(...given);
    } catch (error) {
      if (findSqlState(error) !== afterFailure) cause = error;
      throw cause ?? error;
    }
  };
  return { query: query as unknown as Db['query'] };
};

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
      const value = await work(withCause(client));
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
