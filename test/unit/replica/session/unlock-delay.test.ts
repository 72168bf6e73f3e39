import { expect, test } from 'vitest';
import { countFailure, delayAfter, forgive, retryAfterSeconds } from '../../../../src-main/replica/session/unlock-delay.ts';

const none = { byLogin: {}, other: 0, last: 0 };
const hour = 3_600_000;
const now = 1_000 * hour;

test('two slips are free, then the delay doubles up to an hour', () => {
  expect([0, 1, 2, 3, 4, 5, 13, 14, 100].map(delayAfter)).toEqual([0, 0, 0, 2, 4, 8, 2048, 3600, 3600]);
});

test('failures under any login add up; only one\'s own are forgiven', () => {
  let failures = countFailure(none, 'a', now);
  failures = countFailure(failures, undefined, now);
  failures = countFailure(failures, 'b', now);
  expect(retryAfterSeconds(failures, now)).toBe(2);
  expect(retryAfterSeconds(failures, now + 1500)).toBe(1);
  expect(retryAfterSeconds(failures, now + 2000)).toBe(0);
  expect(forgive(failures, 'a')).toEqual({ byLogin: { b: 1 }, other: 1, last: now });
});

test('after twelve quiet hours the count starts anew', () => {
  const failures = { byLogin: { a: 20 }, other: 0, last: now };
  expect(retryAfterSeconds(failures, now + 13 * hour)).toBe(0);
  expect(countFailure(failures, 'b', now + 13 * hour)).toEqual({ byLogin: { b: 1 }, other: 0, last: now + 13 * hour });
});

test('a failure noted under a clock that was ahead delays by its delay, not until that day', () => {
  expect(retryAfterSeconds({ byLogin: { a: 4 }, other: 0, last: now + 500 * hour }, now)).toBe(4);
});
