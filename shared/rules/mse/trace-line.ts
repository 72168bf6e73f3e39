import { z } from 'zod';
import { PlainDate } from '../../base/plain-date.ts';
import { Certainty } from '../../domain/mse/certainty.ts';

/** One parameter of the law that a proposal rests on: which, from which day it holds, where it is written and how sure that is. */
export const TraceLine = z.object({ rule: z.string(), from: PlainDate, source: z.string(), certainty: Certainty });
export type TraceLine = z.infer<typeof TraceLine>;
