import type { Db } from './db.ts';

export const insertSession = async (db: Db, session: { id: Uint8Array; device: string; expires: Date; now: Date }): Promise<void> => {
  await db.query('DELETE FROM session WHERE expires < $1', [session.now]);
  await db.query('INSERT INTO session (id, device, expires) VALUES ($1, $2, $3)', [session.id, session.device, session.expires]);
};

/** Whose session it is, while it lasts. */
export const findSessionDevice = async (db: Db, id: Uint8Array, now: Date): Promise<string | undefined> =>
  (await db.query<{ device: string }>('SELECT device FROM session WHERE id = $1 AND expires >= $2', [id, now])).rows[0]?.device;

/** Takes request `number` of the session; false where it or a later one was taken before (a request played again). */
export const takeRequestNumber = async (db: Db, id: Uint8Array, number: number): Promise<boolean> =>
  (await db.query('UPDATE session SET number = $2 WHERE id = $1 AND number < $2', [id, number])).rowCount === 1;
