import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findSum, leafBits, placeBits, sumAt, sumBytes, sumOf, sumText } from '../../../../shared/sync/compare/stream-sum.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const leaf = { c: 'persons', i: '01890000-0000-7000-8000-000000000002', v: 3 };

test('the vectors of the protocol page', () => {
  const other = { c: 'cases', i: '01890000-0000-7000-8000-000000000009', v: 1048577 };
  expect(sumText(leafBits(sha256, leaf))).toBe(createHash('sha256').update('persons/01890000-0000-7000-8000-000000000002/3').digest().subarray(0, 8).toString('base64url'));
  expect({ leaf: sumText(leafBits(sha256, leaf)), place: sumText(placeBits(sha256, leaf)), sum: sumText(sumOf([leafBits(sha256, leaf), leafBits(sha256, other)])) }).toMatchInlineSnapshot(`
    {
      "leaf": "s2cTtCLD090",
      "place": "Qgnf1ZUPa4U",
      "sum": "udQ0E1YYTRo",
    }
  `);
});

test('a sum does not depend on the order, and a change takes the old number out', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), { minLength: 2 }), (all) => {
    expect(sumOf(all.toReversed())).toBe(sumOf(all));
    expect(sumOf(all) ^ all[0]! ^ 5n).toBe(sumOf([5n, ...all.slice(1)]));
    expect(findSum(sumText(sumOf(all)))).toBe(sumOf(all));
  }));
  expect(sumAt(sumBytes(-1n))).toBe(2n ** 64n - 1n);
  expect(findSum('AAAA')).toBeUndefined();
});
