import type { AppError } from '../../../shared/base/app-error.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { decodeFrame } from '../../../shared/sync/decode-frame.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import type { FrameHeader, StreamItem } from '../../../shared/sync/frame.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { SyncReply, type ChunkOffer, type SyncRequest } from '../../../shared/sync/messages.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { listCursors } from '../store/cursors.ts';
import type { Session } from './open-session.ts';
import type { Outbox } from './outbox.ts';
import { createPartReader } from '../../../shared/sync/part-reader.ts';
import { foreignAnswer, post } from './post.ts';
import { signedRequest } from './signed-request.ts';
import { exchangeWarm } from './warm-link.ts';

/** What takes a reply as it comes in: the answer to the envelope first, then each frame once it is whole. An error they return ends the exchange. */
export type Takers = {
  readonly answer: (answer: SyncReply['envelopes'][number], receipt: { readonly bytes: Uint8Array; readonly signature: Uint8Array }) => Result<void, AppError>;
  readonly frame: (header: FrameHeader, items: readonly StreamItem[]) => Result<void, AppError>;
};

/** What an exchange came to; `frames` that were taken. */
export type Exchange = { readonly frames: number; readonly more: boolean; readonly chunks: readonly ChunkOffer[]; readonly up: number; readonly down: number };

const foreign = (host: Host, detail: string): AppError | undefined => {
  const said = foreignAnswer(host, detail);
  return said.ok ? undefined : said.error;
};

/** Reads a reply part by part: whatever is whole is taken at once, so a cut costs no more than the part it fell into. */
const createReplyReader = (host: Host, sent: number, takers: Takers) => {
  let [reply, fault]: [SyncReply | undefined, AppError | undefined] = [undefined, undefined];
  let [parts, down] = [0, 0];
  let receipt: Uint8Array | undefined;
  const check = (result: Result<void, AppError>): boolean => {
    if (!result.ok) fault = result.error;
    return result.ok;
  };
  const takePart = (part: Uint8Array): boolean => {
    const place = parts++;
    if (!reply) {
      reply = findMessage(SyncReply, part);
      return reply?.envelopes.length === sent;
    }
    if (place <= sent * 2) {
      const bytes = new Uint8Array(part);
      if (place % 2 === 1) receipt = bytes;
      else return check(takers.answer(reply.envelopes[0]!, { bytes: receipt!, signature: bytes }));
      return true;
    }
    const frame = place <= sent * 2 + reply.frames ? decodeFrame(host.crypto, part) : undefined;
    if (frame?.ok) return check(takers.frame(frame.value.header, frame.value.items));
    fault = foreign(host, 'frame');
    return false;
  };
  const reader = createPartReader(takePart, limits.body);
  return {
    onBytes: (bytes: Uint8Array): AppError | undefined => {
      down += bytes.length;
      return reader.push(bytes) ? undefined : (fault ?? foreign(host, 'reply'));
    },
    end: (up: number): Result<Exchange, AppError> =>
      reply && reader.isWhole() && parts === 1 + sent * 2 + reply.frames ? ok({ frames: reply.frames, more: reply.more, chunks: reply.chunks ?? [], up, down }) : foreignAnswer(host, 'reply'),
  };
};

/**
 * One round trip: the envelope up, its receipt and new frames down, taken as they arrive. Errors: those of `post` and of the takers; ServerNonsense where the reply is
 * not of the protocol. What was taken before an error stays taken.
 */
export const exchange = async (host: Host, session: Session, outbox: Outbox | undefined, takers: Takers, signal: AbortSignal): Promise<Result<Exchange, AppError>> => {
  const { replica } = getOffice(host);
  const cursors = listCursors(replica.db) as SyncRequest['cursors'];
  const request: SyncRequest = { cursors, envelopes: outbox ? 1 : 0, maxBytes: session.maxBytes, ...(session.version >= 2 ? { frameBytes: frameBytesFor(host.bytesPerSecond) } : {}) };
  const body = packParts([utf8(canonicalJson(request)), ...(outbox ? [outbox.bytes] : [])]);
  const reader = createReplyReader(host, outbox ? 1 : 0, takers);
  const warm = await exchangeWarm(host, session, body, reader.onBytes, signal);
  if (warm) return warm.ok ? reader.end(body.length) : warm;
  const answer = await post(host, { ...signedRequest(host, session, 'sync', body, signal), onBytes: reader.onBytes });
  return answer.ok ? reader.end(body.length) : answer;
};

/** A frame is about a second of the line as it was measured, 1 to 64 kB; before that, of a bad one. */
const frameBytesFor = (bytesPerSecond: number | undefined): number => Math.round(Math.min(65_536, Math.max(1024, bytesPerSecond ?? 2875)));
