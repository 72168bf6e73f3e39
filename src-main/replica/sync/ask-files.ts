import { toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { FileReply, mostFilesAsked, type FileRequest } from '../../../shared/sync/file-messages.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import type { Host } from '../session/host-parts.ts';
import type { Session } from './open-session.ts';
import { foreignAnswer, post } from './post.ts';
import { showProgress } from './progress.ts';
import { signedRequest } from './signed-request.ts';

type Key = { readonly hash: string; readonly size: number };

/** A file as a request names it; `hash` in hexadecimal. */
export const fileKeyOf = ({ hash, size }: Key): Key => ({ hash: toBase64url(Buffer.from(hash, 'hex')), size });

/** Asks the centre about files, or sends bytes of one; what it has of each then. Errors: those of `post`; Cancelled. */
export const askFile = async (host: Host, session: Session, request: FileRequest, bytes: Uint8Array | undefined, signal: AbortSignal): Promise<Result<FileReply['held'], AppError>> => {
  if (signal.aborted) return err({ type: 'Cancelled' });
  const signed = signedRequest(host, session, 'file', packParts([utf8(canonicalJson(request)), ...(bytes ? [bytes] : [])]), signal);
  const answer = await post(host, signed);
  if (!answer.ok) return answer;
  showProgress(host, { bytesUp: host.sync.bytesUp + signed.body.length, bytesDown: host.sync.bytesDown + answer.value.length });
  const reply = findMessage(FileReply, answer.value);
  return reply?.held.length === (request.ask === 'held' ? request.files.length : 1) ? ok(reply.held) : foreignAnswer(host, 'file');
};

/** How many bytes the centre has of each file, in their order; null where nothing that this laptop may read names it there. Errors: those of {@link askFile}. */
export const askFiles = async (host: Host, session: Session, files: readonly Key[], signal: AbortSignal): Promise<Result<(number | null)[], AppError>> => {
  const held: (number | null)[] = [];
  for (let at = 0; at < files.length; at += mostFilesAsked) {
    const answer = await askFile(host, session, { ask: 'held', files: files.slice(at, at + mostFilesAsked).map(fileKeyOf) }, undefined, signal);
    if (!answer.ok) return answer;
    held.push(...answer.value);
  }
  return ok(held);
};
