import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, utf8 } from '../../../shared/base/bytes.ts';
import type { DeviceId } from '../../../shared/base/ids.ts';
import { encodeContent } from '../../../shared/sync/envelope-content.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { openEnvelope } from '../../../shared/sync/open-envelope.ts';
import { parseEnvelope } from '../../../shared/sync/parse-envelope.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { sealEnvelope } from '../../../shared/sync/seal-envelope.ts';
import { newKeyPair, nodeCrypto } from '../../../src-server/platform/crypto.ts';

const device = '01890000-0000-7000-8000-000000000001' as DeviceId;
const signer = newKeyPair('Ed25519');
const reader = newKeyPair('X25519');
const office = newKeyPair('X25519');
const sign = (message: Uint8Array) => nodeCrypto.sign(signer.privateKey, message);
const entry = (number: number, text = `{"n":${number}}`) => ({ number, bytes: utf8(text) });
const seal = (entries = [entry(1), entry(2)], manifests = [{ bytes: utf8('{}'), signature: new Uint8Array(64) }], port = nodeCrypto) =>
  sealEnvelope(port, sign, { device, entries, manifests, previous: new Uint8Array(32), readers: [reader.publicKey, office.publicKey], schema: 1 });
const open = (bytes: Uint8Array, by = reader) => {
  const parsed = parseEnvelope(nodeCrypto, bytes);
  return parsed.ok ? openEnvelope(nodeCrypto, { signKey: signer.publicKey, reader: by }, parsed.value) : parsed;
};

describe('envelope', () => {
  it('gives back what went in, to each of its readers', () => {
    fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 20 }), fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 3 }), (bodies, manifestBytes) => {
      const entries = bodies.map((bytes, index) => ({ number: 1 + index * 3, bytes }));
      const manifests = manifestBytes.map((bytes) => ({ bytes, signature: new Uint8Array(64).fill(7) }));
      const bytes = seal(entries, manifests as never);
      for (const by of [reader, office]) expect(open(bytes, by)).toEqual({ ok: true, value: { entries, manifests } });
    }), { numRuns: 50 });
  });

  it('is nothing to somebody else', () => {
    expect(open(seal(), newKeyPair('X25519')).ok).toBe(false);
  });

  it('is refused with any one byte flipped', () => {
    const bytes = seal();
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at]! ^= 1 << (at % 8);
      expect(open(damaged).ok, `byte ${at}`).toBe(false);
    }
  });

  it('is refused when cut short at any place or lengthened', () => {
    const bytes = seal();
    for (let length = 0; length < bytes.length; length++) expect(open(bytes.subarray(0, length)).ok, `cut at ${length}`).toBe(false);
    expect(open(concatBytes(bytes, Uint8Array.of(0))).ok).toBe(false);
  });

  it('is refused when the body of another envelope is put in', () => {
    const [one, other] = [findParts(seal())!, findParts(seal([entry(1, '{"other":true}'), entry(2)]))!];
    expect(open(packParts([one[0]!, one[1]!, other[2]!]))).toEqual({ ok: false, error: 'malformed' });
    expect(open(packParts([one[0]!, other[1]!, one[2]!]))).toEqual({ ok: false, error: 'badSignature' });
  });

  it('is refused where the entries are not the ones its header names', () => {
    const bomb = { ...nodeCrypto, compress: () => nodeCrypto.compress(encodeContent({ manifests: [], entries: [entry(5)] })) };
    expect(open(seal(undefined, undefined, bomb))).toEqual({ ok: false, error: 'malformed' });
  });

  it('gives up a bomb at the limit', () => {
    const bomb = { ...nodeCrypto, compress: () => nodeCrypto.compress(new Uint8Array(limits.envelopeContent + 1)) };
    const bytes = seal(undefined, undefined, bomb);
    expect(bytes.length).toBeLessThan(20_000);
    expect(open(bytes)).toEqual({ ok: false, error: 'malformed' });
  });

  it('is refused above the size limit before anything is read', () => {
    expect(parseEnvelope(nodeCrypto, new Uint8Array(limits.envelope + 1))).toEqual({ ok: false, error: 'tooLarge' });
  });

  it('takes any bytes without a throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => { expect(open(bytes).ok).toBe(false); }), { numRuns: 300 });
    fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 100 }), { minLength: 3, maxLength: 3 }), (parts) => { expect(open(packParts(parts)).ok).toBe(false); }), { numRuns: 300 });
  });

  it('is never made without entries or with falling numbers', () => {
    expect(() => seal([])).toThrow(RangeError);
    expect(() => seal([entry(2), entry(1)])).toThrow(RangeError);
    expect(() => seal([entry(2), entry(2)])).toThrow(RangeError);
  });
});
