import { z } from 'zod';

/** A number of payments, a decimal text: expected values are not whole. */
const heads = z.string();
/** Whole tenge, a decimal text. */
const tenge = z.string();

/** One year of a programme: payments at its beginning, what was added and why others ended, those at its end, and what they cost in it. `start` + `added` = `died` + `left` + `expired` + `end`. */
export const ProjectedYear = z.object({ year: z.int(), start: heads, added: heads, died: heads, left: heads, expired: heads, end: heads, cost: tenge });
export type ProjectedYear = z.infer<typeof ProjectedYear>;

/** A projection: each programme by year, and all together. */
export const Projection = z.object({ programmes: z.array(z.object({ programme: z.string(), risk: z.string(), years: z.array(ProjectedYear) })), total: z.array(ProjectedYear) });
export type Projection = z.infer<typeof Projection>;
