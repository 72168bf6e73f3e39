import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';

describe('canonicalJson', () => {
  it('sorts keys, drops undefined and adds no white space', () => expect(canonicalJson({ b: 1, a: [true, null, 'ә'], c: undefined })).toBe('{"a":[true,null,"ә"],"b":1}'));
  it('has one spelling whatever the order of the keys, and loses nothing', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const shuffled = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(shuffled)).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }));
  });
  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [() => 1], [[undefined]]])('throws on %s, which JSON cannot carry', (value) => expect(() => canonicalJson(value)).toThrow(TypeError));
});
