import { z } from 'zod';
import { Certainty } from './certainty.ts';
import { Expression } from './fact.ts';

/** What an employer owes for a month: `resources/rules/contributions.json`. `due` is money, of `income` (money) and `asOf`, the first day of the month. */
export const Contributions = z.strictObject({ due: Expression, source: z.string().min(1), certainty: Certainty });
export type Contributions = z.infer<typeof Contributions>;
