import type { AppError } from '../../../shared/base/app-error.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { mostFilesAsked, type FileReply, type FileRequest } from '../../../shared/sync/file-messages.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findAttachmentBytes } from '../store/documents.ts';
import { listFilesOnlyHere } from '../store/files.ts';
import { fileKeyOf } from './ask-files.ts';
import { firstRange, mostSetbacks, nextRange } from './file-range.ts';
import { postLast } from './post-last.ts';
import { foreignAnswer } from './post.ts';
import { showProgress } from './progress.ts';

type Here = ReturnType<typeof listFilesOnlyHere>[number];

/** What the centre has, by its signed word: whoever else could say so would have a file erased that is nowhere else. */
const ask = async (host: Host, request: FileRequest, bytes: readonly Uint8Array[], signal: AbortSignal): Promise<Result<FileReply['held'], AppError>> => {
  if (signal.aborted) return err({ type: 'Cancelled' });
  const said = await postLast(host, { file: packParts([utf8(canonicalJson(request)), ...bytes]) }, signal);
  if (!said.ok) return said;
  const { held } = said.value.word;
  return held?.length === (request.ask === 'held' ? request.files.length : 1) ? ok(held) : foreignAnswer(host, 'file');
};

/** Sends a file from where the centre has it; false where that does not take it, or the disk has spoilt it. Errors: those of `postLast`. */
const sendRest = async (host: Host, file: Here, held: number, signal: AbortSignal): Promise<Result<boolean, AppError>> => {
  const bytes = await findAttachmentBytes(getOffice(host).replica, file.collection, file.document, file.attachment);
  if (!bytes || Buffer.from(host.crypto.sha256(bytes as Uint8Array<ArrayBuffer>)).toString('hex') !== file.hash) return ok(false);
  for (let [at, setbacks] = [held, 0]; at < file.size;) {
    const range = host.fileRange ?? firstRange;
    const began = host.clock.elapsed();
    const answer = await ask(host, { ask: 'put', ...fileKeyOf(file), offset: at }, [bytes.subarray(at, at + range)], signal);
    // The next contact tries less.
    if (!answer.ok && answer.error.type === 'Offline') host.fileRange = nextRange(range, 'cut');
    if (!answer.ok) return answer;
    const now = answer.value[0] ?? null;
    if (now === null) return ok(false);
    if (now > file.size || (now <= at && ++setbacks > mostSetbacks)) return foreignAnswer(host, 'file');
    if (now > at) host.fileRange = nextRange(range, (host.clock.elapsed() - began) / 1000);
    at = now;
  }
  return ok(true);
};

/**
 * A laptop that was revoked hands in the files that it alone has, of the records that the centre has, put aside or not: each from where the centre has it, so that the next contact goes on after a cut. How many go with this laptop, because the centre knows of no record; all, where the centre takes none
 * so (`isTaken`: its word). Errors: those of `postLast`; nothing may be erased then.
 */
export const handInFiles = async (host: Host, isTaken: boolean, signal: AbortSignal): Promise<Result<number, AppError>> => {
  const files = listFilesOnlyHere(getOffice(host).replica);
  if (!isTaken || files.length === 0) return ok(files.length);
  showProgress(host, { phase: 'files', filesToSend: files.length });
  let lost = 0;
  for (let first = 0; first < files.length; first += mostFilesAsked) {
    const some = files.slice(first, first + mostFilesAsked);
    const answer = await ask(host, { ask: 'held', files: some.map(fileKeyOf) }, [], signal);
    if (!answer.ok) return answer;
    for (const [index, file] of some.entries()) {
      const held = answer.value[index] ?? null;
      const sent = held === null ? ok(false) : await sendRest(host, file, held, signal);
      if (!sent.ok) return sent;
      if (sent.value) showProgress(host, { filesSent: host.sync.filesSent + 1 });
      else lost += 1;
    }
  }
  return ok(lost);
};
