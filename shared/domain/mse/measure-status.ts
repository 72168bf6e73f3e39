import { z } from 'zod';

/** Where a measure stands; `carried`: it goes on in the next programme. */
export const MeasureStatus = z.enum(['planned', 'underWay', 'done', 'notDone', 'declined', 'carried']);
export type MeasureStatus = z.infer<typeof MeasureStatus>;

/** Status → the statuses that may follow; what is done, declined or carried over stays. */
export const measureMoves = {
  planned: ['underWay', 'done', 'notDone', 'declined', 'carried'],
  underWay: ['done', 'notDone', 'declined', 'carried'],
  notDone: ['underWay', 'done', 'carried'],
  done: [],
  declined: [],
  carried: [],
} as const satisfies Record<MeasureStatus, readonly MeasureStatus[]>;
