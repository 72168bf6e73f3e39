import { instantOf, type Instant } from '../base/instant.ts';

/** A clock that is ahead must not put a letter before all that its writer will ever write: what is further ahead counts for nothing. Milliseconds. */
const mostAhead = 366 * 86_400_000;

/** True where a letter may have been written at `at`, as far as somebody can tell at `now` (milliseconds since 1970). */
export const isLetterTime = (at: string, now: number): boolean => Date.parse(at) < now + mostAhead;

/** When the next letter is written: now, and later than the last one, so that the newest of a writer is always the latest, whatever has been done to the clock meanwhile. */
export const letterTimeAfter = (last: string | undefined, now: number): Instant => instantOf(last !== undefined && isLetterTime(last, now) ? Math.max(now, Date.parse(last) + 1) : now);
