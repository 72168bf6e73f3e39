import { z } from 'zod';

const text = z.string().trim().min(1).max(600);

/** What a citation says in Kazakh and Russian, by its English words as they stand in the rules; a citation of several parts (`; ` between them) has a row for each: `resources/rules/sources.json`. */
export const Sources = z.record(text, z.strictObject({ kk: text, ru: text }));
export type Sources = z.infer<typeof Sources>;
