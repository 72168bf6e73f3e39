import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaNumber } from '../../../src-server/store/migrate.ts';
import { soon } from '../../support/replica/laptop.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';

let server = undefined as unknown as TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** Runs `work` on a connection of its own to the server's database, or to another of the same PostgreSQL. */
const withClient = async <T>(work: (client: pg.Client) => Promise<T>, database?: string): Promise<T> => {
  const client = new pg.Client({ connectionString: database === undefined ? server.database : Object.assign(new URL(server.database), { pathname: `/${database}` }).href });
  await client.connect();
  return work(client).finally(() => client.end());
};
const ask = async () => {
  const answer = await fetch(`${server.url}/health`);
  return [answer.status, await answer.json()];
};
const well = [200, { ok: true, epoch: 1, schema: schemaNumber, databaseMilliseconds: expect.any(Number) }];

describe('GET /health', () => {
  it('says that a newer or an older program has the database, and nothing of it once that is over', async () => {
    expect(await ask()).toEqual(well);
    await withClient(async (client) => {
      await client.query('BEGIN');
      await client.query('INSERT INTO migration (number) VALUES ($1)', [schemaNumber + 1]);
      expect(await ask()).toEqual(well);
      await client.query('COMMIT');
      expect(await ask()).toEqual([503, { ok: false, why: 'schema' }]);
      await client.query('DELETE FROM migration WHERE number > $1', [schemaNumber]);
      expect(await ask()).toEqual(well);
      await client.query('DELETE FROM migration WHERE number = $1', [schemaNumber]);
      expect(await ask()).toEqual([503, { ok: false, why: 'schema' }]);
      await client.query('INSERT INTO migration (number) VALUES ($1)', [schemaNumber]);
    });
    expect(await ask()).toEqual(well);
  });

  it('says that the database gives no answer, after three seconds, and that it does again', async () => {
    await withClient(async (client) => {
      await client.query('BEGIN');
      await client.query('LOCK TABLE migration IN ACCESS EXCLUSIVE MODE');
      const began = performance.now();
      expect(await ask()).toEqual([503, { ok: false, why: 'database' }]);
      const waited = performance.now() - began;
      expect(waited).toBeGreaterThan(2900);
      expect(waited).toBeLessThan(15_000);
      await client.query('ROLLBACK');
    });
    expect(await ask()).toEqual(well);
  });

  it('says that the database takes no connection, and that it does again; the server lives on', async () => {
    const name = new URL(server.database).pathname.slice(1);
    await withClient(async (client) => {
      await client.query(`ALTER DATABASE ${pg.escapeIdentifier(name)} ALLOW_CONNECTIONS false`);
      try {
        await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
        expect(await ask()).toEqual([503, { ok: false, why: 'database' }]);
      } finally {
        await client.query(`ALTER DATABASE ${pg.escapeIdentifier(name)} ALLOW_CONNECTIONS true`);
      }
    }, 'postgres');
    await expect.poll(ask, soon).toEqual(well);
  });
});
