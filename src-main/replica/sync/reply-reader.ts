import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { decodeFrame } from '../../../shared/sync/decode-frame.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import type { FrameHeader, StreamItem } from '../../../shared/sync/frame.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { SyncReply, type ChunkOffer } from '../../../shared/sync/messages.ts';
import { createPartReader } from '../../../shared/sync/part-reader.ts';
import type { Host } from '../session/host-parts.ts';
import { foreignAnswer } from './post.ts';

/** What takes a reply as it comes in: the answer to the envelope first, then each frame once it is whole. An error they return ends the exchange. */
export type Takers = {
  readonly answer: (answer: SyncReply['envelopes'][number], receipt: { readonly bytes: Uint8Array; readonly signature: Uint8Array }) => Result<void, AppError>;
  readonly frame: (header: FrameHeader, items: readonly StreamItem[]) => Result<void, AppError>;
};

/** What an exchange came to; `frames` that were taken; `unclear`: it has to be said again, more fully; `sum`: of the device's streams at their heads, where the centre says one. */
export type Exchange = { readonly frames: number; readonly more: boolean; readonly unclear?: true; readonly sum?: string | undefined; readonly chunks: readonly ChunkOffer[]; readonly up: number; readonly down: number };

const foreign = (host: Host, detail: string): AppError | undefined => {
  const said = foreignAnswer(host, detail);
  return said.ok ? undefined : said.error;
};

/** Reads a reply part by part: whatever is whole is taken at once, so a cut costs no more than the part it fell into. */
export const createReplyReader = (host: Host, sent: number, takers: Takers) => {
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
      host.underWay = (host.underWay ?? 0) + bytes.length;
      host.notices.tell('sync');
      return reader.push(bytes) ? undefined : (fault ?? foreign(host, 'reply'));
    },
    end: (up: number): Result<Exchange, AppError> =>
      reply && reader.isWhole() && parts === 1 + sent * 2 + reply.frames ? ok({ frames: reply.frames, more: reply.more, chunks: reply.chunks ?? [], sum: reply.sum, up, down }) : foreignAnswer(host, 'reply'),
  };
};
