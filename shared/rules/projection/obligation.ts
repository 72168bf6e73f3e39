import { z } from 'zod';
import { PlainDate } from '../../base/plain-date.ts';

/**
 * One payment that the office has decided and that runs or was due once, without anything that names somebody (Concept, S16). `amount` is decimal text in tenge, a month of it where
 * `unit` says so; `to` null: open.
 */
export const Obligation = z.object({
  risk: z.string(),
  programme: z.string(),
  payment: z.string(),
  level: z.int(),
  amount: z.string(),
  unit: z.enum(['KZT/month', 'KZT once']),
  from: PlainDate,
  to: PlainDate.nullable(),
  birthYear: z.int(),
  sex: z.enum(['male', 'female']),
});
export type Obligation = z.infer<typeof Obligation>;
