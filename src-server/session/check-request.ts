import { findBase64urlBytes } from '../../shared/base/base64url.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { RefusalCode } from '../../shared/sync/messages.ts';
import { requestMessage } from '../../shared/sync/signed-message.ts';
import type { SyncCentre } from '../centre.ts';
import type { Device } from '../store/devices.ts';

/** The signed headers of a request, as text. */
export type SignedHeaders = { readonly session: string; readonly number: string; readonly signature: string };

/** Whose request this is. It counts only with the device's signature over the whole of it, and only once: a number taken before means a new handshake. `again`: true where what it asks for has the same effect however often it is said; then its number is neither looked at nor taken, and it may come behind a later one. */
export const checkRequest = async (centre: SyncCentre, headers: SignedHeaders, body: Uint8Array, again = (): boolean => false): Promise<Result<Device, RefusalCode>> => {
  const [session, signature] = [findBase64urlBytes(headers.session), findBase64urlBytes(headers.signature)];
  if (session?.length !== 16 || signature?.length !== 64 || !/^[1-9]\d{0,14}$/.test(headers.number)) return err('malformed');
  const id = await centre.store.tables.findSessionDevice(session, new Date(centre.milliseconds()));
  const device = id === undefined ? undefined : await centre.store.tables.findDevice(id);
  if (!device) return err('noSession');
  const number = Number(headers.number);
  if (!centre.crypto.verify(device.signKey, requestMessage(centre.crypto.sha256, session, number, body), signature)) return err('badSignature');
  if (device.revoked) return err('revoked');
  return again() || (await centre.store.tables.takeRequestNumber(session, number)) ? ok(device) : err('noSession');
};
