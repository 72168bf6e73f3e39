import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { isSameJson } from '../../../shared/base/same-json.ts';

describe('isSameJson', () => {
  it('asks what canonical JSON answers', () => {
    const small = fc.jsonValue({ depthSize: 'small', maxDepth: 2 });
    fc.assert(fc.property(small, small, (a, b) => {
      expect(isSameJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
      expect(isSameJson(a, JSON.parse(JSON.stringify(a)))).toBe(true);
    }));
  });

  it.each([
    [{ a: 1, b: [2] }, { b: [2], a: 1 }, true], [{ a: undefined }, {}, true], [{}, { a: undefined }, true], [{ a: undefined }, { b: 1 }, false], [{ a: 1 }, { a: 1, b: null }, false],
    [[1, 2], [2, 1], false], [[], {}, false], [{}, [], false], [null, {}, false], ['1', 1, false], [{ toString: undefined }, {}, true], [{ a: {} }, { a: [] }, false],
  ])('%j and %j: %s', (a, b, same) => expect(isSameJson(a, b)).toBe(same));
});
