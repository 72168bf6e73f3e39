import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { FileReply } from '../../../shared/sync/file-messages.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findAttachmentBytes } from '../store/documents.ts';
import type { FileHere } from '../store/files.ts';
import { askFile, askFiles, fileKeyOf } from './ask-files.ts';
import { firstRange, mostSetbacks, nextRange } from './file-range.ts';
import type { Session } from './open-session.ts';
import { foreignAnswer } from './post.ts';
import { showProgress } from './progress.ts';

/** A file, and how much of it the centre has. */
export type Partly = { readonly file: FileHere; readonly held: number };

/** A range that has set out, and when (milliseconds of the stopwatch). */
type UnderWay = { readonly at: number; readonly end: number; readonly began: number; readonly answer: Promise<Result<FileReply['held'], AppError>> };

/** Ranges under way at once: while the answer for one comes, the line carries the next. The centre takes them in any order. */
const mostUnderWay = 2;

/** Connections that are kept for the next request, at most: when the line breaks each of them has, and shows it only when it is used. */
const mostKept = 2;

/** Asks how much the centre has; again where a kept connection turns out to be broken, until one was made anew. */
const askHeld = async (host: Host, session: Session, file: FileHere, signal: AbortSignal): Promise<Result<number | null, AppError>> => {
  const ask = () => askFiles(host, session, [file], signal);
  let answer = await ask();
  for (let kept = 0; kept < mostKept && !answer.ok && answer.error.type === 'Offline' && host.wasCut === true; kept++) answer = await ask();
  return answer.ok ? ok(answer.value[0] ?? null) : answer;
};

/**
 * Sends one file from where the centre has it; how much it had of it in the end, null where it does not take it (any more). `isTurn` false ends it between two ranges. After a cut, or where a range was not taken, the centre is asked what it has, and the
 * rest goes from there: what was on its way may have come. Errors: those of `post`; Offline only where the line brings nothing any more.
 */
export const sendFile = async (host: Host, session: Session, { file, held }: Partly, isTurn: () => boolean, signal: AbortSignal): Promise<Result<number | null, AppError>> => {
  const bytes = await findAttachmentBytes(getOffice(host).replica, file.collection, file.document, file.attachment);
  // Taken back meanwhile; or the disk has spoilt it, and the centre would find that out after all of it.
  if (!bytes || Buffer.from(host.crypto.sha256(bytes as Uint8Array<ArrayBuffer>)).toString('hex') !== file.hash) return ok(null);
  const underWay: UnderWay[] = [];
  let [at, next, lastCut, farthest, setbacks] = [held, held, held, held, 0];
  // Less where a centre of an earlier version takes ranges in their order alone, or one was not taken: until one has passed.
  let [most, mostHere]: [number, number] = [mostUnderWay, mostUnderWay];
  const setOut = (): void => {
    const end = Math.min(file.size, next + (host.fileRange ?? firstRange));
    const answer = askFile(host, session, { ask: 'put', ...fileKeyOf(file), offset: next }, bytes.subarray(next, end), signal);
    // It is looked at in its turn; until then nobody is told that it was never looked at.
    void answer.catch(() => undefined);
    underWay.push({ at: next, end, began: host.clock.elapsed(), answer });
    next = end;
  };
  /** `now`: how much the centre has. */
  const reach = (now: number): void => {
    showProgress(host, { fileBytesSent: host.sync.fileBytesSent + now - at });
    at = now;
  };
  for (;;) {
    while (next < file.size && underWay.length < most && isTurn()) setOut();
    const first = underWay.shift();
    if (!first) return ok(at);
    const answer = await first.answer;
    const now = answer.ok ? (answer.value[0] as number | null) : at;
    // One that came before the range it follows was told of less than is here now.
    if (answer.ok && now !== null && now <= file.size && Math.max(now, at) >= first.end) {
      if (first.end - first.at === (host.fileRange ?? firstRange)) host.fileRange = nextRange(first.end - first.at, (host.clock.elapsed() - first.began) / 1000);
      reach(Math.max(now, at));
      [next, most] = [Math.max(next, at), mostHere];
      continue;
    }
    const failed = answer.ok ? undefined : answer;
    const isOffline = failed?.error.type === 'Offline';
    const isCut = isOffline && host.wasCut === true;
    const isOvertaken = failed?.error.type === 'ServerRefused' && failed.error.detail === 'noSession' && underWay.length > 0;
    await Promise.all(underWay.splice(0).map((one) => one.answer));
    if (now === null) return ok(null);
    const range = host.fileRange ?? firstRange;
    // Nothing came for so long that the connection was given up: the next sync tries less.
    if (isOffline && !isCut) host.fileRange = nextRange(range, 'cut');
    if (failed && !isCut && !isOvertaken) return failed;
    if (isOvertaken) mostHere = 1;
    const asked = await askHeld(host, session, file, signal);
    if (!asked.ok) return asked;
    if (asked.value === null) return ok(null);
    if (asked.value > file.size) return foreignAnswer(host, 'file');
    reach(asked.value);
    [next, most] = [at, isCut ? mostHere : 1];
    if (at > farthest) farthest = at;
    else if (!failed && ++setbacks > mostSetbacks) return foreignAnswer(host, 'file');
    if (!failed || !isCut) continue;
    // A line that breaks now and then is tried again at once, as long as each connection brings something, or may with less.
    if (at <= lastCut) host.fileRange = nextRange(range, 'cut');
    if (at <= lastCut && host.fileRange === range) return failed;
    lastCut = at;
  }
};
