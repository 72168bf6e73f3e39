import type { Instant } from '../../shared/base/instant.ts';
import type { Db } from './db.ts';
import type { Device } from './devices.ts';
import { endStay } from './device-stays.ts';
import { getStaffId, listDeviceStaff, moveStaffKeys } from './staff.ts';

const keyOf = (device: string): string => `move.${device}`;

/** The move that waits for a device, as it was written. */
export const findMove = async (db: Db, device: string): Promise<unknown> => (await db.query<{ value: unknown }>('SELECT value FROM setting WHERE key = $1', [keyOf(device)])).rows[0]?.value;

/** Writes it, or takes it away. */
export const putMove = async (db: Db, device: string, move: unknown): Promise<void> => {
  if (move === undefined) await db.query('DELETE FROM setting WHERE key = $1', [keyOf(device)]);
  else await db.query('INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value', [keyOf(device), JSON.stringify(move)]);
};

/** Where a device is put, and what is needed for it: the id of somebody whom the district does not know, the time, and the number of its last entry before, where it may have written more than the centre has. */
export type Placing = { readonly idOf: (login: string) => string; readonly at: Instant; readonly last?: number | undefined };

/**
 * Puts a device into its district: its classes, and its people, who are the district's: by login they are who they are there. Returns them. What they were in the district it comes from ends with their last entry there, so that what they wrote and signed before
 * still counts. What the mailbox and the cursors of the old one knew of it goes.
 */
export const placeDevice = async (db: Db, device: Device, { idOf, at, last }: Placing): Promise<{ login: string; id: string }[]> => {
  const ended = await endStay(db, device.id, { area: device.area, at, last });
  await db.query('UPDATE device SET area = $2, classes = $3 WHERE id = $1', [device.id, device.area, device.classes]);
  const people: { login: string; id: string }[] = [];
  for (const person of (await listDeviceStaff(db, device.id)).filter(({ left }) => !left)) {
    const id = await getStaffId(db, device.area, person, idOf(person.login));
    if (id !== person.id) await moveStaffKeys(db, device.id, [person.id, id], { at, last: ended ?? 0 });
    people.push({ login: person.login, id });
  }
  await db.query('DELETE FROM device_cursor WHERE device = $1', [device.id]);
  await db.query('DELETE FROM office_taken WHERE device = $1 AND area <> $2', [device.id, device.area]);
  await db.query('DELETE FROM office_mail WHERE device = $1 AND area <> $2', [device.id, device.area]);
  return people;
};
