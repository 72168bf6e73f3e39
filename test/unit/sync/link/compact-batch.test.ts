import { describe, expect, test } from 'vitest';
import { findShortBatch, takeBatch } from '../../../../shared/sync/link/compact-batch.ts';

const around = { device: '01890000-0000-7000-8000-00000000abcd', document: '0199b3c1-d2e4-7000-8000-0000000000b1', author: '01890000-0000-7000-8000-00000000000b', hlc: '0199b3c1d2e3-0001', area: '636200000' };
const at = new Date(0x0199b3c1d2e3 - 2).toISOString();
const record = { id: around.document, number: `${at.slice(0, 4)}-12/00ABCD`, district: around.area, signed: { by: around.author, byName: 'Болат', at }, cases: 1, persons: 2, entries: 3 };

describe('the record of a batch as a short line', () => {
  test('is what does not follow from its entry, and becomes the record again', () => {
    expect(findShortBatch(record, around)).toBe('[12,1,2,3,-2,"Болат"]');
    expect(takeBatch([12, 1, 2, 3, -2, 'Болат'], around)).toEqual(record);
  });

  test.each([[[]], [[12, 1, 2, 3, -2]], [[12, 1, 2, 3, -2, 'Болат', 1]], [[12, 1, 2, 3, '-2', 'Болат']], [[12, 1, 2, 3.5, -2, 'Болат']], [[12, 1, 2, 3, 9e15, 'Болат']], [[[[[[]]]]]], ['[]'], [null]])('is none: %j', (short) => {
    expect(() => takeBatch(short, around)).toThrow();
  });

  test('is undefined of what would come out otherwise', () => {
    for (const change of [{ number: undefined }, { cases: undefined }, { signed: 5 }, { signed: {} }, { signed: { ...record.signed, at: '+275760-09-13T00:00:00.001Z' } }, { more: null }]) expect(findShortBatch({ ...record, ...change } as never, around)).toBeUndefined();
  });
});
