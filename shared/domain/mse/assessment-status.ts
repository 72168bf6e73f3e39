import { z } from 'zod';

/** Where an examination stands. `signing`: its act is sealed and waits for signatures. */
export const AssessmentStatus = z.enum(['referred', 'scheduled', 'signing', 'decided', 'refused']);
export type AssessmentStatus = z.infer<typeof AssessmentStatus>;
