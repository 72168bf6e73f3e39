import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { checkReceipt } from '../../../shared/sync/check-receipt.ts';
import { merkleProof, merkleRoot, rootOfProof } from '../../../shared/sync/merkle.ts';
import { receiptLeaf, type ReceiptLine } from '../../../shared/sync/receipt.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { newKeyPair, nodeCrypto } from '../../../src-server/platform/crypto.ts';

const server = newKeyPair('Ed25519');
const device = '01890000-0000-7000-8000-000000000001';
const { sha256 } = nodeCrypto;
const entries = [1, 2, 3].map((number) => ({ number, hash: sha256(utf8(String(number))) }));
const lines: ReceiptLine[] = [{ n: 1, r: 'applied' }, { n: 2, r: 'quarantined', why: 'conflict' }, { n: 3, r: 'merged' }];
const envelopeHash = sha256(utf8('envelope'));
const root = (over = lines) => merkleRoot(sha256, over.map((line, index) => receiptLeaf(entries[index]!.hash, line)));
const make = (change: object = {}, key = server) => {
  const bytes = utf8(canonicalJson({ v: 1, device, envelope: toBase64url(envelopeHash), at: '2026-01-05T05:00:00.000Z', epoch: 1, count: 3, root: toBase64url(root()), ...change }));
  return { bytes, signature: nodeCrypto.sign(key.privateKey, signedMessage('receipt', bytes)) };
};
const expected = { serverSignKey: server.publicKey, device, envelopeHash, entries };
const check = (receipt = make(), over: readonly ReceiptLine[] = lines, want = expected) => checkReceipt(nodeCrypto, want, receipt, over);

describe('receipt', () => {
  it('is accepted for exactly the entries and results it signs', () => expect(check().ok).toBe(true));

  it('is refused with any byte of it or of its signature flipped', () => {
    const receipt = make();
    for (const part of ['bytes', 'signature'] as const) {
      for (let at = 0; at < receipt[part].length; at++) {
        const damaged = { ...receipt, [part]: receipt[part].slice() };
        damaged[part][at]! ^= 1;
        expect(check(damaged).ok, `${part} ${at}`).toBe(false);
      }
    }
  });

  it('is refused where a result was altered, a line left out, two swapped or another entry meant', () => {
    const wrong = { ok: false, error: 'wrongReceipt' };
    expect(check(make(), [lines[0]!, { n: 2, r: 'applied' }, lines[2]!])).toEqual(wrong);
    expect(check(make(), [lines[0]!, { n: 2, r: 'quarantined', why: 'notReleased' }, lines[2]!])).toEqual(wrong);
    expect(check(make(), lines.slice(0, 2))).toEqual(wrong);
    expect(check(make(), [lines[1]!, lines[0]!, lines[2]!])).toEqual(wrong);
    expect(check(make(), lines, { ...expected, entries: [{ number: 1, hash: sha256(utf8('x')) }, ...entries.slice(1)] })).toEqual(wrong);
    expect(check(make(), lines, { ...expected, envelopeHash: sha256(utf8('other')) })).toEqual(wrong);
    expect(check(make(), lines, { ...expected, device: '01890000-0000-7000-8000-000000000002' })).toEqual(wrong);
  });

  it('is refused from another key, or signed nonsense', () => {
    expect(check(make({}, newKeyPair('Ed25519')))).toEqual({ ok: false, error: 'badSignature' });
    expect(check(make({ count: 'three' }))).toEqual({ ok: false, error: 'malformed' });
  });

  it('proves each entry alone', () => {
    for (let count = 1; count <= 20; count++) {
      const leaves = Array.from({ length: count }, (_, index) => utf8(`leaf ${index}`));
      const whole = toBase64url(merkleRoot(sha256, leaves));
      leaves.forEach((leaf, index) => {
        const proof = merkleProof(sha256, leaves, index);
        expect(toBase64url(rootOfProof(sha256, leaf, index, count, proof))).toBe(whole);
        expect(toBase64url(rootOfProof(sha256, utf8('other'), index, count, proof))).not.toBe(whole);
      });
    }
  });
});
