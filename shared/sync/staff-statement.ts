import { z } from 'zod';
import { base64urlOf } from '../base/base64url.ts';
import { DeviceId, StaffId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { Staff } from '../domain/staff.ts';

/** An administrator's word that somebody works on a device, with which roles, and signs with which key. Signed over `signatureDomains.staff ‖ bytes` by the administrator. */
export const StaffStatement = z.object({ v: z.literal(1), device: DeviceId, by: StaffId, at: Instant, staff: Staff.omit({ id: true }) });
export type StaffStatement = z.infer<typeof StaffStatement>;

/** The statement as it travels: its bytes and the signature, base64url. */
export const SignedStatement = z.object({ bytes: z.string().max(4000), signature: base64urlOf(64) });
export type SignedStatement = z.infer<typeof SignedStatement>;
