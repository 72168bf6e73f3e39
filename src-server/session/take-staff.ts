import { findBase64urlBytes } from '../../shared/base/base64url.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { signedMessage } from '../../shared/sync/signed-message.ts';
import { StaffStatement, type SignedStatement } from '../../shared/sync/staff-statement.ts';
import type { SyncCentre } from '../centre.ts';
import type { CentreTables } from '../store/centre-store.ts';
import type { Device } from '../store/devices.ts';
import { staffIdOf } from '../enrol/staff-id.ts';
import { takeLeaving, type SettledLeaving } from './take-leaving.ts';
import { administratorKeys } from './administrator-keys.ts';

/** A member of staff as the centre took them from a statement. */
export type TakenStaff = { readonly login: string; readonly id: string; readonly signKey: string };

/**
 * Takes the statements by which a device's administrator says who works on it. One that is not of this device, or not signed by an administrator the centre knows on it, is
 * passed over; the others are taken in their order, again and again with the same effect. An older key of the same person still verifies what it signed. Nobody
 * becomes a colleague by their login: one who is known in the area comes to this device only where the operator wrote it, or where they work on it already. Words that somebody left stand among them (`take-leaving.ts`).
 */
export const takeStaff = async (centre: SyncCentre, tables: CentreTables, device: Device, statements: readonly SignedStatement[]): Promise<{ readonly taken: TakenStaff[]; readonly left: SettledLeaving[] }> => {
  const [taken, left]: [TakenStaff[], SettledLeaving[]] = [[], []];
  for (const { bytes: text, signature: signed } of statements) {
    const [bytes, signature] = [findBase64urlBytes(text), findBase64urlBytes(signed)];
    const statement = bytes && findMessage(StaffStatement, bytes);
    const leaving = bytes && signature && !statement ? await takeLeaving(centre, tables, device, { bytes, signature }) : undefined;
    if (leaving) left.push(leaving);
    if (!statement || !signature || statement.device !== device.id) continue;
    const message = signedMessage('staff', bytes);
    const isSigned = (await administratorKeys(tables, device, statement)).some((key) => centre.crypto.verify(key, message, signature));
    if (!isSigned) continue;
    const { login, name, roles, signKey: key } = statement.staff;
    const own = [...(await tables.listAllowedStaff(device.id)), ...(await tables.listDeviceStaff(device.id))];
    if (!own.some((person) => person.login === login) && (await tables.isLoginKnown(device.area, login))) continue;
    const id = await tables.getStaffId(device.area, statement.staff, staffIdOf(centre.crypto.sha256, device.area, login));
    await tables.putStaffKey({ staff: id, device: device.id, key, name, roles });
    taken.push({ login, id, signKey: key });
  }
  return { taken, left };
};
