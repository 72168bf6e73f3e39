import { z } from 'zod';

/** Which rules of age apply: a child without a group, a youth (a child with a group), an adult. The cut-offs are dated data. */
export const AgeBand = z.enum(['child', 'youth', 'adult']);
export type AgeBand = z.infer<typeof AgeBand>;
