import { expect, it } from 'vitest';
import type { Instant } from '../../../shared/base/instant.ts';
import { officeDay } from '../../../shared/base/office-day.ts';

it('the day in Kazakhstan begins five hours before that of Greenwich', () => {
  const days = ['2026-11-22T18:59:59.999Z', '2026-11-22T19:00:00.000Z', '2026-12-31T19:00:00.000Z'].map((at) => officeDay(at as Instant));
  expect(days).toEqual(['2026-11-22', '2026-11-23', '2027-01-01']);
});
