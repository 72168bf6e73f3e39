import { z } from 'zod';

/** What an examination finds: a group, disability of a child without a group, or none. */
export const Outcome = z.enum(['group1', 'group2', 'group3', 'child', 'none']);
export type Outcome = z.infer<typeof Outcome>;
