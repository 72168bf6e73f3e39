import { z } from 'zod';

/** How sure a rule is: the law's text, a strong secondary source, counted back from published figures, or unproved (facts page). */
export const Certainty = z.enum(['L', 'S', 'C', 'U']);
export type Certainty = z.infer<typeof Certainty>;
