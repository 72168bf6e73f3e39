import { findBase64urlBytes, toBase64url } from '../../shared/base/base64url.ts';
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
import { findDevice, insertDevice } from '../store/devices.ts';
import { admitStaff, insertStaffKey } from '../store/staff.ts';
import { makeCertificate } from './make-certificate.ts';

type Proof = { readonly request: AdmitRequest; readonly certificate: Certificate; readonly roster: OfficeRoster; readonly own: OfficeRoster['devices'][number] };

/** What the body proves: that this centre gave the laptop its certificate, and has it on a roster of its district with the same key; undefined where anything of it does not hold. */
const findProof = ({ crypto, keys }: Centre, parts: readonly Uint8Array[]): Proof | undefined => {
  const [said, bytes, signature, rosterBytes, rosterSignature] = parts as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const request = findMessage(AdmitRequest, said);
  const isOurs = signature.length === 64 && crypto.verify(keys.sign.publicKey, signedMessage('certificate', bytes), signature);
  const certificate = request && isOurs ? findMessage(Certificate, bytes) : undefined;
  const roster = certificate && findRoster(crypto.verify, keys.sign.publicKey, certificate.area, { bytes: rosterBytes, signature: rosterSignature });
  const own = roster?.devices.find(({ device, signKey }) => device === request!.device && signKey === certificate!.signKey);
  return request && certificate?.device === request.device && roster && own ? { request, certificate, roster, own } : undefined;
};

const admit = async (centre: Centre, db: Db, { request, certificate, roster, own }: Proof): Promise<void> => {
  const base = { id: own.device, name: own.name, area: certificate.area, classes: certificate.classes, training: certificate.training, signKey: findBase64urlBytes(own.signKey)! };
  const renewed = makeCertificate(centre, base);
  await insertDevice(db, { ...base, readKey: findBase64urlBytes(own.readKey)!, revoked: false, certificate: renewed.bytes, signature: renewed.signature }, centre.now());
  for (const { staff: id, key, name, roles } of roster.staff.filter(({ device, until }) => device === own.device && until === undefined)) {
    const login = request.staff.find((one) => one.id === id)?.login ?? id;
    await admitStaff(db, { id, area: certificate.area, login, name });
    await insertStaffKey(db, { staff: id, device: own.device, key, name, roles });
  }
};

/**
 * Lets a laptop in again that this centre had enrolled after the backup from which it was restored: everything it is granted stands under the centre's own signature. Said again it changes nothing. Refusals: `malformed`; `badSignature` where the laptop does
 * not hold the key of its certificate; `revoked`; `unknownDevice` where the centre was never restored, or the proof is not one.
 */
export const admitDevice = async (centre: Centre, body: Uint8Array, signature: Uint8Array): Promise<Result<Uint8Array, RefusalCode>> => {
  const parts = findParts(body);
  if (parts?.length !== 5) return err('malformed');
  const proof = findProof(centre, parts);
  if (!proof) return err('unknownDevice');
  if (!centre.crypto.verify(findBase64urlBytes(proof.own.signKey)!, signedMessage('admit', body), signature)) return err('badSignature');
  return inTransaction(centre.database, async (db): Promise<Result<Uint8Array, RefusalCode>> => {
    const known = await findDevice(db, proof.own.device);
    if (known) return known.revoked ? err('revoked') : toBase64url(known.signKey) === proof.own.signKey ? ok(new Uint8Array()) : err('unknownDevice');
    // Nobody whom it had enrolled can be unknown to a centre that was never restored.
    if (centre.epoch < 2) return err('unknownDevice');
    await admit(centre, db, proof);
    return ok(new Uint8Array());
  });
};
