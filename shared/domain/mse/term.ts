import { z } from 'zod';

/** For how long an outcome is set; `untilCutOff`: until the age at which a child gets a group (7, before November 2022 16). */
export const Term = z.enum(['m6', 'y1', 'y2', 'y5', 'untilCutOff', 'until18', 'indefinite']);
export type Term = z.infer<typeof Term>;
