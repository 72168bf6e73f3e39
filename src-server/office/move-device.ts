import { z } from 'zod';
import { SensitivityClass } from '../../shared/domain/collection.ts';
import { KatoCode } from '../../shared/domain/kato.ts';
import type { Centre } from '../centre.ts';
import { makeCertificate } from '../enrol/make-certificate.ts';
import { inTransaction, type Db } from '../store/db.ts';
import { lockDevice, type Device } from '../store/devices.ts';
import { staffIdOf } from '../enrol/staff-id.ts';
import { findMove, placeDevice, putMove } from '../store/device-moves.ts';

/** Where a device is to work from now on, and what it may read there. */
export const DeviceMove = z.object({ area: KatoCode, classes: z.array(SensitivityClass).min(1) });
export type DeviceMove = z.infer<typeof DeviceMove>;

/** Has a device moved to another district. It goes on where it is until it has handed in what it has, and says so; nothing of the new district is given to it before. False where there is no such device. */
export const beginMove = (centre: Centre, id: string, move: DeviceMove): Promise<boolean> =>
  inTransaction(centre.database, async (db) => {
    const device = await lockDevice(db, id);
    if (!device) return false;
    await putMove(db, id, device.area === move.area && device.classes.join() === move.classes.join() ? undefined : move);
    return true;
  });

/** The move that waits for the device, undefined where none does. */
export const findDeviceMove = async (db: Db, id: string): Promise<DeviceMove | undefined> => DeviceMove.safeParse(await findMove(db, id)).data;

/** What a device gets that has moved: its certificate there, and its people's ids, which are of the district. */
export type Moved = { readonly certificate: Uint8Array; readonly signature: Uint8Array; readonly staff: readonly { readonly login: string; readonly id: string }[] };

/** The device says that it has nothing left to hand in, and is in `area` from now on; said again (the answer was lost) it is answered again. Undefined where it has no business there. */
export const endMove = (centre: Centre, id: string, area: string): Promise<Moved | undefined> =>
  inTransaction(centre.database, async (db): Promise<Moved | undefined> => {
    const device = await lockDevice(db, id);
    const move = await findDeviceMove(db, id);
    if (!device || device.revoked || (move ? move.area !== area : device.area !== area)) return undefined;
    const there: Device = move ? { ...device, area: move.area, classes: move.classes } : device;
    const staff = await placeDevice(db, there, { idOf: (login) => staffIdOf(centre.crypto.sha256, there.area, login), at: centre.now() });
    if (move) await putMove(db, id, undefined);
    const { bytes, signature } = makeCertificate(centre, there);
    return { certificate: bytes, signature, staff };
  });
