import type { AllowedStaff } from '../../shared/domain/staff.ts';
import type { Db } from './db.ts';

/** A one-time code, known by its SHA-256 only: who reads the database cannot enrol a device. `staff`: who may work on it, as the operator wrote. */
export type EnrolCode = { readonly area: string; readonly name: string; readonly training: boolean; readonly expires: Date; readonly staff: readonly AllowedStaff[]; readonly device: string | null };

export const insertEnrolCode = async (db: Db, hash: Uint8Array, code: Omit<EnrolCode, 'device'>): Promise<void> => {
  await db.query('INSERT INTO enrol_code (hash, area, name, training, expires, staff) VALUES ($1, $2, $3, $4, $5, $6)', [hash, code.area, code.name, code.training, code.expires, JSON.stringify(code.staff)]);
};

/** The code, held until the transaction ends, so that two devices cannot use it at once. */
export const lockEnrolCode = async (db: Db, hash: Uint8Array): Promise<EnrolCode | undefined> =>
  (await db.query<EnrolCode>('SELECT area, name, training, expires, staff, device FROM enrol_code WHERE hash = $1 FOR UPDATE', [hash])).rows[0];

export const markCodeUsed = async (db: Db, hash: Uint8Array, device: string): Promise<void> => {
  await db.query('UPDATE enrol_code SET device = $2 WHERE hash = $1', [hash, device]);
};

/** Whom the operator allowed on the device when it was enrolled. */
export const listAllowedStaff = async (db: Db, device: string): Promise<AllowedStaff[]> =>
  (await db.query<{ staff: AllowedStaff[] }>('SELECT staff FROM enrol_code WHERE device = $1', [device])).rows.flatMap((row) => row.staff);
