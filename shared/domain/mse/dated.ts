import { z } from 'zod';
import { PlainDate } from '../../base/plain-date.ts';
import { Certainty } from './certainty.ts';

/** A parameter of the law: its values by the day from which each holds (until the next one's), oldest first, each with source and certainty. */
export const dated = <V extends z.ZodType>(value: V) =>
  z.object({
    id: z.string(),
    values: z.array(z.object({ from: PlainDate, value, source: z.string().min(1), certainty: Certainty })).min(1)
      .refine((values) => values.every((one, at) => at === 0 || values[at - 1]!.from < one.from), { error: 'order' }),
  });

/** A parameter as {@link dated} reads it. */
export type Dated<V> = { readonly id: string; readonly values: readonly { readonly from: PlainDate; readonly value: V; readonly source: string; readonly certainty: Certainty }[] };
