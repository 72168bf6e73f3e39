import { describe, expect, it } from 'vitest';
import { instantOf, Instant } from '../../../shared/base/instant.ts';
import { PlainDate } from '../../../shared/base/plain-date.ts';

describe('PlainDate', () => {
  it.each(['2026-11-22', '2024-02-29', '1899-12-31', '2000-02-29'])('takes %s', (text) => expect(PlainDate.safeParse(text).success).toBe(true));
  it.each(['2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-11-31', '26-11-22', '2026-11-22T00:00', '2300-01-01', ''])('refuses %j', (text) =>
    expect(PlainDate.safeParse(text).success).toBe(false));
});

describe('Instant', () => {
  it('is UTC with milliseconds', () => {
    expect(instantOf(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(Instant.safeParse(instantOf(1_790_000_000_123)).success).toBe(true);
    expect(Instant.safeParse('2026-11-22T10:00:00+05:00').success).toBe(false);
  });
});
