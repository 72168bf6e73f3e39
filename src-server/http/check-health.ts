import type { Centre } from '../centre.ts';
import { schemaNumber } from '../store/migrate.ts';

/** What GET /health says. `why` an instance should get no requests: it is ending, its database does not answer, has another schema than this program, or another epoch than when it began (restart it). */
export type Health = { readonly ok: true; readonly epoch: number; readonly schema: number; readonly databaseMilliseconds: number } | { readonly ok: false; readonly why: 'stopping' | 'database' | 'schema' | 'epoch' };

const patience = 3000;

/** Asks the database, which has three seconds for its answer. */
export const checkHealth = async (centre: Centre): Promise<Health> => {
  const began = centre.milliseconds();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), patience)));
  const asked = centre.database.pool.query<{ schema: number; epoch: number }>("SELECT (SELECT max(number) FROM migration) AS schema, (SELECT value::int FROM setting WHERE key = 'epoch') AS epoch").catch(() => undefined);
  const row = (await Promise.race([asked, late]))?.rows[0];
  clearTimeout(timer);
  if (!row) return { ok: false, why: 'database' };
  if (row.schema !== schemaNumber) return { ok: false, why: 'schema' };
  if (row.epoch !== centre.epoch) return { ok: false, why: 'epoch' };
  return { ok: true, epoch: row.epoch, schema: row.schema, databaseMilliseconds: centre.milliseconds() - began };
};
