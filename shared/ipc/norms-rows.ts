import { z } from 'zod';
import { CaseId, PersonId } from '../base/ids.ts';
import { PlainDate } from '../base/plain-date.ts';
import { Words } from '../rules/schema/words.ts';

/** What one open decision becomes by other norms: sums a month in tenge, decimal text. `fault`: the new norms ask something the decision does not tell; a person must look. */
export const NormsRow = z.object({
  id: z.string(), caseId: CaseId, personId: PersonId, number: z.string(), personKk: z.string(), personRu: z.string(), before: z.string(), after: z.string(), difference: z.string(), fault: z.boolean(),
  parts: z.array(z.object({ title: Words, before: z.string(), after: z.string() })),
});
export type NormsRow = z.infer<typeof NormsRow>;

/** A re-computation of the open decisions (Concept, S13) as it runs, and its result. Rows are those that differ; sums are over every open decision. */
export const NormsProgress = z.object({
  phase: z.enum(['idle', 'computing', 'ready', 'applying', 'cancelled']),
  asOf: PlainDate.nullable(),
  edition: z.string(),
  /** The edition in force here: only by it decisions can be made anew. */
  inForce: z.boolean(),
  done: z.int(), total: z.int(), applied: z.int(),
  rows: z.array(NormsRow), before: z.string(), after: z.string(), difference: z.string(),
});
export type NormsProgress = z.infer<typeof NormsProgress>;

/** An edition of the law as one file (`resources/rules/editions`). */
export const EditionFile = z.object({ name: z.string().max(120), files: z.record(z.string().max(200), z.json()) });
export type EditionFile = z.infer<typeof EditionFile>;
