import type { Db } from './db.ts';

/** A one-time code, known by its SHA-256 only: who reads the database cannot enrol a device. */
export type EnrolCode = { readonly area: string; readonly name: string; readonly training: boolean; readonly expires: Date; readonly device: string | null };

export const insertEnrolCode = async (db: Db, hash: Uint8Array, code: Omit<EnrolCode, 'device'>): Promise<void> => {
  await db.query('INSERT INTO enrol_code (hash, area, name, training, expires) VALUES ($1, $2, $3, $4, $5)', [hash, code.area, code.name, code.training, code.expires]);
};

/** The code, held until the transaction ends, so that two devices cannot use it at once. */
export const lockEnrolCode = async (db: Db, hash: Uint8Array): Promise<EnrolCode | undefined> =>
  (await db.query<EnrolCode>('SELECT area, name, training, expires, device FROM enrol_code WHERE hash = $1 FOR UPDATE', [hash])).rows[0];

export const markCodeUsed = async (db: Db, hash: Uint8Array, device: string): Promise<void> => {
  await db.query('UPDATE enrol_code SET device = $2 WHERE hash = $1', [hash, device]);
};
