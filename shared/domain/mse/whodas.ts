import { z } from 'zod';

/** WHODAS 2.0, 12 items, as the person says: 1 none to 5 extreme or cannot do; null: not answered. */
export const Whodas = z.array(z.int().min(1).max(5).nullable()).length(12);
export type Whodas = z.infer<typeof Whodas>;

/** Simple score, 12 to 60 (WHO manual, 2010: the sum of the items), or undefined while an answer is missing. */
export const findWhodasScore = (answers: Whodas): number | undefined => (answers.every((one) => one !== null) ? answers.reduce<number>((sum, one) => sum + (one ?? 0), 0) : undefined);
