import type { Db } from './db.ts';

/** A device as the centre knows it. `certificate` is the one given at enrolment. */
export type Device = {
  readonly id: string;
  readonly name: string;
  readonly area: string;
  readonly classes: readonly string[];
  readonly training: boolean;
  readonly signKey: Uint8Array;
  readonly readKey: Uint8Array;
  readonly revoked: boolean;
  readonly certificate: Uint8Array;
  readonly signature: Uint8Array;
  /** Kinds of document beyond those of protocol 3 that its program reads, as it last said; empty: an older program. */
  readonly kinds: readonly string[];
  /** The number of the last entry that it wrote in another district, 0 where it has always been in this one (`device-stays.ts`). */
  readonly stayed: number;
};

const columns = 'id, name, area, classes, training, sign_key AS "signKey", read_key AS "readKey", revoked, certificate, signature, kinds, stayed';

export const findDevice = async (db: Db, id: string): Promise<Device | undefined> =>
  (await db.query<Device>(`SELECT ${columns} FROM device WHERE id = $1`, [id])).rows[0];

/** The device, held until the transaction ends: its envelopes are taken in one after another, from whatever connection they come. */
export const lockDevice = async (db: Db, id: string): Promise<Device | undefined> =>
  (await db.query<Device>(`SELECT ${columns} FROM device WHERE id = $1 FOR UPDATE`, [id])).rows[0];

/** The devices of a district, oldest first. */
export const listAreaDevices = async (db: Db, area: string): Promise<Device[]> => (await db.query<Device>(`SELECT ${columns} FROM device WHERE area = $1 ORDER BY enrolled, id`, [area])).rows;

export const insertDevice = async (db: Db, device: Omit<Device, 'kinds' | 'stayed'>, enrolled: string): Promise<void> => {
  await db.query(
    'INSERT INTO device (id, name, area, classes, training, sign_key, read_key, revoked, certificate, signature, enrolled) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
    [device.id, device.name, device.area, device.classes, device.training, device.signKey, device.readKey, device.revoked, device.certificate, device.signature, enrolled],
  );
};

/** The later streams that the device's program knows, as it says now. */
export const keepTakes = async (db: Db, id: string, takes: readonly string[]): Promise<void> => {
  await db.query('UPDATE device SET takes = $2 WHERE id = $1 AND takes <> $2', [id, takes]);
};

/** A lost device: it gets no session any more; what it still hands in is put aside for review. */
export const revokeDevice = async (db: Db, id: string): Promise<boolean> =>
  (await db.query('UPDATE device SET revoked = true WHERE id = $1', [id])).rowCount === 1;

/** Notes which kinds of document the device's program reads; true where that is news. */
export const putDeviceKinds = async (db: Db, id: string, kinds: readonly string[]): Promise<boolean> =>
  (await db.query('UPDATE device SET kinds = $2 WHERE id = $1 AND kinds <> $2', [id, kinds])).rowCount === 1;
