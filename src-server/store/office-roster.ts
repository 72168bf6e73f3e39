import type { Db } from './db.ts';

/** A signed roster; `content`: SHA-256 of what it says besides its number. */
export type RosterRow = { readonly number: number; readonly content: Uint8Array; readonly bytes: Uint8Array; readonly signature: Uint8Array };

/** An office: a district's real laptops, or those of its training, which are another office with a roster of its own. */
export type OfficeName = { readonly area: string; readonly training: boolean };

const placeOf = ({ area, training }: OfficeName): string => (training ? `${area}/training` : area);

/** Holds the office's roster until the transaction ends: two laptops that ask at once get the same. A training office without a roster of its own goes on from the district's, which it had part in before. */
export const lockRoster = async (db: Db, office: OfficeName): Promise<RosterRow | undefined> => {
  await db.query('SELECT pg_advisory_xact_lock(7301945, hashtext($1))', [office.area]);
  return (await db.query<RosterRow>('SELECT number, content, bytes, signature FROM office_roster WHERE area = ANY($1) ORDER BY length(area) DESC LIMIT 1', [[placeOf(office), office.area]])).rows[0];
};

export const putRoster = async (db: Db, office: OfficeName, row: RosterRow): Promise<void> => {
  await db.query(
    `INSERT INTO office_roster (area, number, content, bytes, signature) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (area) DO UPDATE SET number = excluded.number, content = excluded.content, bytes = excluded.bytes, signature = excluded.signature`,
    [placeOf(office), row.number, row.content, row.bytes, row.signature],
  );
};
