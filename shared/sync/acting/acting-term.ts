import type { Instant } from '../../base/instant.ts';
import type { ActingOrder } from './acting-order.ts';
import type { ActingStatement } from './acting-statement.ts';

/** An order with the moment it ended before its term, null where nobody ended it. */
export type ActingTerm = ActingOrder & { readonly ended: { readonly at: Instant; readonly byName: string } | null };

/** The orders among statements that were checked, the newest first, each with the earliest end that was said of it. Pure. */
export const actingTerms = (statements: readonly ActingStatement[]): ActingTerm[] => {
  const ends = statements.filter((one) => one.kind === 'end').toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const orders = [...new Map(statements.flatMap((one) => (one.kind === 'appoint' ? [[one.order, one] as const] : []))).values()];
  return orders.toSorted((a, b) => (a.at < b.at ? 1 : -1)).map((order) => {
    const end = ends.find((one) => one.order === order.order);
    return { ...order, ended: end ? { at: end.at, byName: end.byName } : null };
  });
};
