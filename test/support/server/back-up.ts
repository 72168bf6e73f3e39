import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A backup of a centre's database, to which nobody may be connected: a copy of it beside it, as it is now; its address. It goes with the run. */
export const backUp = async (database: string): Promise<string> => {
  const source = new URL(database);
  const name = `backup_${randomBytes(8).toString('hex')}`;
  const client = new pg.Client({ connectionString: Object.assign(new URL(database), { pathname: '/postgres' }).href });
  await client.connect();
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${source.pathname.slice(1)}`).finally(() => client.end());
  return Object.assign(source, { pathname: `/${name}` }).href;
};
