import { z } from 'zod';

/** Where a case stands in its office. `transferredAway` is what the first office sees after a transfer: a trace, without the facts. */
export const CaseStatus = z.enum(['draft', 'review', 'returned', 'approved', 'transferredAway']);
export type CaseStatus = z.infer<typeof CaseStatus>;
