import { z } from 'zod';
import { base64urlOf } from '../base/base64url.ts';
import { DeviceId, StaffId } from '../base/ids.ts';

/**
 * POST /admit, `parts(AdmitRequest, certificate, signature, roster, signature)`, signed by the device (domain `admit`): a centre that was restored from a backup does not know the laptops that were enrolled after it. What it gave them under its own
 * signature says who they are: the certificate which laptop, where and for what; the roster its keys and who works there. `staff`: by which login each of those is known, which the roster does not say.
 * It does not know either who moved after the backup: then the certificate says where the laptop is, `last` the number of the last entry that it wrote before it was there, and there may be no roster (two empty parts).
 */
export const AdmitRequest = z.object({ v: z.literal(1), device: DeviceId, nonce: base64urlOf(16), staff: z.array(z.object({ id: StaffId, login: z.string().min(1).max(40) })).max(100), last: z.int().nonnegative().optional() });
export type AdmitRequest = z.infer<typeof AdmitRequest>;
