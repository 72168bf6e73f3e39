import { findBase64urlBytes } from '../../shared/base/base64url.ts';
import { concatBytes, utf8 } from '../../shared/base/bytes.ts';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { decodeFrame } from '../../shared/sync/decode-frame.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { FrameHeader, type Cursor, type StreamItem } from '../../shared/sync/frame.ts';
import { createByteReader } from '../../shared/sync/link/byte-reader.ts';
import { createByteWriter } from '../../shared/sync/link/byte-writer.ts';
import { contextAfter, findEnvelope } from '../../shared/sync/link/compact-envelope.ts';
import { isPlainReceipt, putReceipt, type ReceiptContext } from '../../shared/sync/link/compact-receipt.ts';
import { echoHash, echoOf, echoStreams } from '../../shared/sync/link/echo.ts';
import { newLinkContext, type LinkContext } from '../../shared/sync/link/link-context.ts';
import { answered, asked } from '../../shared/sync/link/link-message.ts';
import { SyncReply, SyncRequest, type RefusalCode } from '../../shared/sync/messages.ts';
import { findParts, packParts } from '../../shared/sync/parts.ts';
import type { SyncCentre } from '../centre.ts';
import type { Device } from '../store/devices.ts';
import { answerSync } from './answer-sync.ts';

type Frame = { readonly header: FrameHeader; readonly items: readonly StreamItem[] };
type Envelope = NonNullable<ReturnType<typeof findEnvelope>>;

/** Frames of more bytes than this are looked into by nobody: they are sent. */
const mostEchoed = 100_000;

/** The header of a frame that this centre has just made. */
const headerOf = (frame: Uint8Array): FrameHeader => findMessage(FrameHeader, findParts(frame, 3)![0]!)!;

const readMessage = (body: Uint8Array): { kind: number; head: Uint8Array | undefined; rest: Uint8Array } | undefined => {
  try {
    const reader = createByteReader(body);
    const kind = reader.number();
    return { kind, head: (kind & asked.head) > 0 ? reader.sized() : undefined, rest: reader.rest() };
  } catch {
    return undefined;
  }
};

/** True where `frames` bring what the envelope itself changed, and nothing else, on top of what the device has. */
const isEcho = (area: string, cursors: ReadonlyMap<string, Cursor>, documents: ReturnType<typeof echoOf>, frames: readonly Frame[]): boolean => {
  const items = new Map(frames.flatMap((frame) => frame.items).map((item) => [`${item.c}/${item.i}`, item]));
  const said = documents.every(({ c, i, v }) => {
    const item = items.get(`${c}/${i}`);
    return item?.k === 'put' && item.v === v;
  });
  const counts = echoStreams(area, documents);
  if (!counts) return false;
  const reached = new Map([...cursors].map(([stream, { seq }]) => [stream, seq]));
  const isNext = frames.every(({ header }) => {
    const [cursor, seq] = [cursors.get(header.stream), reached.get(header.stream)];
    reached.set(header.stream, header.to);
    return cursor !== undefined && cursor.epoch === header.epoch && seq === header.from && counts.has(header.stream);
  });
  return said && isNext && items.size === documents.length && [...counts].every(([stream, count]) => (reached.get(stream) ?? 0) === (cursors.get(stream)?.seq ?? 0) + count);
};

