import type { SignedStatement } from '../../shared/sync/staff-statement.ts';
import type { Db } from './db.ts';

/** A statement about an acting supervisor that was checked; `number` rises in the order of the commits within an area, `hash` is that of its bytes. */
export type ActingRow = SignedStatement & { readonly number: number; readonly hash: string };

/** Those of an area after `after`, oldest first, `limit` at most. */
export const listActing = async (db: Db, area: string, after: number, limit = 1000): Promise<ActingRow[]> =>
  (await db.query<ActingRow & { number: string | number }>('SELECT number, hash, bytes, signature FROM acting_order WHERE area = $1 AND number > $2 ORDER BY number LIMIT $3', [area, after, limit])).rows.map((row) => ({ ...row, number: Number(row.number) }));

/** Keeps one; again and again with the same effect. Holds those of the area until the transaction ends, so that nobody reads a later one before it. */
export const putActing = async (db: Db, area: string, { hash, bytes, signature }: Omit<ActingRow, 'number'>): Promise<void> => {
  await db.query('SELECT pg_advisory_xact_lock(7301946, hashtext($1))', [area]);
  await db.query('INSERT INTO acting_order (area, hash, bytes, signature) VALUES ($1, $2, $3, $4) ON CONFLICT (area, hash) DO NOTHING', [area, hash, bytes, signature]);
};
