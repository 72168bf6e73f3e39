import type { ReadableDb } from '../store/db.ts';
import { findDeviceSetting } from '../session/device-setting.ts';

/** Names of this laptop's staff by id, those who left too. */
export const staffNames = (db: ReadableDb): ReadonlyMap<string, string> =>
  new Map([...(findDeviceSetting(db, 'staff.left') ?? []), ...(findDeviceSetting(db, 'device.staff') ?? [])].map((staff) => [staff.id, staff.name]));
