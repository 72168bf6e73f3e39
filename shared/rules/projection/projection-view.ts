import { z } from 'zod';
import { PlainDate } from '../../base/plain-date.ts';
import { Certainty } from '../../domain/mse/certainty.ts';
import { Assumptions } from './assumptions.ts';
import { Projection } from './projection.ts';

/** A projection with all that it rests on: the day it starts from, how many payments were in force then, the assumptions (those of the user, or the first ones), and the table of mortality. */
export const ProjectionView = z.object({
  asOf: PlainDate,
  payments: z.int().nonnegative(),
  assumptions: Assumptions,
  mortality: z.object({ from: PlainDate, source: z.string(), certainty: Certainty }),
  projection: Projection,
});
export type ProjectionView = z.infer<typeof ProjectionView>;
