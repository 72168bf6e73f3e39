import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toBase64url } from '../../../../shared/base/base64url.ts';
import { utf8 } from '../../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../../shared/base/canonical-json.ts';
import type { DeviceId } from '../../../../shared/base/ids.ts';
import type { CryptoPort } from '../../../../shared/sync/crypto-port.ts';
import { encodeEntry, JournalEntry } from '../../../../shared/sync/journal-entry.ts';
import { contextAfter, findEnvelope, packEnvelope, type OwnEnvelope } from '../../../../shared/sync/link/compact-envelope.ts';
import { newLinkContext } from '../../../../shared/sync/link/link-context.ts';
import { linkPort } from '../../../../shared/sync/link/link-keys.ts';
import { openEnvelope } from '../../../../shared/sync/open-envelope.ts';
import { parseEnvelope } from '../../../../shared/sync/parse-envelope.ts';
import { sealEnvelope } from '../../../../shared/sync/seal-envelope.ts';
import { newKeyPair, nodeCrypto } from '../../../../src-server/platform/crypto.ts';

const device = '01890000-0000-7000-8000-000000000001' as DeviceId;
const [aigul, bolat] = ['01890000-0000-7000-8000-00000000000a', '01890000-0000-7000-8000-00000000000b'];
const [signer, reader] = [newKeyPair('Ed25519'), newKeyPair('X25519')];
const context = newLinkContext({ device, area: '636200000', readKey: reader.publicKey, staff: [bolat, aigul], secret: new Uint8Array(32).fill(9) });

type Change = { readonly document?: string; readonly changes?: object; readonly command?: string; readonly collection?: string; readonly author?: string; readonly step?: number; readonly base?: number; readonly hlc?: string };
const write = (changes: readonly Change[], after = { number: 0, previous: new Uint8Array(32) as Uint8Array }) => {
  let { number, previous } = after;
  return changes.map(({ step = 1, document = '01890000-0000-7000-8000-0000000000d1', ...change }) => {
    number += step;
    const bytes = encodeEntry(JournalEntry.parse({ v: 1, device, number, collection: 'persons', command: 'person.edit', document, author: aigul, base: 1, changes: {}, hlc: `0199b3c1d2e3-000${number % 8}`, ...change, previous: toBase64url(previous) }));
    previous = nodeCrypto.sha256(bytes);
    return { number, bytes };
  });
};
const manifestOf = (entries: readonly { number: number; bytes: Uint8Array }[]) => ({
  bytes: utf8(canonicalJson({ v: 1, batch: '0199b3c1-d2e4-7000-8000-0000000000b1', district: '636200000', device, signedBy: bolat, signedAt: '2025-10-05T05:00:00.000Z', entries: entries.map((entry) => [entry.number, toBase64url(nodeCrypto.sha256(entry.bytes))]) })),
  signature: new Uint8Array(64).fill(3),
});
const make = (entries: ReturnType<typeof write>, number = 0, manifests = [manifestOf(entries)], previous: Uint8Array = new Uint8Array(32)) => {
  let signature = new Uint8Array();
  const sign = (message: Uint8Array) => (signature = new Uint8Array(nodeCrypto.sign(signer.privateKey, message)));
  const whole = sealEnvelope(linkPort(nodeCrypto, context.secret, number), sign, { device, previous, readers: [reader.publicKey], schema: 1, manifests, entries });
  return { own: { entries, manifests, previous, schema: 1, number, signature } satisfies OwnEnvelope, whole };
};

