import { z } from 'zod';
import { StaffId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { PlainDate } from '../base/plain-date.ts';
import { ActingOrder } from '../sync/acting/acting-order.ts';

/** An order of this office. `byName` is empty where the centre signed it; `coming`: its term has not begun; `over`: it has passed; `told`: the centre has it. */
export const ActingRow = ActingOrder.pick({ order: true, number: true, dated: true, staffName: true, from: true, to: true }).extend({
  byName: z.string(),
  state: z.enum(['coming', 'inForce', 'over', 'ended']),
  ended: z.object({ at: Instant, byName: z.string() }).nullable(),
  told: z.boolean(),
});
export type ActingRow = z.infer<typeof ActingRow>;

/** The orders, the newest first, and who may be appointed. `mayAppoint`: false for somebody who acts under an order themselves; `refused`: the centre's program knows of no orders. */
export const ActingList = z.object({ rows: z.array(ActingRow), people: z.array(z.object({ id: StaffId, name: z.string() })), mayAppoint: z.boolean(), refused: z.boolean() });

/** What a supervisor types of an order; signed with their password. */
export const NewActing = z.object({
  staff: StaffId, number: ActingOrder.shape.number, dated: PlainDate, from: PlainDate, to: PlainDate,
  password: z.string().max(200),
});
export type NewActing = z.infer<typeof NewActing>;
