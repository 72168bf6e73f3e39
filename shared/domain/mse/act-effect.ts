import { z } from 'zod';
import { ActId } from '../../base/ids.ts';
import { PlainDate } from '../../base/plain-date.ts';
import { Cause } from './cause.ts';

/**
 * What a signed act says to the three levels of protection. `to` is the first day on which it no longer holds; null: for good. Level 1: the state benefit by group and cause;
 * level 2: the Fund's payment by the degree of general loss, not beyond pension age; level 3: the insurer's payment by the degree of professional loss. `percent` whole.
 */
export const ActEffect = z.discriminatedUnion('level', [
  z.object({ level: z.literal(1), act: ActId, group: z.literal([1, 2, 3]).nullable(), cause: Cause, child: z.boolean(), from: PlainDate, to: PlainDate.nullable() }),
  z.object({ level: z.literal(2), act: ActId, percent: z.int(), from: PlainDate, to: PlainDate }),
  z.object({ level: z.literal(3), act: ActId, percent: z.int(), annuity: z.boolean(), payer: z.enum(['employer', 'insurer']), from: PlainDate, to: PlainDate.nullable() }),
]);
export type ActEffect = z.infer<typeof ActEffect>;
