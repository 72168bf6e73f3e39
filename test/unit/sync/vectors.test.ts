import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../../shared/base/base64url.ts';
import { concatBytes, utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { DeviceId } from '../../../shared/base/ids.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import type { KatoCode } from '../../../shared/domain/kato.ts';
import { decodeFrame } from '../../../shared/sync/decode-frame.ts';
import { encodeColumnFrame, encodeFrame } from '../../../shared/sync/encode-frame.ts';
import type { FileRequest } from '../../../shared/sync/file-messages.ts';
import type { StreamName } from '../../../shared/sync/frame.ts';
import { encodeEntry, JournalEntry } from '../../../shared/sync/journal-entry.ts';
import { contextAfter, packEnvelope } from '../../../shared/sync/link/compact-envelope.ts';
import { newLinkContext } from '../../../shared/sync/link/link-context.ts';
import { linkPort } from '../../../shared/sync/link/link-keys.ts';
import { merkleProof, merkleRoot } from '../../../shared/sync/merkle.ts';
import { findRoster, type OfficeRoster } from '../../../shared/sync/office-roster.ts';
import { encodePaper, encodeStatement, type PaperStatement } from '../../../shared/sync/paper-statement.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { receiptLeaf, type ReceiptLine } from '../../../shared/sync/receipt.ts';
import { checkProof, proveEntry, type ReceiptProof } from '../../../shared/sync/receipt-proof.ts';
import { sealLetter } from '../../../shared/sync/seal-letter.ts';
import { sealEnvelope } from '../../../shared/sync/seal-envelope.ts';
import { openFrame, sealFrame } from '../../../shared/sync/sealed-frames.ts';
import { changedSet } from '../../../shared/sync/set-changes.ts';
import { requestMessage, signedMessage } from '../../../shared/sync/signed-message.ts';
import { encodeRising } from '../../../shared/sync/varints.ts';
import { verifyPaper } from '../../../shared/sync/verify-paper.ts';
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
  return { whole, bytes: packEnvelope(port, link, { ...input, number: 0, signature }, whole, 3)! };
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
// People with all that columns can say: a household, training numbers, work that goes on, a year that is usual and one that is not, a disability, another paper, names that no rule spells.
const people = [
  { ...person, iin: '800505800017', householdId: '01890000-0001-7000-8000-00000000000a', phone: '+77790000001', work: [{ employer: 'Асубұлақ мектебі', bin: '990240001234', position: 'мұғалім', from: '2001-09', to: '2003-08' }, { employer: 'Асубұлақ мектебі', bin: '990240001234', position: 'мұғалім', from: '2004-01', to: null }],
    contributions: [{ year: 2022, months: 12, income: 1_440_000, amount: 50_400 }, { year: 2023, months: 11, income: 1_650_000, amount: 57_750 }], disability: { group: 2, cause: 'generalIllness', since: '2020-02-29' } },
  { ...makePerson('636200000', { birthDate: '1979-12-31', sex: 'male', lastNameKk: 'Сынақов', lastNameRu: 'Сынаков', firstNameKk: 'Қайрат', firstNameRu: 'Кайрат', patronymicKk: 'Әлиұлы', patronymicRu: 'Алиевич', phone: '8 (72334) 2-11-05', work: [{ employer: 'Асубұлақ мектебі', bin: '990240001234', position: 'мұғалім', from: '2000-01', to: null }],
    contributions: [{ year: 2022, months: 12, income: 1_800_000, amount: 63_000 }, { year: 2023, months: 12, income: 1_000_001, amount: 5 }], otherIds: [{ kind: 'паспорт', value: 'N0012345' }] }), id: '01890000-0000-7000-8000-00000000000b', householdId: '01890000-0001-7000-8000-00000000000a' },
  { ...makePerson('636200000', { lastNameKk: 'Сынақова', lastNameRu: 'Сынакова', firstNameKk: 'Гүлнәр', firstNameRu: 'Гульнара', patronymicKk: 'Әлиқызы', patronymicRu: 'Алиевна', settlement: 'Таврия', iin: '800505800025' }), id: '01890000-0000-7000-8000-00000000000c' },
];
const moved = { k: 'moved', c: 'persons', i: '01890000-0000-7000-8000-00000000000d', v: 2, to: '634600000', at: '2026-01-05T05:00:00.000Z', by: '01890000-0000-7000-8000-000000000003', byName: 'Айгүл' };
const manyTexts = [...people.slice(0, 2).map((one, index) => ({ k: 'put', c: 'persons', i: one.id, v: index + 1, d: one })), moved, { k: 'put', c: 'persons', i: people[2]!.id, v: 1_048_577, d: people[2] }].map((item) => JSON.stringify(item));
const many = encodeColumnFrame(port, { stream: '636200000/registry' as StreamName, epoch: 1, from: 5, to: 9, head: 9, items: 4 }, manyTexts);

// The next envelope of the link: a person who is new, another change of them, a command that is on no list, released by the only staff.
const [author, batch] = ['01890000-0000-7000-8000-000000000003', '0199b3c1-d4e3-7000-8000-00000000000e'];
const second = (() => {
  const entries: { number: number; bytes: Uint8Array }[] = [];
  const fresh = { v: 1, device, collection: 'persons', document: people[2]!.id, base: 0, author };
  for (const [number, more] of [[8, { command: 'person.register', changes: people[2], hlc: '0199b3c1d3e3-0000' }], [9, { command: 'person.edit', changes: { house: '8', phone: '+77011234568' }, hlc: '0199b3c1d3e3-0001' }], [11, { command: 'person.somethingNew', changes: { house: '9' }, hlc: '0199b3c1d4e3-0000', document: person.id, base: 4 }]] as const)
    entries.push({ number, bytes: encodeEntry(JournalEntry.parse({ ...fresh, ...more, number, previous: toBase64url(nodeCrypto.sha256(entries.at(-1)?.bytes ?? entry)) })) });
  const manifest = utf8(canonicalJson({ v: 1, batch, district: '636200000', device, signedBy: author, signedAt: '2025-10-05T06:00:00.000Z', entries: entries.slice(0, 2).map(({ number, bytes }) => [number, toBase64url(nodeCrypto.sha256(bytes))]) }));
  const manifests = [{ bytes: manifest, signature: new Uint8Array(nodeCrypto.sign(fixed(9), signedMessage('manifest', manifest))) }];
  let signature = new Uint8Array();
  const previous = nodeCrypto.sha256(packed.whole);
  const input = { device, entries, manifests, previous, schema: 1 };
  const whole = sealEnvelope(linkPort(nodeCrypto, link.secret, 1), (message) => (signature = new Uint8Array(nodeCrypto.sign(deviceSign.privateKey, message))), { ...input, readers: [centreRead.publicKey] });
  const context = contextAfter(nodeCrypto.sha256, link, { entries: [{ number: 7, bytes: entry }] }, previous);
  // What zstd makes of the changes may be other bytes in another version: here it packs nothing.
  return { entries, manifest, whole, context: contextAfter(nodeCrypto.sha256, context, input, nodeCrypto.sha256(whole)), bytes: packEnvelope({ ...nodeCrypto, compress: storedZstd }, context, { ...input, number: 1, signature }, whole, 3)! };
})();
// And one of protocol 4: the record of a batch alone.
const third = (() => {
  const record = { id: batch, number: '2025-12/000001', district: '636200000', signed: { by: author, byName: 'Айгүл', at: '2025-10-05T06:00:00.000Z' }, cases: 0, persons: 1, entries: 2 };
  const last = second.entries.at(-1)!;
  const bytes = encodeEntry(JournalEntry.parse({ v: 1, device, number: 12, collection: 'batches', document: batch, base: 0, changes: record, command: 'batch.sign', author, hlc: '0199b3c1d5e3-0000', previous: toBase64url(nodeCrypto.sha256(last.bytes)) }));
  let signature = new Uint8Array();
  const input = { device, entries: [{ number: 12, bytes }], manifests: [], previous: second.context.previous, schema: 1 };
  const whole = sealEnvelope(linkPort(nodeCrypto, link.secret, 2), (message) => (signature = new Uint8Array(nodeCrypto.sign(deviceSign.privateKey, message))), { ...input, readers: [centreRead.publicKey] });
  return { bytes, whole, packed: packEnvelope({ ...nodeCrypto, compress: storedZstd }, second.context, { ...input, number: 2, signature }, whole, 4)! };
})();
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

// A paper of a person was put in and another taken out, by somebody who had an entry of the carrier before them.
const [paper, mistaken] = [{ kind: 'паспорт', value: 'N0012345' }, { kind: 'паспорт', value: 'N0012354' }];
const withSets = JournalEntry.parse({
  v: 1, device, number: 12, collection: 'persons', document: person.id, base: 4, heard: [['01890000-0000-7000-8000-000000000009', 3]], changes: { otherIds: [paper] }, sets: { otherIds: { put: [paper], out: [mistaken] } }, command: 'person.edit', author, hlc: '0199b3c1d5e3-0000',
  previous: toBase64url(nodeCrypto.sha256(second.entries[2]!.bytes)),
});
// The receipt of three lines, one of each result.
const lines: readonly ReceiptLine[] = [{ n: 7, r: 'applied' }, { n: 8, r: 'merged' }, { n: 9, r: 'quarantined', why: 'conflict' }];
const hashes = [entry, second.entries[0]!.bytes, second.entries[1]!.bytes].map((bytes) => nodeCrypto.sha256(bytes));
const leaves = lines.map((one, index) => receiptLeaf(hashes[index]!, one));
const byCentre = (purpose: Parameters<typeof signedMessage>[0], bytes: Uint8Array) => new Uint8Array(nodeCrypto.sign(centreSign.privateKey, signedMessage(purpose, bytes)));
const receiptOfThree = utf8(canonicalJson({ v: 1, device, envelope: toBase64url(nodeCrypto.sha256(second.whole)), at: '2026-01-05T05:00:00.000Z', epoch: 1, count: 3, root: toBase64url(merkleRoot(nodeCrypto.sha256, leaves)) }));
const receiptProof: ReceiptProof = {
  tirek: 'receipt-proof/1', document: people[2]!.id, device, centreKey: toBase64url(centreSign.publicKey), waiting: 0,
  entries: [proveEntry(nodeCrypto.sha256, { number: 8, hash: hashes[1]!, command: 'person.register', at: '2025-10-05T05:36:00.000Z' }, { bytes: receiptOfThree, signature: byCentre('receipt', receiptOfThree), lines, hashes })!],
};
const frame = encodeFrame(port, { stream: '636200000/registry' as StreamName, epoch: 1, from: 4, to: 5, head: 5, items: 1 }, ['{"k":"put","c":"persons","i":"x","v":1,"d":{}}']);
const sealedFrame = sealFrame(port, (message) => nodeCrypto.sign(centreSign.privateKey, message), '636200000', [laptopRead.publicKey], frame);
const roster = utf8(canonicalJson({
  v: 1, area: '636200000' as KatoCode, number: 2,
  devices: [{ device, name: 'Ұлан, 1-ноутбук', classes: ['registry', 'casework'], signKey: toBase64url(deviceSign.publicKey), readKey: toBase64url(keyPairOf('X25519', fixed(10)).publicKey) }, { device: '01890000-0000-7000-8000-000000000009' as DeviceId, name: 'Ұлан, 2-ноутбук', classes: ['registry'], signKey: toBase64url(carrierSign.publicKey), readKey: toBase64url(laptopRead.publicKey) }],
  staff: [{ device, staff: author as OfficeRoster['staff'][number]['staff'], name: 'Айгүл', roles: ['supervisor'], key: toBase64url(keyPairOf('Ed25519', fixed(9)).publicKey) }, { device, staff: '01890000-0000-7000-8000-00000000000f' as OfficeRoster['staff'][number]['staff'], name: 'Болат', roles: ['caseworker'], key: toBase64url(keyPairOf('Ed25519', fixed(11)).publicKey), until: '2026-01-05T05:00:00.000Z' as Instant }],
} satisfies OfficeRoster));
const certificate = utf8(canonicalJson({
  v: 1, device, name: 'Ұлан, 1-ноутбук', area: '636200000', classes: ['registry', 'medical'], training: true, issued: '2026-01-05T05:00:00.000Z', lease: '2026-02-05T05:00:00.000Z', serverSignKey: toBase64url(centreSign.publicKey), serverReadKey: toBase64url(centreRead.publicKey), signKey: toBase64url(deviceSign.publicKey),
}));
const statement = encodeStatement({
  v: 1, kind: 'certificate', act: '01890000-0000-7000-8000-000000000010', number: '2026-1/A', hash: toBase64url(fixed(12)), district: '636200000', iin: '800505800017', outcome: 'group2', percent: null, from: '2026-01-05', until: '2027-01-05', state: 'registered', at: '2026-01-05T05:00:00.000Z',
} as PaperStatement);
const code = encodePaper({ statement, signature: new Uint8Array(nodeCrypto.sign(deviceSign.privateKey, signedMessage('paper', statement))), certificate, certificateSignature: byCentre('certificate', certificate) });

const made: Record<string, string> = {
  'device signing key': toBase64url(deviceSign.publicKey),
  'centre signing key': toBase64url(centreSign.publicKey),
  'centre reading key': toBase64url(centreRead.publicKey),
  'parts of "a" and 200 × "b", SHA-256': toBase64url(nodeCrypto.sha256(packParts([utf8('a'), utf8('b'.repeat(200))]))),
  'numbers 7, 8, 300': toBase64url(encodeRising([7, 8, 300])),
  entry: text(entry),
  'entry hash': toBase64url(nodeCrypto.sha256(entry)),
  'entry with a set, by somebody who had heard of another': text(encodeEntry(withSets)),
  'hash of the entry with a set': toBase64url(nodeCrypto.sha256(encodeEntry(withSets))),
  'sealed content key': toBase64url(nodeCrypto.sealKey(ephemeral, centreRead.publicKey, fixed(5))),
  envelope: toBase64url(envelope),
  'packed envelope': toBase64url(packed.bytes),
  'packed envelope made whole, SHA-256': toBase64url(nodeCrypto.sha256(packed.whole)),
  'id of a task that begins with the entry above': taskIdOf(nodeCrypto.sha256, entry),
  receipt: text(receipt),
  'receipt signature': toBase64url(nodeCrypto.sign(centreSign.privateKey, signedMessage('receipt', receipt))),
  'leaves of entry 7 `applied`, 8 `merged`, 9 `quarantined` as `conflict`, SHA-256 of the three joined': toBase64url(nodeCrypto.sha256(concatBytes(...leaves))),
  'their root': toBase64url(merkleRoot(nodeCrypto.sha256, leaves)),
  'path of the second': merkleProof(nodeCrypto.sha256, leaves, 1).map(toBase64url).join(' '),
  'path of the third': merkleProof(nodeCrypto.sha256, leaves, 2).map(toBase64url).join(' '),
  'receipt proof of the second': canonicalJson(receiptProof),
  'code of a paper': code,
  'what it says': text(statement),
  'request signature (session 16 × 06, number 9, body "body")': toBase64url(nodeCrypto.sign(deviceSign.privateKey, requestMessage(nodeCrypto.sha256, new Uint8Array(16).fill(6), 9, utf8('body')))),
  'request to /file: `put` of the file "body" from 1 on': toBase64url(packParts([utf8(canonicalJson({ ask: 'put', hash: toBase64url(nodeCrypto.sha256(utf8('body'))), size: 4, offset: 1 } satisfies FileRequest)), utf8('ody')])),
  'frame in columns': toBase64url(encodeColumnFrame(port, { stream: '636200000/registry' as StreamName, epoch: 1, from: 4, to: 5, head: 5, items: 1 }, [`{"k":"put","c":"persons","i":"${person.id}","v":1,"d":${JSON.stringify(person)}}`])),
  'its item': `{"k":"put","c":"persons","i":"${person.id}","v":1,"d":${JSON.stringify(person)}}`,
  'frame in columns of three people and a trace': toBase64url(many),
  'its items': `[${manyTexts.join(',')}]`,
  'second packed envelope, entries': `[${second.entries.map(({ bytes }) => text(bytes)).join(',')}]`,
  'second packed envelope, manifest': text(second.manifest),
  'second packed envelope': toBase64url(second.bytes),
  'second packed envelope made whole, SHA-256': toBase64url(nodeCrypto.sha256(second.whole)),
  'third packed envelope, entry': text(third.bytes),
  'third packed envelope': toBase64url(third.packed),
  'third packed envelope made whole, SHA-256': toBase64url(nodeCrypto.sha256(third.whole)),
  proof: text(proof),
  'proof signature': toBase64url(proofSignature),
  'carried envelope, SHA-256': toBase64url(nodeCrypto.sha256(carried)),
  letter: toBase64url(letter),
  'office roster': text(roster),
  'roster signature': toBase64url(byCentre('roster', roster)),
  frame: toBase64url(frame),
  'sealed frame': toBase64url(sealedFrame),
};

describe('the vectors of PROTOCOL.md', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../src-server/PROTOCOL.md'), 'utf8');

  it.each(Object.entries(made))('%s', (name, value) => expect(page).toContain(`| ${name} | \`${value}\` |`));

  it('have people in columns whom the program reads as they were', () => {
    const frame = decodeFrame(nodeCrypto, many);
    expect(frame.ok && frame.value.items.map((item) => JSON.stringify(item))).toEqual(manyTexts);
    // Three of them in columns, and nothing of them as JSON.
    expect(findParts(findParts(many)![1]!)![0]).toEqual(Uint8Array.of(0, 0, 0, 3));
  });

  it('are an envelope that the centre opens', () => {
    const parsed = parseEnvelope(nodeCrypto, envelope);
    const opened = parsed.ok ? openEnvelope(nodeCrypto, { signKey: deviceSign.publicKey, reader: centreRead }, parsed.value) : parsed;
    expect(opened).toEqual({ ok: true, value: { manifests: [], entries: [{ number: 7, bytes: entry }] } });
  });

  it('are a roster, a frame, a proof and a paper that the program takes, and a set as the entry makes it', () => {
    expect(findRoster(nodeCrypto.verify, centreSign.publicKey, '636200000', { bytes: roster, signature: byCentre('roster', roster) })).toEqual(JSON.parse(text(roster)));
    expect(openFrame(nodeCrypto, centreSign.publicKey, laptopRead, sealedFrame)).toEqual({ ok: true, value: frame });
    expect(checkProof(nodeCrypto, JSON.parse(canonicalJson(receiptProof)), toBase64url(centreSign.publicKey))).toEqual({ proof: receiptProof });
    expect(verifyPaper(nodeCrypto.verify, code, toBase64url(centreSign.publicKey))).toMatchObject({ statement: JSON.parse(text(statement)) });
    expect(changedSet([mistaken], withSets.sets!.otherIds!)).toEqual(withSets.changes.otherIds);
  });
});
