import { z } from 'zod';
import { base64urlOf } from '../base/base64url.ts';
import { DeviceId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { SensitivityClass } from '../domain/collection.ts';
import { KatoCode } from '../domain/kato.ts';

/**
 * What the centre grants a device: where it works, what it may read, until when (the lease, renewed at every handshake). Travels as bytes with
 * the centre's Ed25519 signature over `signatureDomains.certificate ‖ bytes`. `training`: synthetic people only.
 */
export const Certificate = z.object({
  v: z.literal(1),
  device: DeviceId,
  name: z.string().max(120),
  area: KatoCode,
  classes: z.array(SensitivityClass).min(1),
  training: z.boolean(),
  issued: Instant,
  lease: Instant,
  serverSignKey: base64urlOf(32),
  serverReadKey: base64urlOf(32),
  /** The device's own Ed25519 key, so that papers it signed can be checked by any office offline; older certificates lack it. */
  signKey: base64urlOf(32).optional(),
});
export type Certificate = z.infer<typeof Certificate>;
