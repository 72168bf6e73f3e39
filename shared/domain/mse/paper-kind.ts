import { z } from 'zod';

/** The papers that follow from an act (facts: MSE, outputs). Their forms are templates below `resources/print`; the official ones were not to be had. */
export const PaperKind = z.enum(['act', 'certificate', 'generalLoss', 'professionalLoss', 'notice', 'minutes', 'programme']);
export type PaperKind = z.infer<typeof PaperKind>;
