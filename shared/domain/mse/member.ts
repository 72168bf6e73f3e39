import { z } from 'zod';
import { base64urlOf } from '../../base/base64url.ts';
import { StaffId } from '../../base/ids.ts';

/** A member of a commission at one examination. `signKey`: the Ed25519 public key that they sign with on this laptop, so that the act can be checked anywhere. */
export const Member = z.object({
  staff: StaffId,
  name: z.string().min(1).max(120),
  chair: z.boolean(),
  speciality: z.string().trim().max(120),
  signKey: base64urlOf(32),
});
export type Member = z.infer<typeof Member>;
