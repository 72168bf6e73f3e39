import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../../shared/base/base64url.ts';
import { concatBytes, utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { DeviceId } from '../../../shared/base/ids.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import type { KatoCode } from '../../../shared/domain/kato.ts';
import { encodeColumnFrame, encodeFrame } from '../../../shared/sync/encode-frame.ts';
import type { StreamName } from '../../../shared/sync/frame.ts';
import { encodeEntry, JournalEntry } from '../../../shared/sync/journal-entry.ts';
import { packEnvelope } from '../../../shared/sync/link/compact-envelope.ts';
import { newLinkContext } from '../../../shared/sync/link/link-context.ts';
import { linkPort } from '../../../shared/sync/link/link-keys.ts';
import { merkleRoot } from '../../../shared/sync/merkle.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { receiptLeaf } from '../../../shared/sync/receipt.ts';
import { sealLetter } from '../../../shared/sync/seal-letter.ts';
import { sealEnvelope } from '../../../shared/sync/seal-envelope.ts';
import { requestMessage, signedMessage } from '../../../shared/sync/signed-message.ts';
import { encodeRising } from '../../../shared/sync/varints.ts';
import { openEnvelope } from '../../../shared/sync/open-envelope.ts';
import { parseEnvelope } from '../../../shared/sync/parse-envelope.ts';
import { keyPairOf, nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { taskIdOf } from '../../../src-server/ingest/task-id.ts';
import { makePerson } from '../../support/server/sample-documents.ts';

/** Private keys are 32 equal bytes: the device signs with 01, the centre signs with 02 and reads with 03, the envelope's own pair is 04, its content key 05. */
const fixed = (byte: number) => new Uint8Array(32).fill(byte);
const [deviceSign, centreSign, centreRead, ephemeral] = [keyPairOf('Ed25519', fixed(1)), keyPairOf('Ed25519', fixed(2)), keyPairOf('X25519', fixed(3)), keyPairOf('X25519', fixed(4))];
// zstd may choose other bytes in another version, so the vector's body is stored, not compressed: one raw block (RFC 8878, 3.1.1).
const storedZstd = (plain: Uint8Array) => {
  const header = (plain.length << 3) | 1;
  return concatBytes(Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0xa0, plain.length & 255, plain.length >> 8, 0, 0, header & 255, (header >> 8) & 255, header >> 16), plain);
};
const port = { ...nodeCrypto, newContentKey: () => fixed(5), newReadKeyPair: () => ephemeral, compress: storedZstd };

const device = '01890000-0000-7000-8000-000000000001' as DeviceId;
const entry = encodeEntry(JournalEntry.parse({
  v: 1, device, number: 7, collection: 'persons', document: '01890000-0000-7000-8000-000000000002', base: 3, changes: { phone: '+77011234567' }, command: 'person.edit',
  author: '01890000-0000-7000-8000-000000000003', hlc: '0199b3c1d2e3-0000', previous: toBase64url(new Uint8Array(32)),
}));
const envelope = sealEnvelope(port, (message) => nodeCrypto.sign(deviceSign.privateKey, message), { device, entries: [{ number: 7, bytes: entry }], manifests: [], previous: new Uint8Array(32), readers: [centreRead.publicKey], schema: 1 });
const link = newLinkContext({ device, area: '636200000', readKey: centreRead.publicKey, staff: ['01890000-0000-7000-8000-000000000003'], secret: fixed(7) });
const packed = (() => {
  let signature = new Uint8Array();
  const input = { device, entries: [{ number: 7, bytes: entry }], manifests: [], previous: new Uint8Array(32), schema: 1 };
  const whole = sealEnvelope(linkPort(nodeCrypto, link.secret, 0), (message) => (signature = new Uint8Array(nodeCrypto.sign(deviceSign.privateKey, message))), { ...input, readers: [centreRead.publicKey] });
  return { whole, bytes: packEnvelope(port, link, { ...input, number: 0, signature }, whole)! };
})();
// The office: the carrier is ...0009 and signs with 08; the laptop that a letter is for reads with 06.
const [carrierSign, laptopRead] = [keyPairOf('Ed25519', fixed(8)), keyPairOf('X25519', fixed(6))];
const proof = utf8(canonicalJson({ v: 1, device, entries: [[7, toBase64url(nodeCrypto.sha256(entry))]] }));
const proofSignature = nodeCrypto.sign(deviceSign.privateKey, signedMessage('proof', proof));
const carried = sealEnvelope(port, (message) => nodeCrypto.sign(carrierSign.privateKey, message), {
  device, carrier: '01890000-0000-7000-8000-000000000009' as DeviceId, entries: [{ number: 7, bytes: entry }], manifests: [], proofs: [{ bytes: proof, signature: proofSignature }], previous: new Uint8Array(32), readers: [centreRead.publicKey], schema: 1,
});
const letter = sealLetter(port, (message) => nodeCrypto.sign(deviceSign.privateKey, message), { area: '636200000' as KatoCode, device, at: '2026-01-05T05:00:00.000Z' as Instant, readers: [laptopRead.publicKey] }, {
  word: { v: 1, after: 6, last: 7, have: [], cursors: [], counts: { unreleased: 1, unsent: 0, aside: 0, lastReceiptAt: null }, lease: '2026-02-05T05:00:00.000Z' as Instant },
  open: [7], entries: [{ number: 7, bytes: entry }], proof: { bytes: proof, signature: proofSignature }, manifests: [], receipts: [],
});
const line = { n: 7, r: 'applied' as const };
const receipt = utf8(canonicalJson({ v: 1, device, envelope: toBase64url(nodeCrypto.sha256(envelope)), at: '2026-01-05T05:00:00.000Z', epoch: 1, count: 1, root: toBase64url(merkleRoot(nodeCrypto.sha256, [receiptLeaf(nodeCrypto.sha256(entry), line)])) }));
const person = { ...makePerson('636200000'), id: '01890000-0000-7000-8000-000000000002' };
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const made: Record<string, string> = {
  'device signing key': toBase64url(deviceSign.publicKey),
  'centre signing key': toBase64url(centreSign.publicKey),
  'centre reading key': toBase64url(centreRead.publicKey),
  'parts of "a" and 200 × "b", SHA-256': toBase64url(nodeCrypto.sha256(packParts([utf8('a'), utf8('b'.repeat(200))]))),
  'numbers 7, 8, 300': toBase64url(encodeRising([7, 8, 300])),
  entry: text(entry),
  'entry hash': toBase64url(nodeCrypto.sha256(entry)),
  'sealed content key': toBase64url(nodeCrypto.sealKey(ephemeral, centreRead.publicKey, fixed(5))),
  envelope: toBase64url(envelope),
  'packed envelope': toBase64url(packed.bytes),
  'packed envelope made whole, SHA-256': toBase64url(nodeCrypto.sha256(packed.whole)),
  'id of a task that begins with the entry above': taskIdOf(nodeCrypto.sha256, entry),
  receipt: text(receipt),
  'receipt signature': toBase64url(nodeCrypto.sign(centreSign.privateKey, signedMessage('receipt', receipt))),
  'request signature (session 16 × 06, number 9, body "body")': toBase64url(nodeCrypto.sign(deviceSign.privateKey, requestMessage(nodeCrypto.sha256, new Uint8Array(16).fill(6), 9, utf8('body')))),
  'frame in columns': toBase64url(encodeColumnFrame(port, { stream: '636200000/registry' as StreamName, epoch: 1, from: 4, to: 5, head: 5, items: 1 }, [`{"k":"put","c":"persons","i":"${person.id}","v":1,"d":${JSON.stringify(person)}}`])),
  proof: text(proof),
  'proof signature': toBase64url(proofSignature),
  'carried envelope, SHA-256': toBase64url(nodeCrypto.sha256(carried)),
  letter: toBase64url(letter),
  frame: toBase64url(encodeFrame(port, { stream: '636200000/registry' as StreamName, epoch: 1, from: 4, to: 5, head: 5, items: 1 }, ['{"k":"put","c":"persons","i":"x","v":1,"d":{}}'])),
};

describe('the vectors of PROTOCOL.md', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../src-server/PROTOCOL.md'), 'utf8');

  it.each(Object.entries(made))('%s', (name, value) => expect(page).toContain(`| ${name} | \`${value}\` |`));

  it('are an envelope that the centre opens', () => {
    const parsed = parseEnvelope(nodeCrypto, envelope);
    const opened = parsed.ok ? openEnvelope(nodeCrypto, { signKey: deviceSign.publicKey, reader: centreRead }, parsed.value) : parsed;
    expect(opened).toEqual({ ok: true, value: { manifests: [], entries: [{ number: 7, bytes: entry }] } });
  });
});
