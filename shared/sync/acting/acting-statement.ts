import { z } from 'zod';
import { ActingEnd } from './acting-end.ts';
import { ActingOrder } from './acting-order.ts';

/** What is said of an acting supervisor: an order, or its end. */
export const ActingStatement = z.discriminatedUnion('kind', [ActingOrder, ActingEnd]);
export type ActingStatement = z.infer<typeof ActingStatement>;
