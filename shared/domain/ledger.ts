import { z } from 'zod';
import { PersonId } from '../base/ids.ts';
import { PlainDate } from '../base/plain-date.ts';
import { KatoCode } from './kato.ts';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'month' });
const tenge = z.int().nonnegative();

/** One month of one employer: income with contributions and the contribution, whole tenge. `paidOn` null: declared, not paid. */
export const Contribution = z.object({ month, bin: z.string().regex(/^\d{12}$/), income: tenge, amount: tenge, paidOn: PlainDate.nullable() });
export type Contribution = z.infer<typeof Contribution>;

/** One payment that was made: `programme` is an id of the rules; `payer` says whether it came from the budget, the Fund or an insurer or employer. */
export const PaymentMade = z.object({ programme: z.string().max(80), payer: z.enum(['budget', 'fund', 'insurer', 'employer']), month, amount: tenge, withheld: tenge });
export type PaymentMade = z.infer<typeof PaymentMade>;

/**
 * What the registry knows of a person's participation (Concept, S4 and S14): the Fund's record, made at the centre and only read here. One per person, under the
 * person's id. Months before `since` are told by their number alone.
 */
export const Ledger = z.object({
  id: PersonId,
  personId: PersonId,
  district: KatoCode,
  employers: z.array(z.object({ bin: z.string().regex(/^\d{12}$/), name: z.string().max(120) })).max(60),
  /** Months with contributions before the first one listed. */
  earlierMonths: z.int().min(0).max(900),
  since: month,
  /** The last month that the registry has closed: what is missing up to it is a gap. */
  upTo: month,
  contributions: z.array(Contribution).max(900),
  payments: z.array(PaymentMade).max(900),
  /** Months with compulsory professional contributions (harmful work); absent where the registry does not tell. */
  professionalMonths: z.int().min(0).max(900).optional(),
});
export type Ledger = z.infer<typeof Ledger>;
