import { z } from 'zod';

/** How well a rule is known: L a legal or official text was seen, S a secondary source, C derived from published amounts, U unconfirmed. */
export const Certainty = z.enum(['L', 'S', 'C', 'U']);
export type Certainty = z.infer<typeof Certainty>;
