import { z } from 'zod';
import { PlainDate } from '../../base/plain-date.ts';
import { Certainty } from '../../domain/mse/certainty.ts';

const share = z.string().regex(/^(0(\.\d{1,6})?|1)$/);

/** Probability of dying within a year at each age from 0; the last one counts for all older. */
const byAge = z.array(share).min(1).max(131);

/** Mortality by the day from which each table holds, with its source and how certain it is. */
export const Mortality = z.object({
  id: z.string(),
  values: z.array(z.object({ from: PlainDate, value: z.object({ male: byAge, female: byAge }), source: z.string().min(1), certainty: Certainty })).min(1),
});
export type Mortality = z.infer<typeof Mortality>;
