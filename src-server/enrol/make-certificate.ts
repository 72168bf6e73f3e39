import { toBase64url } from '../../shared/base/base64url.ts';
import { utf8 } from '../../shared/base/bytes.ts';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { instantOf } from '../../shared/base/instant.ts';
import { Certificate } from '../../shared/sync/certificate.ts';
import { signedMessage } from '../../shared/sync/signed-message.ts';
import type { SyncCentre } from '../centre.ts';
import type { Device } from '../store/devices.ts';

/** A device may work this long without a sync (security page). */
const leaseDays = 30;

/** A certificate for the device, signed, with a lease from now. */
export const makeCertificate = (centre: SyncCentre, device: Pick<Device, 'id' | 'name' | 'area' | 'classes' | 'training' | 'signKey'>): { bytes: Uint8Array; signature: Uint8Array } => {
  const now = centre.milliseconds();
  const certificate = Certificate.parse({
    v: 1,
    device: device.id,
    name: device.name,
    area: device.area,
    classes: device.classes,
    training: device.training,
    issued: instantOf(now),
    lease: instantOf(now + leaseDays * 86_400_000),
    serverSignKey: toBase64url(centre.keys.sign.publicKey),
    serverReadKey: toBase64url(centre.keys.read.publicKey),
    signKey: toBase64url(device.signKey),
  });
  const bytes = utf8(canonicalJson(certificate));
  return { bytes, signature: centre.crypto.sign(centre.keys.sign.privateKey, signedMessage('certificate', bytes)) };
};
