import { z } from 'zod';
import { isPlainDate } from './is-plain-date.ts';

/** A calendar day without a time or a zone, `YYYY-MM-DD`; compares correctly as text. */
export const PlainDate = z.string().refine(isPlainDate, { error: 'date' }).brand<'PlainDate'>();
export type PlainDate = z.infer<typeof PlainDate>;
export { isPlainDate };
