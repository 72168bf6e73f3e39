import type { Instant } from '../base/instant.ts';

/** True where a key may sign at this moment: `until` is when it was taken away, if it was. What it signed before counts. Pure. */
export const isInForce = ({ until }: { readonly until?: Instant | null | undefined }, at: Instant): boolean => until === undefined || until === null || at < until;
