import { instantOf, type Instant } from '../../../shared/base/instant.ts';

/** 'open'; 'readOnly' once the lease is past; 'closed' seven days later, when only a sync still works (security page). */
export type LeaseState = 'open' | 'readOnly' | 'closed';

const day = 86_400_000;
const graceDays = 7;

/** The state of a lease that ends at `lease`. */
export const leaseState = (lease: Instant, now: number): LeaseState => {
  if (instantOf(now) <= lease) return 'open';
  return instantOf(now - graceDays * day) <= lease ? 'readOnly' : 'closed';
};

/** Whole days left, 0 once it is past. */
export const leaseDaysLeft = (lease: Instant, now: number): number => Math.max(0, Math.ceil((Date.parse(lease) - now) / day));
