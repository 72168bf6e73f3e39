import { toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { concatBytes } from '../../../shared/base/bytes.ts';
import type { Cursor } from '../../../shared/sync/frame.ts';
import { createByteReader } from '../../../shared/sync/link/byte-reader.ts';
import { createByteWriter } from '../../../shared/sync/link/byte-writer.ts';
import { contextAfter, packEnvelope } from '../../../shared/sync/link/compact-envelope.ts';
import { takeReceipt } from '../../../shared/sync/link/compact-receipt.ts';
import { echoLength } from '../../../shared/sync/link/echo.ts';
import { sumLength } from '../../../shared/sync/compare/stream-sum.ts';
import { answered, asked } from '../../../shared/sync/link/link-message.ts';
import type { SyncRequest } from '../../../shared/sync/messages.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { applyEcho } from './apply-echo.ts';
import type { CompactLink } from './compact-link.ts';
import type { Session } from './open-session.ts';
import type { Outbox } from './outbox.ts';
import { foreignAnswer } from './post.ts';
import { createReplyReader, type Exchange, type Takers } from './reply-reader.ts';
import { coolDown, exchangeWarm } from './warm-link.ts';

type Said = { readonly link: CompactLink; readonly request: SyncRequest; readonly outbox: Outbox | undefined; readonly takers: Takers; readonly signal: AbortSignal };

const mapOf = (cursors: readonly Cursor[]): Map<string, Cursor> => new Map(cursors.map((cursor) => [cursor.stream, cursor]));
const isKnown = ({ cursors, isBehind }: CompactLink, own: readonly Cursor[]): boolean =>
  !isBehind && cursors?.size === own.length && own.every(({ stream, epoch, seq }) => cursors.get(stream)?.epoch === epoch && cursors.get(stream)?.seq === seq);

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, index) => byte === b[index]);

/** The message, and whether the envelope in it is packed. */
const messageOf = (host: Host, session: Session, { link, request, outbox }: Said): { bytes: Uint8Array; isPacked: boolean } => {
  const sealed = outbox && link.sealed && same(link.sealed.bytes, outbox.bytes) ? link.sealed : undefined;
  const packed = sealed && packEnvelope(host.crypto, link.context, sealed.envelope, sealed.bytes, session.version);
  const writer = createByteWriter();
  const head = !isKnown(link, request.cursors);
  writer.number((head ? asked.head : 0) + (packed ? asked.packed : outbox ? asked.whole : 0));
  if (head) writer.sized(utf8(canonicalJson(request)));
  writer.raw(packed ?? outbox?.bytes ?? new Uint8Array());
  if (head) link.cursors = mapOf(request.cursors);
  return { bytes: writer.bytes(), isPacked: packed !== undefined };
};

/** Takes a short answer: the receipt of the envelope, and that the centre has its documents as they are here. */
const takeShort = (host: Host, { link, outbox, takers }: Said, answer: Uint8Array): Result<boolean, AppError> => {
  const reader = createByteReader(answer);
  const kind = reader.number();
  const takeSum = (): void => void (link.sum = (kind & answered.sum) > 0 ? toBase64url(reader.raw(sumLength)) : link.sum);
  if ((kind & answered.receipt) === 0 || !outbox || !link.sealed) {
    takeSum();
    return (kind & ~answered.sum) === answered.short && !outbox && reader.isEnd() ? ok(true) : foreignAnswer(host, 'link');
  }
  const { device, entries } = { device: link.context.device, entries: outbox.entries };
  const epoch = findDeviceSetting(getOffice(host).replica.db, 'sync.epoch') ?? 0;
  const envelope = host.crypto.sha256(outbox.bytes);
  const { lines, ...receipt } = takeReceipt(host.crypto.sha256, reader, { device, epoch, envelope, entries });
  const echo = (kind & answered.echo) > 0 ? reader.raw(echoLength) : undefined;
  takeSum();
  if (!reader.isEnd()) return foreignAnswer(host, 'link');
  const taken = takers.answer({ lines: [...lines] }, receipt);
  if (!taken.ok) return taken;
  const content = link.sealed.envelope;
  link.context = contextAfter(host.crypto.sha256, link.context, content, envelope);
  if (!echo) return ok(true);
  const applied = applyEcho(host, content.entries, echo);
  if (!applied.ok) return applied;
  // Another content than here: the centre is told where this device stands, and sends it.
  link.cursors = applied.value;
  return ok(applied.value !== undefined);
};

const roundTrip = async (host: Host, session: Session, said: Said): Promise<Result<Exchange, AppError>> => {
  const { link, outbox, takers, signal } = said;
  const { bytes: body, isPacked } = messageOf(host, session, said);
  const reader = createReplyReader(host, outbox ? 1 : 0, {
    answer: (answer, receipt) => {
      const taken = takers.answer(answer, receipt);
      if (taken.ok && isPacked && answer.refused === undefined && outbox) link.context = contextAfter(host.crypto.sha256, link.context, link.sealed!.envelope, host.crypto.sha256(outbox.bytes));
      return taken;
    },
    frame: (header, items) => {
      const taken = takers.frame(header, items);
      if (taken.ok) link.cursors?.set(header.stream, { stream: header.stream, epoch: header.epoch, seq: header.to });
      return taken;
    },
  });
  let kind: number | undefined;
  const short: Uint8Array[] = [];
  const onBytes = (bytes: Uint8Array): AppError | undefined => {
    const rest = kind === answered.reply ? bytes : bytes.subarray(kind === undefined ? 1 : 0);
    kind ??= bytes[0];
    if (kind === answered.reply) return reader.onBytes(rest);
    short.push(bytes);
    return undefined;
  };
  const exchanged = await exchangeWarm(host, session, body, onBytes, signal);
  if (!exchanged) return err({ type: 'Offline' });
  if (!exchanged.ok) return exchanged;
  if (kind === answered.reply) {
    const ended = reader.end(body.length);
    link.isBehind = ended.ok && (ended.value.more || ended.value.chunks.length > 0);
    if (ended.ok && ended.value.sum !== undefined) link.sum = ended.value.sum;
    return ended;
  }
  const counted = { frames: 0, more: false, chunks: [], up: body.length, down: short.reduce((sum, bytes) => sum + bytes.length, 0) } as const;
  if (kind === answered.unclear) {
    // And where this device stands is said with it.
    [link.sealed, link.cursors] = [undefined, undefined];
    return ok({ ...counted, unclear: true });
  }
  link.isBehind = false;
  try {
    const taken = takeShort(host, said, concatBytes(...short));
    return taken.ok ? ok(taken.value ? { ...counted, sum: link.sum } : { ...counted, unclear: true }) : taken;
  } catch (error) {
    if (error instanceof RangeError) return foreignAnswer(host, 'link');
    throw error;
  }
};

/**
 * One round trip on a compact link. Errors: as of `exchange`; after one the link is closed, since an answer that was not taken (a receipt that does not hold, a full disk) leaves the centre with another idea of
 * where this device stands, and a link says that only where it changes.
 */
export const exchangeCompact = async (host: Host, session: Session, said: Said): Promise<Result<Exchange, AppError>> => {
  let isTaken = false;
  try {
    const exchanged = await roundTrip(host, session, said);
    isTaken = exchanged.ok;
    return exchanged;
  } finally {
    if (!isTaken) coolDown(host);
  }
};
