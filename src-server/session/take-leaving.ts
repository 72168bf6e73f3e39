import type { Instant } from '../../shared/base/instant.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { signedMessage } from '../../shared/sync/signed-message.ts';
import { StaffLeaving } from '../../shared/sync/staff-leaving.ts';
import type { SyncCentre } from '../centre.ts';
import type { CentreTables } from '../store/centre-store.ts';
import type { Device } from '../store/devices.ts';
import { administratorKeys } from './administrator-keys.ts';

/** A word that somebody left, as the centre has settled it. `taken` false: it is no administrator's of this device, or of nobody who works there. */
export type SettledLeaving = { readonly login: string; readonly at: Instant; readonly taken: boolean };

/**
 * Takes a device's administrator's word that somebody does not work there any more: their keys on this device end, as evidence kept, and with them what they may do there. Nobody takes their own key away, so that an administrator is always left. Said again, it
 * changes nothing. Undefined for what is no such word of this device.
 */
export const takeLeaving = async (centre: SyncCentre, tables: CentreTables, device: Device, { bytes, signature }: { readonly bytes: Uint8Array; readonly signature: Uint8Array }): Promise<SettledLeaving | undefined> => {
  const word = findMessage(StaffLeaving, bytes);
  if (word?.device !== device.id) return undefined;
  const { login, at, last } = word;
  const message = signedMessage('staff', bytes);
  const isSigned = (await administratorKeys(tables, device, word)).some((key) => centre.crypto.verify(key, message, signature));
  const person = (await tables.listDeviceStaff(device.id)).find((one) => one.login === login);
  const taken = isSigned && person !== undefined && person.id !== word.by;
  if (taken) await tables.endStaffKeys(device.id, person.id, { at, last, bytes, signature });
  return { login, at, taken };
};
