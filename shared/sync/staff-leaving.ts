import { z } from 'zod';
import { DeviceId, StaffId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';

/**
 * An administrator's word that somebody does not work on a device any more. `last`: the number of the last entry that was written there before. Signed over `signatureDomains.staff ‖ bytes` by the administrator, and travels as a
 * `SignedStatement` among those that name staff, in the order in which they were made: somebody may come back.
 */
export const StaffLeaving = z.object({ v: z.literal(1), kind: z.literal('left'), device: DeviceId, by: StaffId, at: Instant, login: z.string().max(40), last: z.int().nonnegative() });
export type StaffLeaving = z.infer<typeof StaffLeaving>;
