import { z } from 'zod';
import { CaseId, PersonId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { PlainDate } from '../base/plain-date.ts';
import { Words } from '../rules/schema/words.ts';
import { largestEdition } from '../sync/edition-file.ts';

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

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** An edition of the law that can be in force here: the program's own, and those that the centre signed. `newer`: than what is in force. */
export const EditionRow = z.object({
  edition: Hash, name: z.string(), issued: z.string(), own: z.boolean(), inForce: z.boolean(), newer: z.boolean(),
  putBy: z.object({ at: Instant, byName: z.string() }).nullable(),
});
export type EditionRow = z.infer<typeof EditionRow>;

/** What one edition changes in another, row by row; `silent`: parts of its citations without words in Kazakh and Russian. */
export const EditionChanges = z.object({
  total: z.int(), silent: z.int(),
  rows: z.array(z.object({ file: z.string(), path: z.string(), title: Words.nullable(), kind: z.enum(['added', 'removed', 'changed']), before: z.string(), after: z.string() })),
});
export type EditionChanges = z.infer<typeof EditionChanges>;

/** A file of the centre as a supervisor chose it. */
export const NewEdition = z.object({ bytes: z.instanceof(Uint8Array).refine(({ length }) => length > 0 && length <= largestEdition, { error: 'edition' }) });
export const EditionHash = Hash;
