import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A new database in the PostgreSQL of the run (`global-cluster.ts`), its address; undefined where the run has none. It goes with the run. */
export const makeDatabase = async (): Promise<string | undefined> => {
  const shared = process.env.TIREK_TEST_POSTGRES;
  if (shared === undefined) return undefined;
  const name = `centre_${randomBytes(8).toString('hex')}`;
  const client = new pg.Client({ connectionString: shared });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`).finally(() => client.end());
  return Object.assign(new URL(shared), { pathname: `/${name}` }).href;
};
