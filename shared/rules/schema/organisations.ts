import { z } from 'zod';
import { Code } from './fact.ts';
import { Words } from './words.ts';

/** Institutions (Concept, S17) and the steps of a case they answer for: `resources/rules/organisations.json`. */
export const Organisations = z.strictObject({
  organisations: z.array(z.strictObject({ id: Code, title: Words, role: Words, source: z.string().min(1) })),
  steps: z.array(z.strictObject({ id: Code, title: Words })),
});
export type Organisations = z.infer<typeof Organisations>;
