import { z } from 'zod';

/** ICF qualifier: 0 none, 1 mild, 2 moderate, 3 severe, 4 complete, 8 not specified, 9 not applicable (WHO). */
export const Qualifier = z.literal([0, 1, 2, 3, 4, 8, 9]);
export type Qualifier = z.infer<typeof Qualifier>;
