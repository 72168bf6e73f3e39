import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, utf8 } from '../../../shared/base/bytes.ts';
import { decodeFrame } from '../../../shared/sync/decode-frame.ts';
import { encodeFrame } from '../../../shared/sync/encode-frame.ts';
import type { StreamName } from '../../../shared/sync/frame.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';

const header = (items: number) => ({ stream: '635200000/registry' as StreamName, epoch: 1, from: 0, to: items, head: items + 5, items });
const item = (i: string, d: Record<string, unknown> = { text: 'Ұлан\n"ауданы"' }) => ({ k: 'put' as const, c: 'persons' as const, i, v: 1, d });
const encode = (items: unknown[]) => encodeFrame(nodeCrypto, header(items.length), items.map((one) => JSON.stringify(one)));

describe('frame', () => {
  it('gives back its items', () => {
    fc.assert(fc.property(fc.array(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))).filter((d) => !('__proto__' in { ...d } && Object.hasOwn(d, '__proto__'))), { maxLength: 10 }), (bodies) => {
      const items = bodies.map((d, index) => item(String(index), { ...d }));
      const decoded = decodeFrame(nodeCrypto, encode(items));
      expect(decoded).toEqual({ ok: true, value: { header: header(items.length), items } });
    }), { numRuns: 100 });
  });

  it('is refused with any one byte flipped, cut or added', () => {
    const bytes = encode([item('a'), item('b')]);
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at]! ^= 1 << (at % 8);
      expect(decodeFrame(nodeCrypto, damaged), `byte ${at}`).toEqual({ ok: false, error: 'malformed' });
      expect(decodeFrame(nodeCrypto, bytes.subarray(0, at)).ok, `cut at ${at}`).toBe(false);
    }
    expect(decodeFrame(nodeCrypto, concatBytes(bytes, Uint8Array.of(0))).ok).toBe(false);
  });

  it('is refused with a wrong count, an item that is none, an item nested 100,000 deep, or a bomb', () => {
    const refused = { ok: false, error: 'malformed' };
    expect(decodeFrame(nodeCrypto, encodeFrame(nodeCrypto, header(2), [JSON.stringify(item('a'))]))).toEqual(refused);
    expect(decodeFrame(nodeCrypto, encode([{ k: 'other' }]))).toEqual(refused);
    const deep = `{"k":"put","c":"persons","i":"a","v":1,"d":{"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`;
    expect(decodeFrame(nodeCrypto, encodeFrame(nodeCrypto, header(1), [deep]))).toEqual(refused);
    expect(decodeFrame(nodeCrypto, encodeFrame(nodeCrypto, header(1), [' '.repeat(limits.frameContent + 1)]))).toEqual(refused);
    expect(decodeFrame(nodeCrypto, utf8('<html>nonsense</html>'))).toEqual(refused);
  });
});