/** Answers what a device says on a compact link (PROTOCOL.md, "Compact link"), one after another. `device` is as it is now; `secret`, area and staff are the link's. */
export const createLinkAnswers = (centre: SyncCentre, fixed: { readonly device: string; readonly area: string; readonly staff: readonly string[]; readonly secret: Uint8Array }) => {
  const { crypto } = centre;
  let context: LinkContext = newLinkContext({ ...fixed, readKey: centre.keys.read.publicKey });
  let head: SyncRequest | undefined;
  let cursors = new Map<string, Cursor>();
  let saidSum: string | undefined;

  const shortAnswer = (envelope: Envelope | undefined, reply: SyncReply, receipt: readonly Uint8Array[], pieces: readonly Uint8Array[]): Uint8Array | undefined => {
    if (reply.more || reply.chunks || reply.envelopes.some((one) => one.refused !== undefined)) return undefined;
    const sum = reply.sum === undefined || reply.sum === saidSum ? undefined : findBase64urlBytes(reply.sum);
    const flag = sum ? answered.sum : 0;
    if (!envelope) return pieces.length === 0 && reply.envelopes.length === 0 ? Uint8Array.of(answered.short + flag, ...(sum ?? [])) : undefined;
    if (pieces.reduce((sum, piece) => sum + piece.length, 0) > mostEchoed) return undefined;
    const frames = pieces.flatMap((piece) => {
      const frame = decodeFrame(crypto, piece);
      return frame.ok ? [frame.value] : [];
    });
    const writer = createByteWriter();
    const entries = envelope.content.entries.map(({ number, bytes }) => ({ number, hash: crypto.sha256(bytes) }));
    const known: ReceiptContext = { device: fixed.device, epoch: centre.epoch, envelope: crypto.sha256(envelope.bytes), entries };
    const documents = echoOf(envelope.content.entries);
    const isOwn = frames.length > 0 && isEcho(fixed.area, cursors, documents, frames);
    if (!isPlainReceipt(crypto.sha256, known, receipt[0]!) || (frames.length > 0 && !isOwn)) return undefined;
    writer.number(answered.short + answered.receipt + (isOwn ? answered.echo : 0) + flag);
    putReceipt(writer, receipt[0]!, receipt[1]!);
    const contents = new Map(frames.flatMap((frame) => frame.items).flatMap((item) => (item.k === 'put' ? [[`${item.c}/${item.i}`, item.d] as const] : [])));
    if (isOwn) writer.raw(echoHash(crypto.sha256, documents.map((one) => ({ ...one, d: contents.get(`${one.c}/${one.i}`) }))));
    if (sum) writer.raw(sum);
    return writer.bytes();
  };

  return async (device: Device, body: Uint8Array): Promise<Result<Uint8Array, RefusalCode>> => {
    const message = readMessage(body);
    const given = message?.head && findMessage(SyncRequest, message.head);
    if (!message || (message.head && !given) || (!given && !head)) return err('malformed');
    // Heard, whatever becomes of what came with it: the device says it once.
    if (given) [head, cursors] = [given, new Map(given.cursors.map((cursor) => [cursor.stream, cursor]))];
    const isPacked = (message.kind & asked.packed) > 0;
    const envelope = isPacked ? findEnvelope(crypto, context, message.rest) : undefined;
    if (isPacked && !envelope) return ok(Uint8Array.of(answered.unclear));
    const brought = envelope ? [envelope.bytes] : (message.kind & asked.whole) > 0 ? [message.rest] : [];
    const now = { ...head!, cursors: [...cursors.values()] };
    const said = await answerSync(centre, device, packParts([utf8(canonicalJson({ ...now, envelopes: brought.length })), ...brought]));
    if (!said.ok) return said;
    const [first, ...parts] = findParts(said.value)!;
    const reply = findMessage(SyncReply, first!)!;
    // Made from another context than the device's, it is not what was signed.
    if (envelope && reply.envelopes[0]?.refused === 'badSignature') return ok(Uint8Array.of(answered.unclear));
    const pieces = parts.slice(brought.length * 2);
    const short = shortAnswer(envelope, reply, parts, pieces);
    if (reply.sum !== undefined) saidSum = reply.sum;
    head = now;
    for (const header of pieces.map(headerOf)) cursors.set(header.stream, { stream: header.stream, epoch: header.epoch, seq: header.to });
    if (envelope && reply.envelopes[0]?.refused === undefined) context = contextAfter(crypto.sha256, context, envelope.content, crypto.sha256(envelope.bytes));
    return ok(short ?? concatBytes(Uint8Array.of(answered.reply), said.value));
  };
};
