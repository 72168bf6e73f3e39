import type { Db } from './db.ts';

/** The setting `key`, made by `make` where there is none yet; of several processes that start together, one makes it and all get it. */
export const getSetting = async <T>(db: Db, key: string, make: () => T): Promise<T> => {
  const found = await db.query<{ value: T }>('SELECT value FROM setting WHERE key = $1', [key]);
  if (found.rows[0]) return found.rows[0].value;
  await db.query('INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [key, JSON.stringify(make())]);
  const { rows } = await db.query<{ value: T }>('SELECT value FROM setting WHERE key = $1', [key]);
  return rows[0]!.value;
};
