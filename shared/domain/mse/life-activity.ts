import { z } from 'zod';

/** The categories of life activity that a commission rates (facts: MSE); the last two are for children. */
export const LifeActivity = z.enum(['selfCare', 'movement', 'work', 'learning', 'orientation', 'communication', 'behaviour', 'play', 'motor']);
export type LifeActivity = z.infer<typeof LifeActivity>;
