import { z } from 'zod';
import { base64urlOf } from '../base/base64url.ts';
import { DeviceId, StaffId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { SensitivityClass } from '../domain/collection.ts';
import { KatoCode } from '../domain/kato.ts';
import { Role } from '../domain/staff.ts';
import type { VerifySignature } from './crypto-port.ts';
import { findMessage } from './find-message.ts';
import { signedMessage } from './signed-message.ts';

/**
 * The laptops of one office and who works on them, in the centre's words; a laptop that was revoked is not among them. `until`: when a key was taken away; what it signed before counts. Signed over `signatureDomains.roster ‖ bytes`, so that it may come by any hand.
 * `number` rises with every change: an older one counts for nothing, or a revoked laptop could come back by a stick.
 */
export const OfficeRoster = z.object({
  v: z.literal(1),
  area: KatoCode,
  number: z.int().positive(),
  devices: z.array(z.object({ device: DeviceId, name: z.string().max(120), classes: z.array(SensitivityClass), signKey: base64urlOf(32), readKey: base64urlOf(32) })).max(64),
  staff: z.array(z.object({ device: DeviceId, staff: StaffId, name: z.string().max(120), roles: z.array(Role), key: z.string().max(50), until: Instant.optional() })).max(5000),
});
export type OfficeRoster = z.infer<typeof OfficeRoster>;

/** A roster as it travels. */
export type SignedRoster = { readonly bytes: Uint8Array; readonly signature: Uint8Array };

/** The roster, where the centre whose key is `serverSignKey` signed it for `area`. */
export const findRoster = (verify: VerifySignature, serverSignKey: Uint8Array, area: string, { bytes, signature }: SignedRoster): OfficeRoster | undefined => {
  const roster = signature.length === 64 && verify(serverSignKey, signedMessage('roster', bytes), signature) ? findMessage(OfficeRoster, bytes) : undefined;
  return roster?.area === area ? roster : undefined;
};
