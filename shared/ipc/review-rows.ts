import { z } from 'zod';
import { PersonId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { PlainDate } from '../base/plain-date.ts';
import { Words } from '../rules/schema/words.ts';

/** What somebody who reviews a case should not miss. Sums are decimal texts. */
export const ReviewWarning = z.discriminatedUnion('kind', [
  /** Rules that nothing confirms were used. */
  z.object({ kind: z.literal('unconfirmed'), rules: z.array(Words) }),
  z.object({ kind: z.literal('duplicate'), id: PersonId, nameKk: z.string(), nameRu: z.string(), percent: z.int() }),
  z.object({ kind: z.literal('documents'), titles: z.array(Words) }),
  /** Months without contributions in the two years before, newest first, `YYYY-MM`. */
  z.object({ kind: z.literal('gap'), months: z.array(z.string()) }),
  /** A sum outside of what this office decided for the payment before: fences `low` and `high` of `count` decisions. */
  z.object({ kind: z.literal('unusual'), title: Words, amount: z.string(), low: z.string(), high: z.string(), count: z.int() }),
  z.object({ kind: z.literal('ownWork') }),
]);
export type ReviewWarning = z.infer<typeof ReviewWarning>;

/** What a supervisor needs beside a case: its deadline, what changed since they last looked (null: never looked), warnings, and who typed it when. */
export const ReviewRow = z.object({
  due: PlainDate.nullable(),
  lookedAt: Instant.nullable(),
  changes: z.array(z.object({ field: z.string(), before: z.json(), after: z.json() })).nullable(),
  warnings: z.array(ReviewWarning),
  entered: z.array(z.object({ byName: z.string(), at: Instant })),
  aside: z.object({ until: PlainDate, reason: z.string(), byName: z.string() }).nullable(),
  assignedTo: z.string().nullable(),
});
export type ReviewRow = z.infer<typeof ReviewRow>;
