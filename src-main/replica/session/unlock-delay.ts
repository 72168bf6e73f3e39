import type { KeyFile } from '../platform/key-file.ts';

type Failures = KeyFile['failures'];

/** Wrong passwords that cost nothing: a slip of the hand. */
const free = 2;
const longest = 3600;
/** After this long without a wrong password the count starts anew. */
const forgottenAfter = 12 * 3_600_000;

const countOf = (failures: Failures, now: number): number =>
  now - failures.last > forgottenAfter ? 0 : Object.values(failures.byLogin).reduce((sum, count) => sum + count, failures.other);

/** Seconds of delay after `count` wrong passwords: 0, 0, 2, 4, 8 … at most an hour. */
export const delayAfter = (count: number): number => (count <= free ? 0 : Math.min(2 ** (count - free), longest));

/** Seconds until the next try is heard. The delay is the laptop's, not a login's: trying many logins gains nothing, and no login is told to exist. */
export const retryAfterSeconds = (failures: Failures, now: number): number => {
  const delay = delayAfter(countOf(failures, now));
  // A try noted under a clock that was ahead must not lock everybody out for longer than its delay.
  return Math.min(delay, Math.max(0, Math.ceil((failures.last - now) / 1000) + delay));
};

/** One more wrong password; `login` is counted by name only where it is a known one (a password typed into the wrong field is not kept). */
export const countFailure = (failures: Failures, login: string | undefined, now: number): Failures => {
  const kept: Failures = now - failures.last > forgottenAfter ? { byLogin: {}, other: 0, last: now } : failures;
  return login === undefined
    ? { ...kept, other: kept.other + 1, last: now }
    : { ...kept, byLogin: { ...kept.byLogin, [login]: (kept.byLogin[login] ?? 0) + 1 }, last: now };
};

/** After a right password: what was tried under this login is forgiven, what was tried under others is not. */
export const forgive = (failures: Failures, login: string): Failures => {
  const { [login]: _, ...byLogin } = failures.byLogin;
  return { ...failures, byLogin };
};
