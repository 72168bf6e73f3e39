import { z } from 'zod';
import { ActingOrder } from './acting-order.ts';

/** The word that an order ends before its term, from the moment `at` on. Signed as the order is, by any supervisor of the district or by the centre; never taken back: another order is another order. */
export const ActingEnd = ActingOrder.pick({ v: true, order: true, district: true, by: true, byName: true, at: true }).extend({ kind: z.literal('end') });
export type ActingEnd = z.infer<typeof ActingEnd>;
