import type { Centre } from '../centre.ts';
import type { Db } from '../store/db.ts';
import type { Device } from '../store/devices.ts';
import { isFileNamed, isFileOfAside, type FileKey } from '../store/files.ts';

const week = 7 * 86_400_000;
/** Of a revoked device, in a week: more than a village's line carries, and no way for whoever has the laptop to fill the centre's disk. */
const mostBytes = 1024 ** 3;

/**
 * True where the device may send this file: a record that stands names it in a stream of the device's. Of a revoked one also where a record of its own does that was put aside: the operator may let it in, and nobody
 * else has the file.
 */
export const mayHandIn = async (centre: Centre, db: Db, device: Device, key: FileKey): Promise<boolean> =>
  (await isFileNamed(db, device.id, key)) || (device.revoked && (await isFileOfAside(db, device.id, key, new Date(centre.milliseconds() - week), mostBytes)));
