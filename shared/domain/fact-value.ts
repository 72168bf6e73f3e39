import { z } from 'zod';

const single = z.union([z.string().max(500, { error: 'tooLong' }), z.number(), z.boolean(), z.null()]);
const name = z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/);

/**
 * A fact as it is kept in a case: JSON as the rules read it (`shared/rules/facts/read-fact.ts`), decimals as text, null or absent where it is not known. Which
 * facts there are, and of what type, is said by the edition of the law and not here.
 */
export const FactValue = z.union([single, z.array(z.record(name, single)).max(600)]);
export type FactValue = z.infer<typeof FactValue>;