describe('an envelope on a link', () => {
  test('comes out as the very bytes that were signed, and the centre opens them', () => {
    const { own, whole } = make(write([{ changes: { phone: '+77991234567' } }]));
    const packed = packEnvelope(nodeCrypto, context, own, whole, 4)!;
    expect(packed.length).toBeLessThan(260);
    expect(whole.length).toBeGreaterThan(1000);
    const found = findEnvelope(nodeCrypto, context, packed)!;
    expect(found.bytes).toEqual(whole);
    const parsed = parseEnvelope(nodeCrypto, found.bytes);
    const opened = parsed.ok ? openEnvelope(nodeCrypto, { signKey: signer.publicKey, reader }, parsed.value) : parsed;
    expect(opened).toEqual({ ok: true, value: { entries: own.entries, manifests: own.manifests } });
  });

  test('after another it says less still; a reader who missed the other makes other bytes, which nobody signed', () => {
    const first = make(write([{ changes: { phone: '1' } }]));
    const hash = nodeCrypto.sha256(first.whole);
    const next = contextAfter(nodeCrypto.sha256, context, first.own, hash);
    const entries = write([{ changes: { phone: '2' } }], { number: 1, previous: nodeCrypto.sha256(first.own.entries[0]!.bytes) });
    const second = make(entries, 1, [manifestOf(entries)], hash);
    const packed = packEnvelope(nodeCrypto, next, second.own, second.whole, 4)!;
    expect(packed.length).toBeLessThan(packEnvelope(nodeCrypto, context, second.own, second.whole, 4)!.length - 60);
    expect(findEnvelope(nodeCrypto, next, packed)!.bytes).toEqual(second.whole);
    const parsed = parseEnvelope(nodeCrypto, findEnvelope(nodeCrypto, { ...next, previous: nodeCrypto.sha256(hash) }, packed)!.bytes);
    expect(parsed.ok && openEnvelope(nodeCrypto, { signKey: signer.publicKey, reader }, parsed.value)).toEqual({ ok: false, error: 'badSignature' });
  });

  test('is nothing to somebody without the secret, and with any byte changed', () => {
    const { own, whole } = make(write([{ changes: { phone: '1' } }]));
    const packed = packEnvelope(nodeCrypto, context, own, whole, 4)!;
    expect(findEnvelope(nodeCrypto, { ...context, secret: new Uint8Array(32).fill(8) }, packed)).toBeUndefined();
    for (let at = 0; at < packed.length; at++) expect(findEnvelope(nodeCrypto, context, packed.with(at, packed[at]! ^ 1))).toBeUndefined();
    for (let length = 0; length < packed.length; length += 7) expect(findEnvelope(nodeCrypto, context, packed.subarray(0, length))).toBeUndefined();
  });

  test('that cannot be said so is not packed: a damaged entry, a manifest of entries elsewhere', () => {
    const entries = write([{}, {}]);
    const damaged = [{ ...entries[0]!, bytes: utf8('{"n":1}') }, entries[1]!];
    for (const [one, manifests] of [[damaged, []], [entries.slice(0, 1), [manifestOf(entries)]], [entries, [{ bytes: utf8('{}'), signature: new Uint8Array(64) }]]] as const) {
      const { own, whole } = make([...one], 0, [...manifests]);
      expect(packEnvelope(nodeCrypto, context, own, whole, 4)).toBeUndefined();
    }
  });

  const batchOf = (change: object = {}) => ({
    id: '0199b3c1-d2e4-7000-8000-0000000000b1', number: '2025-12/000001', district: '636200000', signed: { by: bolat, byName: 'Болат', at: '2025-10-05T05:00:00.000Z' }, cases: 0, persons: 1, entries: 2, ...change,
  });
  const withRecord = (record: object) => make(write([{ changes: { phone: '1' } }, { collection: 'batches', command: 'batch.sign', author: bolat!, document: '0199b3c1-d2e4-7000-8000-0000000000b1', base: 0, changes: record }]));

  test('says of a batch’s record what does not follow, where the session’s protocol has that', () => {
    const { own, whole } = withRecord(batchOf());
    const [short, long] = [packEnvelope(nodeCrypto, context, own, whole, 4)!, packEnvelope(nodeCrypto, context, own, whole, 3)!];
    expect(short.length).toBeLessThan(long.length - 50);
    for (const packed of [short, long]) expect(findEnvelope(nodeCrypto, context, packed)!.bytes).toEqual(whole);
  });

  test.each([
    ['more in it', { more: 1 }], ['another number', { number: '2025-12/000002' }], ['of another year', { number: '2024-12/000001' }], ['with a zero', { number: '2025-012/000001' }], ['without a count', { number: 'x' }], ['of another district', { district: '634600000' }],
    ['signed by another', { signed: { by: aigul, byName: 'Айгүл', at: '2025-10-05T05:00:00.000Z' } }], ['signed at no time', { signed: { by: bolat, byName: 'Болат', at: 'soon' } }], ['signed in another way', { signed: { by: bolat, byName: 'Болат', at: '2025-10-05T05:00:00Z' } }], ['not signed', { signed: null }],
    ['of half a person', { persons: 0.5 }], ['of no number of cases', { cases: '0' }], ['another id', { id: '0199b3c1-d2e4-7000-8000-0000000000b2' }],
  ])('a record of a batch with %s is said whole', (_name, change) => {
    const { own, whole } = withRecord(batchOf(change));
    const packed = packEnvelope(nodeCrypto, context, own, whole, 4)!;
    expect(findEnvelope(nodeCrypto, context, packed)!.bytes).toEqual(whole);
    expect(packed.length).toBe(packEnvelope(nodeCrypto, context, own, whole, 3)!.length);
  });

  test('whatever the entries are, it comes back exactly or is not packed', () => {
    const change = fc.record({
      document: fc.constantFrom('01890000-0000-7000-8000-0000000000d1', '01890000-0000-7000-8000-0000000000d2', 'not-a-uuid'), command: fc.constantFrom('person.edit', 'case.open', 'some.thing else'),
      collection: fc.constantFrom('persons', 'cases'), author: fc.constantFrom(aigul!, bolat!, '01890000-0000-7000-8000-00000000000c'), step: fc.integer({ min: 1, max: 300 }),
      base: fc.nat(2 ** 21), hlc: fc.tuple(fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }), fc.nat(65_535)).map(([time, count]) => `${time.toString(16).padStart(12, '0')}-${count.toString(16).padStart(4, '0')}`),
      changes: fc.dictionary(fc.string({ maxLength: 8 }).filter((key) => key !== '__proto__'), fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 })), { maxKeys: 4 }),
    });
    let packedOnes = 0;
    fc.assert(fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(5), (changes, split) => {
      const entries = write(changes);
      const { own, whole } = make(entries, 0, [entries.slice(0, split), entries.slice(split)].filter((part) => part.length > 0).map(manifestOf));
      const packed = packEnvelope(nodeCrypto, context, own, whole, 4);
      packedOnes += packed ? 1 : 0;
      if (packed) expect(findEnvelope(nodeCrypto, context, packed)!.bytes).toEqual(whole);
      else expect(changes.some(({ document }) => document === 'not-a-uuid')).toBe(true);
    }), { numRuns: 100 });
    expect(packedOnes).toBeGreaterThan(15);
  });

  test('a sealed envelope is the same whoever has the link’s secret makes it', () => {
    const port: CryptoPort = { ...nodeCrypto, newContentKey: () => new Uint8Array(32), newReadKeyPair: () => newKeyPair('X25519') };
    const entries = write([{ changes: { phone: '1' } }]);
    expect(make(entries).whole).toEqual(make(entries).whole);
    expect(make(entries, 1).whole).not.toEqual(make(entries).whole);
    expect(sealEnvelope(linkPort(port, context.secret, 0), () => make(entries).own.signature, { device, previous: new Uint8Array(32), readers: [reader.publicKey], schema: 1, manifests: [manifestOf(entries)], entries })).toEqual(make(entries).whole);
  });
});
