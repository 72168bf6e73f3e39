import { toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import { checkReceipt } from '../../../shared/sync/check-receipt.ts';
import type { CryptoPort, KeyPair } from '../../../shared/sync/crypto-port.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { createByteReader } from '../../../shared/sync/link/byte-reader.ts';
import { createByteWriter } from '../../../shared/sync/link/byte-writer.ts';
import { isPlainReceipt, putReceipt, takeReceipt } from '../../../shared/sync/link/compact-receipt.ts';
import { merkleRoot } from '../../../shared/sync/merkle.ts';
import { findPaper } from '../../../shared/sync/paper-statement.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { encodeReceiptFile, findReceiptFile } from '../../../shared/sync/receipt-file.ts';
import { receiptLeaf, type ReceiptLine } from '../../../shared/sync/receipt.ts';
import { findSealedLetter, openLetter, sealLetter } from '../../../shared/sync/seal-letter.ts';
import { openFrame, sealFrame } from '../../../shared/sync/sealed-frames.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { verifyPaper } from '../../../shared/sync/verify-paper.ts';
import { newKeyPair, nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { districts } from '../../support/server/sample-documents.ts';
import { breakBytes, pick } from './breaks.ts';
import type { FuzzCase, MakeCase } from './case.ts';

type Signer = { readonly privateKey: Uint8Array };
/** How a thing is made: who signs it, whom it is sealed to, which of two it is, and with what compression. */
type Made = { readonly signer: Signer; readonly reader: KeyPair; readonly which: number; readonly port: CryptoPort };
/** Something that comes as parts, with the laptop's own reader of it: which of two it took it for, undefined where it believes none of it. */
type Reader = { readonly name: string; readonly signer: Signer; readonly parts: (made: Made) => Uint8Array[]; readonly read: (parts: Uint8Array) => number | undefined };

const [centre, writer, stranger] = [newKeyPair('Ed25519'), newKeyPair('Ed25519'), newKeyPair('Ed25519')];
const [own, another] = [newKeyPair('X25519'), newKeyPair('X25519')];
const [id, area] = ['01890000-0000-7000-8000-000000000001', districts.ulan];
const [at, key32] = ['2026-01-05T05:00:00.000Z' as Instant, toBase64url(new Uint8Array(32))];
const signed = (signer: Signer, purpose: 'receipt' | 'proof' | 'paper' | 'certificate', bytes: Uint8Array) => nodeCrypto.sign(signer.privateKey, signedMessage(purpose, bytes));
const whichOf = (number: number | undefined) => (number === 1 || number === 2 ? number : undefined);

const letterOf = ({ signer, reader, which, port }: Made) => {
  const proof = utf8(canonicalJson({ v: 1, device: id, entries: [] }));
  const word = { v: 1 as const, after: which, last: which + 1, have: [], cursors: [], counts: { unreleased: 0, unsent: 0, aside: 0, lastReceiptAt: null }, lease: at };
  return sealLetter(port, (message) => nodeCrypto.sign(signer.privateKey, message), { area: area as never, device: id as never, at, readers: [reader.publicKey] }, { word, open: [], entries: [{ number: which + 1, bytes: utf8('{}') }], proof: { bytes: proof, signature: signed(signer, 'proof', proof) }, manifests: [], receipts: [] });
};
const readLetter = (bytes: Uint8Array) => {
  const parsed = findSealedLetter(nodeCrypto, bytes);
  const opened = parsed && openLetter(nodeCrypto, writer.publicKey, own, parsed);
  return opened?.ok ? opened.value : opened?.error;
};

const envelope = nodeCrypto.sha256(Uint8Array.of(1));
const entries = [1, 2].map((number) => ({ number, hash: nodeCrypto.sha256(Uint8Array.of(number)) }));
const linesOf = (which: number): ReceiptLine[] => [{ n: 1, r: 'applied' }, which === 1 ? { n: 2, r: 'applied' } : { n: 2, r: 'quarantined', why: 'conflict' }];
const receiptOf = (which: number) => utf8(canonicalJson({ v: 1, device: id, envelope: toBase64url(envelope), at, epoch: 1, count: 2, root: toBase64url(merkleRoot(nodeCrypto.sha256, linesOf(which).map((line, index) => receiptLeaf(entries[index]!.hash, line)))) }));
const expected = { serverSignKey: centre.publicKey, device: id, envelopeHash: envelope, entries };

const paperOf = ({ signer, which }: Made) => {
  const statement = utf8(canonicalJson({ v: 1, kind: 'notice', act: id, number: '7', hash: key32, district: area, iin: null, outcome: 'none', percent: which, from: '2026-01-05', until: null, state: 'registered', at }));
  const certificate = utf8(canonicalJson({ v: 1, device: id, name: 'n', area, classes: ['medical'], training: true, issued: at, lease: at, serverSignKey: toBase64url(centre.publicKey), serverReadKey: key32, signKey: toBase64url(writer.publicKey) }));
  // Either of the two signatures is the wrong one.
  const [paperBy, certificateBy] = signer === stranger ? (which === 1 ? [stranger, centre] : [writer, stranger]) : [writer, centre];
  return [statement, signed(paperBy, 'paper', statement), certificate, signed(certificateBy, 'certificate', certificate)];
};

const readers: readonly Reader[] = [
  { name: 'letter', signer: writer, parts: (made) => findParts(letterOf(made))!, read: (bytes) => {
    const content = readLetter(bytes);
    return typeof content === 'object' ? whichOf(content.word.after) : undefined;
  } },
  { name: 'sealed frame', signer: centre, parts: ({ signer, reader, which, port }) => findParts(sealFrame(port, (message) => nodeCrypto.sign(signer.privateKey, message), area, [reader.publicKey], new Uint8Array(200).fill(which)))!, read: (file) => {
    const frame = openFrame(nodeCrypto, centre.publicKey, own, file);
    return frame.ok ? whichOf(frame.value[199]) : undefined;
  } },
  { name: 'receipt file', signer: centre, parts: ({ signer, which }) => findParts(encodeReceiptFile({ bytes: receiptOf(which), signature: signed(signer, 'receipt', receiptOf(which)), lines: linesOf(which) }))!, read: (file) => {
    const found = findReceiptFile(file);
    if (!found || !checkReceipt(nodeCrypto, expected, found, found.lines).ok) return undefined;
    return found.lines[1]?.r === 'applied' ? 1 : 2;
  } },
  { name: 'paper', signer: writer, parts: paperOf, read: (parts) => {
    // As it is typed in: with blanks.
    const text = `TIREK1: ${toBase64url(parts)}\n`;
    const verdict = verifyPaper(nodeCrypto.verify, text, toBase64url(centre.publicKey));
    return 'fault' in verdict || !findPaper(text) ? undefined : whichOf(verdict.statement.percent ?? undefined);
  } },
];

/** The short receipt of a compact link, as the laptop reads it: what it cannot be is a RangeError there. */
const believesShort = (bytes: Uint8Array, context = { device: id, epoch: 1, envelope, entries }): boolean => {
  const reader = createByteReader(bytes);
  try {
    const { lines, ...receipt } = takeReceipt(nodeCrypto.sha256, reader, context);
    return reader.isEnd() && checkReceipt(nodeCrypto, { ...expected, device: context.device, envelopeHash: context.envelope, entries: context.entries }, receipt, lines).ok;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};
const short = (signer: Signer, bytes = receiptOf(1)) => {
  const said = createByteWriter();
  putReceipt(said, bytes, signed(signer, 'receipt', bytes));
  return said.bytes();
};

let bomb: Uint8Array | undefined;
/** The same letter with an entry that makes it larger than any may be. */
const tooLarge = (plain: Uint8Array) => packParts(findParts(plain)!.with(3, packParts([new Uint8Array(limits.letterContent)])));

/** What a laptop takes off a stick, out of the office's mailbox, off a compact link or off a sheet of paper: nothing is believed but what is whole, signed by the right one and for this laptop. */
export const sealedReaderCase: MakeCase = (_centre, chance) => {
  const { name, signer, parts, read } = pick(chance, readers);
  const make = (change: Partial<Made> = {}) => parts({ signer, reader: own, which: 1, port: nodeCrypto, ...change });
  const isSealed = name === 'letter' || name === 'sealed frame';
  const unread = (kind: string, made: () => Uint8Array, of = name, reads: (bytes: Uint8Array) => unknown = read): FuzzCase => ({ name: `${of}: ${kind}`, leaves: 'nothing', run: async () => (reads(made()) ? 'was believed' : undefined) });
  const unshort = (kind: string, run: () => boolean): FuzzCase => ({ name: `short receipt: ${kind}`, leaves: 'nothing', run: async () => (run() ? 'was believed' : undefined) });
  return pick<() => FuzzCase>(chance, [
    () => unread('other bytes', () => breakBytes(packParts(make()), chance)),
    () => unread('other bytes in a part', () => {
      const whole = make();
      const at = chance.below(whole.length);
      return packParts(whole.with(at, breakBytes(whole[at]!, chance)));
    }),
    () => unread('junk', () => pick(chance, [() => chance.bytes(chance.below(300)), () => packParts(make().map(({ length }) => chance.bytes(length))), () => new Uint8Array(), () => packParts([...make(), chance.bytes(3)])])()),
    () => unread('wrong key', () => packParts(make({ signer: stranger, which: 1 + chance.below(2) }))),
    () => unread('swapped parts', () => {
      const whole = make();
      const [one, other] = pick(chance, whole.flatMap((_, a) => whole.flatMap((_part, b) => (a < b ? [[a, b] as const] : []))));
      return packParts(whole.with(one, whole[other]!).with(other, whole[one]!));
    }),
    () => unread('parts of two', () => {
      // The certificate of a paper is the same in both.
      const at = chance.below(name === 'paper' ? 2 : 3);
      return packParts(make().with(at, make({ which: 2 })[at]!));
    }),
    () => (isSealed ? unread('for another', () => packParts(make({ reader: another }))) : unread('wrong key', () => packParts(make({ signer: stranger })))),
    () => unread('holds something else', () => packParts(findParts(letterOf({ signer: writer, reader: own, which: 1, port: { ...nodeCrypto, compress: (plain) => (chance.below(2) === 0 ? breakBytes(nodeCrypto.compress(plain), chance) : nodeCrypto.compress(breakBytes(plain, chance))) } }))!), 'letter', (bytes) => {
      const content = readLetter(bytes);
      // What the writer signed and sealed is a letter, or is called damaged; its entries are not read here.
      return content === 'foreign' || content === undefined;
    }),
    () => unread('unpacks to too much', () => letterOf({ signer: writer, reader: own, which: 1, port: { ...nodeCrypto, compress: (plain) => (bomb ??= nodeCrypto.compress(tooLarge(plain))) } }), 'letter', (bytes) => readLetter(bytes) !== 'damaged'),
    () => unshort('other bytes', () => believesShort(breakBytes(short(centre), chance))),
    () => unshort('junk', () => believesShort(pick(chance, [chance.bytes(chance.below(100)), new Uint8Array(80).fill(255), new Uint8Array()]))),
    () => unshort('wrong key', () => believesShort(short(stranger))),
    () => unshort('for something else', () => believesShort(short(centre), pick(chance, [{ device: id, epoch: 2, envelope, entries }, { device: id, epoch: 1, envelope: chance.bytes(32), entries }, { device: id, epoch: 1, envelope, entries: entries.toReversed() }, { device: id, epoch: 1, envelope, entries: entries.slice(1) }, { device: id.replace('1', '2'), epoch: 1, envelope, entries }]))),
    () => unshort('of what was put aside', () => isPlainReceipt(nodeCrypto.sha256, { device: id, epoch: 1, envelope, entries }, receiptOf(2)) || believesShort(short(centre, receiptOf(2)))),
    () => ({ name: 'control: short receipt', leaves: 'anything', run: async () => (isPlainReceipt(nodeCrypto.sha256, { device: id, epoch: 1, envelope, entries }, receiptOf(1)) && believesShort(short(centre)) ? undefined : 'was not believed') }),
    () => ({ name: `control: ${name}`, leaves: 'anything', run: async () => {
      const which = 1 + chance.below(2);
      return read(packParts(make({ which }))) === which ? undefined : 'was not read';
    } }),
  ])();
};
