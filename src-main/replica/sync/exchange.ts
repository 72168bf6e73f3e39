import { toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { decodeFrame } from '../../../shared/sync/decode-frame.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import type { FrameHeader, StreamItem } from '../../../shared/sync/frame.ts';
import { SyncReply, type SyncRequest } from '../../../shared/sync/messages.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { requestMessage } from '../../../shared/sync/signed-message.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { listCursors } from '../store/cursors.ts';
import type { Session } from './open-session.ts';
import type { Outbox } from './outbox.ts';
import { foreignAnswer, post } from './post.ts';

type Frame = { readonly header: FrameHeader; readonly items: readonly StreamItem[] };

/** A reply read whole before any of it is applied. */
export type Exchange = {
  readonly answer: SyncReply['envelopes'][number] | undefined;
  readonly receipt: { readonly bytes: Uint8Array; readonly signature: Uint8Array } | undefined;
  readonly frames: readonly Frame[];
  readonly more: boolean;
  readonly up: number;
  readonly down: number;
};

const readReply = (host: Host, bytes: Uint8Array, sent: number): Result<Omit<Exchange, 'up' | 'down'>, AppError> => {
  const [head, ...rest] = findParts(bytes) ?? [];
  const reply = head && findMessage(SyncReply, head);
  if (!reply || reply.envelopes.length !== sent || rest.length !== sent * 2 + reply.frames) return foreignAnswer(host, 'reply');
  const frames: Frame[] = [];
  for (const part of rest.slice(sent * 2)) {
    const frame = decodeFrame(host.crypto, part);
    if (!frame.ok) return foreignAnswer(host, 'frame');
    frames.push(frame.value);
  }
  const receipt = sent === 1 ? { bytes: new Uint8Array(rest[0]!), signature: new Uint8Array(rest[1]!) } : undefined;
  return ok({ answer: reply.envelopes[0], receipt, frames, more: reply.more });
};

/** One round trip: the envelope up, its receipt and new frames down. Errors: those of `post`; ServerNonsense where the reply is not of the protocol. */
export const exchange = async (host: Host, session: Session, outbox: Outbox | undefined, signal: AbortSignal): Promise<Result<Exchange, AppError>> => {
  const { replica, sign } = getOffice(host);
  const cursors = listCursors(replica.db) as SyncRequest['cursors'];
  const request: SyncRequest = { cursors, envelopes: outbox ? 1 : 0, maxBytes: session.maxBytes };
  const body = packParts([utf8(canonicalJson(request)), ...(outbox ? [outbox.bytes] : [])]);
  session.number += 1;
  const signature = host.crypto.sign(sign.privateKey, requestMessage(host.crypto.sha256, session.id, session.number, body));
  const headers = {
    'content-type': 'application/octet-stream', 'x-tirek-session': toBase64url(session.id), 'x-tirek-number': String(session.number), 'x-tirek-signature': toBase64url(signature),
  };
  const answer = await post(host, { url: `${session.url}/sync`, body, headers, signal });
  if (!answer.ok) return answer;
  const read = readReply(host, answer.value, outbox ? 1 : 0);
  return read.ok ? ok({ ...read.value, up: body.length, down: answer.value.length }) : read;
};
