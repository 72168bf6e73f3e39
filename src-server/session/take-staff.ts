import { findBase64urlBytes } from '../../shared/base/base64url.ts';
import type { Instant } from '../../shared/base/instant.ts';
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

/** A statement that the centre does not take: of whom, and when it was made. */
export type PassedStaff = { readonly login: string; readonly at: Instant };

type Read = { readonly statement: StaffStatement; readonly bytes: Uint8Array; readonly signature: Uint8Array | undefined };

/** True where the statement is of this device, signed by an administrator whom the centre knows on it, about somebody who may be named there. */
const isTaken = async (centre: SyncCentre, tables: CentreTables, device: Device, { statement, bytes, signature }: Read): Promise<boolean> => {
  if (!signature || statement.device !== device.id) return false;
  const message = signedMessage('staff', bytes);
  if (!(await administratorKeys(tables, device, statement)).some((key) => centre.crypto.verify(key, message, signature))) return false;
  const { login } = statement.staff;
  const own = [...(await tables.listAllowedStaff(device.id)), ...(await tables.listDeviceStaff(device.id))];
  return own.some((person) => person.login === login) || !(await tables.isLoginKnown(device.area, login));
};

/**
 * Takes the statements by which a device's administrator says who works on it. One that is not of this device, or not signed by an administrator the centre knows on it, is
 * passed over, and said to be (`passed`); the others are taken in their order, again and again with the same effect. An older key of the same person still verifies what it signed. Nobody
 * becomes a colleague by their login: one who is known in the area comes to this device only where the operator wrote it, or where they work on it already. Words that somebody left stand among them (`take-leaving.ts`).
 */
export const takeStaff = async (centre: SyncCentre, tables: CentreTables, device: Device, statements: readonly SignedStatement[]): Promise<{ readonly taken: TakenStaff[]; readonly left: SettledLeaving[]; readonly passed: PassedStaff[] }> => {
  const [taken, left, passed]: [TakenStaff[], SettledLeaving[], PassedStaff[]] = [[], [], []];
  for (const { bytes: text, signature: signed } of statements) {
    const [bytes, signature] = [findBase64urlBytes(text), findBase64urlBytes(signed)];
    const statement = bytes && findMessage(StaffStatement, bytes);
    const leaving = bytes && signature && !statement ? await takeLeaving(centre, tables, device, { bytes, signature }) : undefined;
    if (leaving) left.push(leaving);
    if (!statement) continue;
    const { login, name, roles, signKey: key } = statement.staff;
    if (!(await isTaken(centre, tables, device, { statement, bytes, signature }))) {
      passed.push({ login, at: statement.at });
      continue;
    }
    const id = await tables.getStaffId(device.area, statement.staff, staffIdOf(centre.crypto.sha256, device.area, login));
    await tables.putStaffKey({ staff: id, device: device.id, key, name, roles });
    taken.push({ login, id, signKey: key });
  }
  return { taken, left, passed };
};
