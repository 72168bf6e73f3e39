import { expect, test } from 'vitest';
import { PersonId } from '../../../../shared/base/ids.ts';
import { createClock } from '../../../../src-main/replica/platform/clock.ts';
import { createIds } from '../../../../src-main/replica/platform/ids.ts';

test('ids are UUIDs of version 7, unique, and in the order they were made, within a millisecond and when the clock stands', () => {
  const ids = createIds(createClock(() => Date.UTC(2026, 0, 5)));
  const made = Array.from({ length: 10_000 }, () => ids.uuid());
  expect(new Set(made).size).toBe(10_000);
  expect([...made].sort()).toEqual(made);
  for (const id of made.slice(0, 100)) {
    PersonId.parse(id);
    expect(id).toMatch(/^019b8b[0-9a-f]{2}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
  }
});
