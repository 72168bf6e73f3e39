import { z } from 'zod';

/** Degree of a limitation of life activity; 0: none. */
export const Degree = z.literal([0, 1, 2, 3]);
export type Degree = z.infer<typeof Degree>;
