import type { Db } from './db.ts';

/** A signed roster; `content`: SHA-256 of what it says besides its number. */
export type RosterRow = { readonly number: number; readonly content: Uint8Array; readonly bytes: Uint8Array; readonly signature: Uint8Array };

/** Holds the district's roster until the transaction ends: two laptops that ask at once get the same. */
export const lockRoster = async (db: Db, area: string): Promise<RosterRow | undefined> => {
  await db.query('SELECT pg_advisory_xact_lock(7301945, hashtext($1))', [area]);
  return (await db.query<RosterRow>('SELECT number, content, bytes, signature FROM office_roster WHERE area = $1', [area])).rows[0];
};

export const putRoster = async (db: Db, area: string, row: RosterRow): Promise<void> => {
  await db.query(
    `INSERT INTO office_roster (area, number, content, bytes, signature) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (area) DO UPDATE SET number = excluded.number, content = excluded.content, bytes = excluded.bytes, signature = excluded.signature`,
    [area, row.number, row.content, row.bytes, row.signature],
  );
};
