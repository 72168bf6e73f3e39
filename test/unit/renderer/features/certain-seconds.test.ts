import { expect, test } from 'vitest';
import type { PersonId } from '../../../../shared/base/ids.ts';
import type { SimilarRow } from '../../../../shared/ipc/rows.ts';
import { certainSeconds } from '../../../../src-renderer/features/person/certain-seconds.ts';

const row = (id: string, percent: number) => ({ id, percent }) as unknown as SimilarRow;

test('the card warns of records that are almost surely of the same person, not of itself and not of those found to be others', () => {
  const person = { id: 'a' as PersonId, notSame: ['d' as PersonId] };
  const rows = [row('a', 100), row('b', 100), row('c', 84), row('d', 100), row('e', 85)];
  expect(certainSeconds(person, rows).map(({ id }) => id)).toEqual(['b', 'e']);
  expect(certainSeconds({ id: 'a' as PersonId }, rows).map(({ id }) => id)).toEqual(['b', 'd', 'e']);
});
