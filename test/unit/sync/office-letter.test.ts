import { expect, test } from 'vitest';
import { toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { DeviceId } from '../../../shared/base/ids.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import type { KatoCode } from '../../../shared/domain/kato.ts';
import { areProven, provenEntries } from '../../../shared/sync/entry-proof.ts';
import type { LetterContent } from '../../../shared/sync/office-letter.ts';
import { findSealedLetter, openLetter, sealLetter } from '../../../shared/sync/seal-letter.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { keyPairOf, nodeCrypto } from '../../../src-server/platform/crypto.ts';

const fixed = (byte: number) => new Uint8Array(32).fill(byte);
const [writer, reader, stranger] = [keyPairOf('Ed25519', fixed(1)), keyPairOf('X25519', fixed(6)), keyPairOf('X25519', fixed(7))];
const device = '01890000-0000-7000-8000-000000000001' as DeviceId;
const sign = (domain: 'proof' | 'letter', bytes: Uint8Array) => nodeCrypto.sign(writer.privateKey, signedMessage(domain, bytes));
const entry = utf8('{"any":"entry"}');
const proof = utf8(canonicalJson({ v: 1, device, entries: [[7, toBase64url(nodeCrypto.sha256(entry))]] }));
const content: LetterContent = {
  word: { v: 1, after: 6, last: 8, have: [], cursors: [], counts: { unreleased: 1, unsent: 0, aside: 0, lastReceiptAt: null }, lease: '2026-02-05T05:00:00.000Z' as Instant },
  open: [7], entries: [{ number: 7, bytes: entry }], proof: { bytes: proof, signature: sign('proof', proof) }, manifests: [], receipts: [utf8('receipt')],
};
const letter = sealLetter(nodeCrypto, (message) => nodeCrypto.sign(writer.privateKey, message), { area: '636200000' as KatoCode, device, at: '2026-01-05T05:00:00.000Z' as Instant, readers: [reader.publicKey] }, content);

test('a letter is read by whom it is sealed to, and by nobody else', () => {
  const found = findSealedLetter(nodeCrypto, letter)!;
  expect(found.header).toMatchObject({ device, area: '636200000' });
  expect(openLetter(nodeCrypto, writer.publicKey, reader, found)).toMatchObject({ ok: true, value: { word: content.word, open: [7], entries: [{ number: 7 }] } });
  expect(openLetter(nodeCrypto, writer.publicKey, stranger, found)).toEqual({ ok: false, error: 'foreign' });
  expect(openLetter(nodeCrypto, keyPairOf('Ed25519', fixed(9)).publicKey, reader, found)).toEqual({ ok: false, error: 'foreign' });
});

test('no changed byte of a letter is taken', () => {
  for (let at = 0; at < letter.length; at++) {
    const changed = letter.slice();
    changed[at]! ^= 1;
    const found = findSealedLetter(nodeCrypto, changed);
    expect(found && openLetter(nodeCrypto, writer.publicKey, reader, found).ok, `byte ${at}`).not.toBe(true);
  }
  for (const cut of [0, 1, 100, letter.length - 1]) expect(findSealedLetter(nodeCrypto, letter.slice(0, cut))).toBeUndefined();
});

test('an entry is proven by its maker’s signature over its hash alone', () => {
  const proven = (proofs: LetterContent['manifests']) => provenEntries(nodeCrypto, device, writer.publicKey, proofs);
  expect(areProven(nodeCrypto, proven([content.proof]), content.entries)).toBe(true);
  expect(areProven(nodeCrypto, proven([content.proof]), [{ number: 7, bytes: utf8('{"another":1}') }])).toBe(false);
  expect(areProven(nodeCrypto, proven([content.proof]), [{ number: 8, bytes: entry }])).toBe(false);
  expect(areProven(nodeCrypto, proven([{ bytes: proof, signature: sign('letter', proof) }]), content.entries)).toBe(false);
  expect(areProven(nodeCrypto, provenEntries(nodeCrypto, '01890000-0000-7000-8000-000000000009', writer.publicKey, [content.proof]), content.entries)).toBe(false);
});
