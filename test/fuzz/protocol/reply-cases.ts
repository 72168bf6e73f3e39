import { toBase64url } from '../../../shared/base/base64url.ts';
import { concatBytes, utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { Certificate } from '../../../shared/sync/certificate.ts';
import { checkReceipt } from '../../../shared/sync/check-receipt.ts';
import { decodeFrame } from '../../../shared/sync/decode-frame.ts';
import { encodeColumnFrame, encodeFrame } from '../../../shared/sync/encode-frame.ts';
import { StreamItem, streamName, type FrameHeader } from '../../../shared/sync/frame.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { merkleRoot } from '../../../shared/sync/merkle.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { receiptLeaf, type ReceiptLine } from '../../../shared/sync/receipt.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { checkCertificate } from '../../../src-main/replica/sync/check-certificate.ts';
import { newKeyPair, nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { makePerson } from '../../support/server/sample-documents.ts';
import { breakBytes, breakJson, deepJson, pick } from './breaks.ts';
import type { FuzzCase, MakeCase } from './case.ts';

const area = '636200000';
const [centreKey, stranger] = [newKeyPair('Ed25519'), newKeyPair('Ed25519')];
const nothing = (name: string, run: () => string | undefined): FuzzCase => ({ name, leaves: 'nothing', run: async () => run() });
const sum = (head: Uint8Array, body: Uint8Array) => nodeCrypto.sha256(concatBytes(head, body)).subarray(0, 8);

const items = Array.from({ length: 14 }, () => makePerson(area)).map((one, at) => JSON.stringify({ k: 'put', c: 'persons', i: one.id, v: at + 1, d: one }));
const header: FrameHeader = { stream: streamName(area, 'registry'), epoch: 1, from: 0, to: items.length, head: items.length, items: items.length };
const [lines, columns] = [encodeFrame(nodeCrypto, header, items), encodeColumnFrame(nodeCrypto, header, items)];
let bomb: Uint8Array | undefined;

/** Parts of a frame with its check made anew, as whoever owns the line could send it. */
const framed = (head: Uint8Array, body: Uint8Array) => packParts([head, body, sum(head, body)]);
const partsOf = (frame: Uint8Array) => findParts(frame, 4) as [Uint8Array, Uint8Array, Uint8Array];

const refusedFrame = (bytes: Uint8Array) => (decodeFrame(nodeCrypto, bytes).ok ? 'a bad frame was read' : undefined);
/** Other bytes under a right check may still say something: then each item is a valid one, and as many as announced. */
const soundFrame = (bytes: Uint8Array) => {
  const read = decodeFrame(nodeCrypto, bytes);
  return !read.ok || (read.value.items.length === read.value.header.items && read.value.items.every((item) => StreamItem.safeParse(item).success)) ? undefined : 'items that are none';
};

/** What a laptop reads of a frame. */
export const frameCase: MakeCase = (_centre, chance) => {
  const frame = chance.below(2) === 0 ? lines : columns;
  const [head, body] = partsOf(frame);
  const required = ['stream', 'epoch', 'from', 'to', 'head', 'items'];
  return pick<FuzzCase>(chance, [
    nothing('frame: other bytes', () => refusedFrame(breakBytes(frame, chance))),
    nothing('frame: another header', () => refusedFrame(framed(breakJson({ ...header, ...(frame === columns ? { as: 'columns' } : {}) }, required, chance), body))),
    nothing('frame: numbers that do not fit', () => refusedFrame(framed(utf8(canonicalJson({ ...header, ...pick(chance, [{ from: 20 }, { head: 3 }, { items: 13 }, { items: 15 }, { to: -1 }, { stream: 'x/registry' }]), ...(frame === columns ? { as: 'columns' } : {}) } as never)), body))),
    nothing('frame: future way of writing', () => refusedFrame(framed(utf8(canonicalJson({ ...header, as: 'letters' } as never)), body))),
    nothing('frame: other body under a right check', () => soundFrame(framed(head, breakBytes(body, chance)))),
    nothing('frame: an item that is none', () => {
      const required = ['k', 'c', 'i', 'v', 'd'];
      const broken = breakJson(JSON.parse(items[0]!) as Record<string, unknown>, required, chance);
      if (broken.length > 100_000 && broken.includes(10)) return undefined;
      const packed = nodeCrypto.compress(concatBytes(broken, utf8(`\n${items.slice(1).join('\n')}`)));
      return refusedFrame(framed(partsOf(lines)[0], packed));
    }),
    nothing('frame: a million brackets', () => (chance.below(10) > 0 ? undefined : refusedFrame(framed(partsOf(lines)[0], nodeCrypto.compress(deepJson()))))),
    nothing('frame: zip bomb', () => {
      if (chance.below(25) > 0) return undefined;
      bomb ??= nodeCrypto.compress(new Uint8Array(limits.frameContent + 1));
      return refusedFrame(framed(partsOf(lines)[0], bomb)) ?? refusedFrame(framed(partsOf(columns)[0], packParts([Uint8Array.of(0, 0, 0, 1), bomb, bomb])));
    }),
    { name: 'control: frame', leaves: 'anything', run: async () => {
      const read = decodeFrame(nodeCrypto, frame);
      return read.ok && JSON.stringify(read.value.items.map((item) => item.i)) === JSON.stringify(items.map((item) => (JSON.parse(item) as { i: string }).i)) ? undefined : 'a good frame was not read';
    } },
  ]);
};

/** What a laptop believes of a receipt and a certificate. */
export const signedCase: MakeCase = ({ ours }, chance) => {
  const [device, envelope] = [ours.certificate.device, nodeCrypto.sha256(Uint8Array.of(1))];
  const entries = [1, 2, 3].map((number) => ({ number, hash: nodeCrypto.sha256(Uint8Array.of(number)) }));
  const said: ReceiptLine[] = [{ n: 1, r: 'applied' }, { n: 2, r: 'quarantined', why: 'conflict' }, { n: 3, r: 'merged' }];
  const root = merkleRoot(nodeCrypto.sha256, said.map((line, at) => receiptLeaf(entries[at]!.hash, line)));
  const statement = { v: 1, device, envelope: toBase64url(envelope), at: '2026-01-05T05:00:00.000Z', epoch: 1, count: 3, root: toBase64url(root) };
  const bytes = utf8(canonicalJson(statement));
  const signed = (text: Uint8Array, purpose: 'receipt' | 'certificate' = 'receipt', key = centreKey) => nodeCrypto.sign(key.privateKey, signedMessage(purpose, text));
  const check = (text: Uint8Array, signature: Uint8Array, told: readonly ReceiptLine[] = said, sent = entries) => checkReceipt(nodeCrypto, { serverSignKey: centreKey.publicKey, device, envelopeHash: envelope, entries: sent }, { bytes: text, signature }, told).ok;
  const believed = (name: string, answer: () => boolean) => nothing(`receipt: ${name}`, () => (answer() ? 'was believed' : undefined));
  const other = breakJson(statement, ['v', 'device', 'envelope', 'at', 'epoch', 'count', 'root'], chance);
  const certificate: Certificate = ours.certificate;
  const certified = utf8(canonicalJson({ ...certificate, serverSignKey: toBase64url(centreKey.publicKey) } as never));
  const trusted = (text: Uint8Array, signature: Uint8Array, pinned?: Certificate) => checkCertificate(nodeCrypto, { certificate: toBase64url(text), signature: toBase64url(signature) }, pinned).ok;
  const otherCertificate = breakJson(JSON.parse(new TextDecoder().decode(certified)) as Record<string, unknown>, ['v', 'device', 'name', 'area', 'classes', 'training', 'issued', 'lease', 'serverSignKey', 'serverReadKey'], chance);
  return pick<FuzzCase>(chance, [
    believed('other bytes', () => check(breakBytes(bytes, chance), signed(bytes))),
    believed('wrong key', () => check(bytes, signed(bytes, 'receipt', stranger))),
    believed('signed for another purpose', () => check(bytes, signed(bytes, 'certificate'))),
    believed('another message', () => check(other, signed(other))),
    believed('another line', () => check(bytes, signed(bytes), pick(chance, [said.slice(1), [...said, said[0]!], said.with(1, { n: 2, r: 'applied' }), said.with(0, { n: 9, r: 'applied' }), [said[1]!, said[0]!, said[2]!], []]))),
    believed('replayed for other entries', () => check(bytes, signed(bytes), said, entries.with(chance.below(3), { ...entries[0]!, number: entries[0]!.number, hash: nodeCrypto.sha256(Uint8Array.of(99)) }))),
    nothing('certificate: other bytes', () => (trusted(breakBytes(certified, chance), signed(certified, 'certificate')) ? 'was believed' : undefined)),
    nothing('certificate: wrong key', () => (trusted(certified, signed(certified, 'certificate', stranger)) ? 'was believed' : undefined)),
    nothing('certificate: another message', () => (trusted(otherCertificate, signed(otherCertificate, 'certificate')) ? 'was believed' : undefined)),
    nothing('certificate: of another centre', () => (trusted(certified, signed(certified, 'certificate'), certificate) ? 'was believed' : undefined)),
    { name: 'control: receipt and certificate', leaves: 'anything', run: async () => (check(bytes, signed(bytes)) && trusted(certified, signed(certified, 'certificate')) ? undefined : 'was not believed') },
  ]);
};
