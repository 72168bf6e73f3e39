import { findBase64urlBytes } from '../../shared/base/base64url.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { AdmitRequest } from '../../shared/sync/admission.ts';
import { Certificate } from '../../shared/sync/certificate.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import type { RefusalCode } from '../../shared/sync/messages.ts';
import { findRoster, type OfficeRoster } from '../../shared/sync/office-roster.ts';
import { findParts } from '../../shared/sync/parts.ts';
import { signedMessage } from '../../shared/sync/signed-message.ts';
import type { Centre } from '../centre.ts';
import { inTransaction, type Db } from '../store/db.ts';
import { findDeviceMove } from '../office/move-device.ts';
import { placeDevice, putMove } from '../store/device-moves.ts';
import { getPlacedAt } from '../store/device-stays.ts';
import { insertDevice, lockDevice, type Device } from '../store/devices.ts';
import { admitStaff, insertStaffKey, listAreaKeys } from '../store/staff.ts';
import { makeCertificate } from './make-certificate.ts';
import { staffIdOf } from './staff-id.ts';

type Own = { readonly roster: OfficeRoster; readonly own: OfficeRoster['devices'][number] };
type Proof = { readonly request: AdmitRequest; readonly certificate: Certificate; readonly listed: Own | undefined };

/** What the body proves: that this centre gave the laptop its certificate, and (`listed`) has it on a roster of its district with the same key; undefined where the certificate is none. */
const findProof = ({ crypto, keys }: Centre, parts: readonly Uint8Array[]): Proof | undefined => {
  const [said, bytes, signature, rosterBytes, rosterSignature] = parts as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const request = findMessage(AdmitRequest, said);
  const isOurs = signature.length === 64 && crypto.verify(keys.sign.publicKey, signedMessage('certificate', bytes), signature);
  const certificate = request && isOurs ? findMessage(Certificate, bytes) : undefined;
  const roster = certificate && findRoster(crypto.verify, keys.sign.publicKey, certificate.area, { bytes: rosterBytes, signature: rosterSignature });
  const own = roster?.devices.find(({ device, signKey }) => device === request!.device && signKey === certificate!.signKey);
  // One that moved may have had no roster there yet, and says none.
  if (!own && rosterBytes.length + rosterSignature.length > 0) return undefined;
  return request && certificate?.device === request.device ? { request, certificate, listed: roster && own ? { roster, own } : undefined } : undefined;
};

/** Who works on the laptop, as its roster says, under their ids: those whom the centre knows there already stay as they are. */
const admitPeople = async (db: Db, { request, certificate }: Proof, { roster, own }: Own): Promise<void> => {
  const known = new Set((await listAreaKeys(db, certificate.area, own.device)).filter((row) => row.device === own.device).map(({ staff, key }) => `${staff} ${key}`));
  for (const { staff: id, key, name, roles } of roster.staff.filter(({ device, until }) => device === own.device && until === undefined)) {
    if (known.has(`${id} ${key}`)) continue;
    const login = request.staff.find((one) => one.id === id)?.login ?? id;
    await admitStaff(db, { id, area: certificate.area, login, name });
    await insertStaffKey(db, { staff: id, device: own.device, key, name, roles });
  }
};

const admit = async (centre: Centre, db: Db, proof: Proof, listed: Own): Promise<void> => {
  const { certificate } = proof;
  const { own } = listed;
  const base = { id: own.device, name: own.name, area: certificate.area, classes: certificate.classes, training: certificate.training, signKey: findBase64urlBytes(own.signKey)! };
  const renewed = makeCertificate(centre, base);
  await insertDevice(db, { ...base, readKey: findBase64urlBytes(own.readKey)!, revoked: false, certificate: renewed.bytes, signature: renewed.signature }, centre.now());
  await admitPeople(db, proof, listed);
};

/** Puts a laptop that moved after the backup where its certificate says; false where this centre itself has put it where it is later than that. */
const placeAgain = async (centre: Centre, db: Db, known: Device, proof: Proof): Promise<boolean> => {
  const { request, certificate: { area, classes, issued, training }, listed } = proof;
  if (centre.epoch < 2 || training !== known.training || Date.parse(issued) <= (await getPlacedAt(db, known.id))) return false;
  await placeDevice(db, { ...known, area, classes }, { idOf: (login) => staffIdOf(centre.crypto.sha256, area, login), at: centre.now(), last: request.last });
  if (listed) await admitPeople(db, proof, listed);
  const move = await findDeviceMove(db, known.id);
  // The operator has said again what the backup did not know.
  if (move?.area === area && move.classes.join() === classes.join()) await putMove(db, known.id, undefined);
  return true;
};

/**
 * Lets a laptop in again that this centre had enrolled after the backup from which it was restored, and puts one that had moved after it where it is: everything it is granted stands under the centre's own signature. Said again it changes nothing. Refusals:
 * `malformed`; `badSignature` where the laptop does not hold its key; `revoked`; `unknownDevice` where the centre was never restored, the proof is not one, or the centre has put the laptop elsewhere since that certificate.
 */
export const admitDevice = async (centre: Centre, body: Uint8Array, signature: Uint8Array): Promise<Result<Uint8Array, RefusalCode>> => {
  const parts = findParts(body);
  if (parts?.length !== 5) return err('malformed');
  const proof = findProof(centre, parts);
  if (!proof) return err('unknownDevice');
  return inTransaction(centre.database, async (db): Promise<Result<Uint8Array, RefusalCode>> => {
    const { certificate, listed } = proof;
    const known = await lockDevice(db, certificate.device);
    const key = known?.signKey ?? (listed && findBase64urlBytes(listed.own.signKey));
    if (!key) return err('unknownDevice');
    if (!centre.crypto.verify(key, signedMessage('admit', body), signature)) return err('badSignature');
    if (known) return known.revoked ? err('revoked') : certificate.area === known.area || (await placeAgain(centre, db, known, proof)) ? ok(new Uint8Array()) : err('unknownDevice');
    // Nobody whom it had enrolled can be unknown to a centre that was never restored.
    if (centre.epoch < 2 || !listed) return err('unknownDevice');
    await admit(centre, db, proof, listed);
    return ok(new Uint8Array());
  });
};
