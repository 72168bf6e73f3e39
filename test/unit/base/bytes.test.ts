import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64urlOf, findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import { concatBytes, textOf, utf8 } from '../../../shared/base/bytes.ts';

describe('bytes', () => {
  it('joins arrays in order', () => expect([...concatBytes(Uint8Array.of(1, 2), new Uint8Array(), Uint8Array.of(3))]).toEqual([1, 2, 3]));
  it('carries Kazakh text through UTF-8 and back', () => expect(textOf(utf8('Әбдірахманова Гүлнұр 👩'))).toBe('Әбдірахманова Гүлнұр 👩'));
  it('refuses bytes that are not UTF-8', () => expect(() => textOf(Uint8Array.of(0xff, 0xfe))).toThrow(TypeError));
});

describe('base64url', () => {
  it('agrees with Node for any bytes, and comes back', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = toBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect([...(findBase64urlBytes(text) ?? [])]).toEqual([...bytes]);
    }));
  });
  it.each(['A', 'AB=', 'A+', 'А', 'AB', 'AAB'])('refuses %j, which is no canonical spelling', (text) => {
    const canonical = Buffer.from(text, 'base64url').toString('base64url') === text;
    expect(findBase64urlBytes(text) !== undefined).toBe(canonical);
  });
  it('checks the length', () => {
    expect(base64urlOf(2).safeParse(toBase64url(Uint8Array.of(1, 2))).success).toBe(true);
    expect(base64urlOf(3).safeParse(toBase64url(Uint8Array.of(1, 2))).success).toBe(false);
  });
});
