import { z } from 'zod';

/** A social risk of the Concept (S2) as data: `resources/rules/risks.json`. */
export const Risk = z.object({ id: z.string().regex(/^[a-z0-9-]{1,60}$/), nameKk: z.string().min(1), nameRu: z.string().min(1), nameEn: z.string().min(1) });
export type Risk = z.infer<typeof Risk>;
