import { z } from 'zod';

/** Cause of disability (facts: MSE). */
export const Cause = z.enum(['generalIllness', 'workInjury', 'occupationalDisease', 'fromChildhood', 'childUnder7', 'child7to18', 'service', 'emergency']);
export type Cause = z.infer<typeof Cause>;
