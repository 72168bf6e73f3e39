import { z } from 'zod';
import { Decision } from '../domain/decision.ts';
import { PaymentMade } from '../domain/ledger.ts';
import { Words } from '../rules/schema/words.ts';

/** Months of one employer one after another: months `YYYY-MM`, money in whole tenge. `gap`: nobody paid. */
export const LedgerSpellRow = z.object({
  id: z.string(), from: z.string(), to: z.string(), employers: z.array(z.string()), months: z.int(), late: z.int(), unpaid: z.int(), gap: z.boolean(), income: z.int(), amount: z.int(),
});
export type LedgerSpellRow = z.infer<typeof LedgerSpellRow>;

/** A person's ledger as it is read: the spells newest first, and the sums over what is listed. */
export const LedgerRow = z.object({
  participation: z.int(), since: z.string(), upTo: z.string(), earlierMonths: z.int(), gaps: z.int(), late: z.int(), unpaid: z.int(),
  spells: z.array(LedgerSpellRow), payments: z.array(PaymentMade.extend({ id: z.string(), title: Words.nullable() })),
});
export type LedgerRow = z.infer<typeof LedgerRow>;

/** A decision with what is known around it. `replays`: made again with its own edition it is the same, word for word; null where that edition is not here. */
export const DecisionRow = z.object({ id: z.string(), decision: Decision, replays: z.boolean().nullable() });
export type DecisionRow = z.infer<typeof DecisionRow>;
