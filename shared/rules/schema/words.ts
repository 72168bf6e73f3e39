import { z } from 'zod';

const text = z.string().trim().min(1).max(2000);

/** One text in Kazakh, Russian and English, none of them empty. */
export const Words = z.strictObject({ kk: text, ru: text, en: text });
export type Words = z.infer<typeof Words>;
