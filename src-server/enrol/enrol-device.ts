import { findBase64urlBytes, toBase64url } from '../../shared/base/base64url.ts';
import { utf8 } from '../../shared/base/bytes.ts';
import type { StaffId } from '../../shared/base/ids.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { mseRoles } from '../../shared/domain/mse/mse-role.ts';
import type { Role } from '../../shared/domain/staff.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { EnrolRequest, type EnrolReply, type RefusalCode } from '../../shared/sync/messages.ts';
import { signedMessage } from '../../shared/sync/signed-message.ts';
import type { Centre } from '../centre.ts';
import { inTransaction, type Db } from '../store/db.ts';
import { findDevice, insertDevice, type Device } from '../store/devices.ts';
import { lockEnrolCode, markCodeUsed } from '../store/enrol-codes.ts';
import { getStaffId, insertStaffKey, listDeviceStaff } from '../store/staff.ts';
import { staffIdOf } from './staff-id.ts';
import { makeCertificate } from './make-certificate.ts';

/** How a code is written down: as typed, without spaces and hyphens, in capitals. */
export const enrolCodeBytes = (code: string): Uint8Array => utf8(code.replaceAll(/[\s-]/g, '').toUpperCase());

const replyOf = async (db: Db, device: Device): Promise<EnrolReply> => ({
  certificate: toBase64url(device.certificate),
  signature: toBase64url(device.signature),
  staff: (await listDeviceStaff(db, device.id)).map(({ id, login, name, roles }) => ({ id: id as StaffId, login, name, roles })),
});

/** Medical streams go to a laptop on which somebody of a commission works. */
const classesOf = (roles: readonly (readonly Role[])[]): string[] => ['registry', 'casework', ...(roles.flat().some((role) => (mseRoles as readonly Role[]).includes(role)) ? ['medical'] : [])];

/**
 * Enrols a device by its one-time code. The signature proves that it holds the key it brings. The same code with the same key again (a reply
 * was lost) gives the same certificate; with another key it is used. Who works on the device, under which name and with which roles, is what the operator wrote beside the
 * code; the device brings their keys, and `badStaff` where it brings somebody else's.
 */
export const enrolDevice = async (centre: Centre, body: Uint8Array, signature: Uint8Array): Promise<Result<EnrolReply, RefusalCode>> => {
  const request = findMessage(EnrolRequest, body);
  if (!request || new Set(request.staff.map((person) => person.login)).size !== request.staff.length) return err('malformed');
  const [signKey, readKey] = [findBase64urlBytes(request.signKey)!, findBase64urlBytes(request.readKey)!];
  if (!centre.crypto.verify(signKey, signedMessage('enrol', body), signature)) return err('badSignature');
  return inTransaction(centre.database, async (db): Promise<Result<EnrolReply, RefusalCode>> => {
    const hash = centre.crypto.sha256(enrolCodeBytes(request.code));
    const code = await lockEnrolCode(db, hash);
    if (!code) return err('badCode');
    if (code.device !== null) {
      const device = await findDevice(db, code.device);
      return device && toBase64url(device.signKey) === request.signKey ? ok(await replyOf(db, device)) : err('usedCode');
    }
    if (code.expires.getTime() < centre.milliseconds()) return err('badCode');
    const people = request.staff.flatMap(({ login, signKey: key }) => code.staff.filter((person) => person.login === login).map((person) => ({ person, key })));
    if (people.length !== request.staff.length) return err('badStaff');
    // A key that another device brought before: one key is one device.
    if ((await db.query('SELECT FROM device WHERE sign_key = $1', [signKey])).rowCount !== 0) return err('usedCode');
    const base = { id: centre.newId(), name: request.name, area: code.area, classes: classesOf(people.map(({ person }) => person.roles)), training: code.training };
    const certificate = makeCertificate(centre, { ...base, signKey });
    const device: Device = { ...base, signKey, readKey, revoked: false, certificate: certificate.bytes, signature: certificate.signature, kinds: [], stayed: 0 };
    await insertDevice(db, device, centre.now());
    for (const { person, key } of people) {
      const staff = await getStaffId(db, code.area, person, staffIdOf(centre.crypto.sha256, code.area, person.login));
      await insertStaffKey(db, { staff, device: device.id, key, name: person.name, roles: person.roles });
    }
    await markCodeUsed(db, hash, device.id);
    return ok(await replyOf(db, device));
  });
};
