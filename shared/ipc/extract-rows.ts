import { z } from 'zod';
import { ActId, CaseId, PersonId } from '../base/ids.ts';
import { PlainDate } from '../base/plain-date.ts';
import { FactValue } from '../domain/fact-value.ts';
import { Extract } from '../domain/mse/extract.ts';
import { Words } from '../rules/schema/words.ts';

/**
 * What a commission's newest act about a person asks of the office. `none`: there is no case; `draft`: the form has its facts already; `review`: handed over before the act, so the supervisor must know; `changed`: a decision in force
 * rests on other facts; `gone`: nothing that it rested on stands any more; `taken`: the decision rests on it. Sums a month in tenge, decimal text.
 */
export const ExtractRow = z.object({
  id: z.string(), act: ActId, number: z.string(), day: PlainDate, personId: PersonId, personKk: z.string(), personRu: z.string(),
  extract: Extract.pick({ kind: true, outcome: true, cause: true, generalLoss: true, professionalLoss: true, from: true, until: true }),
  state: z.enum(['none', 'draft', 'review', 'changed', 'gone', 'taken']),
  caseId: CaseId.nullable(),
  before: z.string(), after: z.string(), difference: z.string(),
  /** The new norms or facts do not fit the programme: a person must look. */
  fault: z.boolean(),
  facts: z.array(z.object({ fact: z.string(), label: Words, before: FactValue, after: FactValue })),
  parts: z.array(z.object({ title: Words, before: z.string(), after: z.string() })),
});
export type ExtractRow = z.infer<typeof ExtractRow>;
