import { z } from 'zod';
import { AppError } from '../base/app-error.ts';
import { StaffId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { KatoCode } from '../domain/kato.ts';
import { Role } from '../domain/staff.ts';
import { ActingOrder } from '../sync/acting/acting-order.ts';

/** Who is at the laptop. `acting`: the order under which they have the role of a supervisor until the day `to`; absent for anybody else. */
export const SessionInfo = z.object({ staff: StaffId, login: z.string(), name: z.string(), roles: z.array(Role), acting: ActingOrder.pick({ order: true, number: true, to: true }).optional() });
export type SessionInfo = z.infer<typeof SessionInfo>;

/** What the window must know before anybody has unlocked: nothing here is about a person of the registry. */
export const DeviceState = z.object({
  enrolled: z.boolean(),
  deviceName: z.string(),
  /** The office's district; null before enrolment. */
  area: KatoCode.nullable(),
  training: z.boolean(),
  logins: z.array(z.string()),
  /** Seconds to wait before the next try after wrong passwords; counted across restarts. */
  retryAfterSeconds: z.number(),
  session: SessionInfo.nullable(),
  /** Why the replica cannot be opened at all (newer version, damaged file, in use), or null. */
  problem: AppError.nullable(),
  /** The centre took this laptop's access away: when its data was erased, and how many entries it had handed in for review first, and how many files it alone had that went with it; null for any other laptop. */
  revoked: z.object({ at: Instant, handedIn: z.int(), filesLost: z.int().optional() }).nullable(),
});
export type DeviceState = z.infer<typeof DeviceState>;
