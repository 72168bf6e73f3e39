import { expect, test } from 'vitest';
import { createClock } from '../../../../src-main/replica/platform/clock.ts';

test('the clock never goes back, also over a restart', () => {
  let wall = 1_000_000;
  const clock = createClock(() => wall);
  expect(clock.now()).toBe(1_000_000);
  wall = 5;
  expect(clock.now()).toBe(1_000_000);
  const next = createClock(() => wall);
  next.resume({ latest: 1_000_000, offset: 0 });
  expect(next.now()).toBe(1_000_000);
});

test('the centre\'s word moves it, also back, and a dead clock goes on from there', () => {
  let wall = Date.UTC(2000, 0, 1);
  const clock = createClock(() => wall);
  const kept = clock.trust(Date.UTC(2026, 0, 1));
  wall += 60_000;
  expect(clock.now()).toBe(Date.UTC(2026, 0, 1) + 60_000);
  expect(kept.offset).toBe(Date.UTC(2026, 0, 1) - Date.UTC(2000, 0, 1));
  expect(clock.trust(wall + 500)).toEqual({ latest: wall + 500, offset: 0 });
  expect(clock.now()).toBe(wall + 500);
});

test('the day is Kazakhstan\'s: it begins at 19:00 UTC', () => {
  expect(createClock(() => Date.UTC(2026, 0, 4, 18, 59)).today()).toBe('2026-01-04');
  expect(createClock(() => Date.UTC(2026, 0, 4, 19, 0)).today()).toBe('2026-01-05');
});
