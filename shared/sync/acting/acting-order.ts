import { z } from 'zod';
import { StaffId } from '../../base/ids.ts';
import { Instant } from '../../base/instant.ts';
import { PlainDate } from '../../base/plain-date.ts';
import { KatoCode } from '../../domain/kato.ts';

const name = z.string().trim().min(1, { error: 'required' }).max(120, { error: 'tooLong' });

/**
 * An order that appoints somebody of a district its acting supervisor, from the day `from` to the day `to`, both included; `number` and `dated` are those of the paper. Signed over `signatureDomains.order ‖ bytes` by a supervisor
 * of the district (`by`), or by the centre (`by` null).
 */
export const ActingOrder = z.object({
  v: z.literal(1),
  kind: z.literal('appoint'),
  order: z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, { error: 'id' }),
  district: KatoCode,
  number: z.string().trim().min(1, { error: 'required' }).max(40, { error: 'tooLong' }),
  dated: PlainDate,
  staff: StaffId,
  staffName: name,
  from: PlainDate,
  to: PlainDate,
  by: StaffId.nullable(),
  byName: name,
  at: Instant,
});
export type ActingOrder = z.infer<typeof ActingOrder>;
