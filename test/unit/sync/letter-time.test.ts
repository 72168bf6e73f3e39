import { expect, test } from 'vitest';
import { isLetterTime, letterTimeAfter } from '../../../shared/sync/letter-time.ts';

const now = Date.parse('2026-01-05T05:00:00.000Z');

test('a letter is written now, and later than the last one, unless that is of a time that cannot be', () => {
  expect(letterTimeAfter(undefined, now)).toBe('2026-01-05T05:00:00.000Z');
  expect(letterTimeAfter('2026-01-05T04:00:00.000Z', now)).toBe('2026-01-05T05:00:00.000Z');
  expect(letterTimeAfter('2026-01-05T05:00:00.000Z', now)).toBe('2026-01-05T05:00:00.001Z');
  expect(letterTimeAfter('2026-01-25T05:00:00.000Z', now)).toBe('2026-01-25T05:00:00.001Z');
  expect(letterTimeAfter('2036-01-05T05:00:00.000Z', now)).toBe('2026-01-05T05:00:00.000Z');
});

test('a year ahead is as far as a letter counts', () => {
  expect([isLetterTime('2027-01-06T04:59:59.999Z', now), isLetterTime('2027-01-06T05:00:00.000Z', now), isLetterTime('', now)]).toEqual([true, false, false]);
});
