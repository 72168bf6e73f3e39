import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { FileReply } from '../../../shared/sync/file-messages.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findAttachmentBytes } from '../store/documents.ts';
import type { FileHere } from '../store/files.ts';
import { askFile, askFiles, fileKeyOf } from './ask-files.ts';
import { firstRange, nextRange } from './file-range.ts';
import type { Session } from './open-session.ts';
import { foreignAnswer } from './post.ts';
import { showProgress } from './progress.ts';

/** A file, and how much of it the centre has. */
export type Partly = { readonly file: FileHere; readonly held: number };

/** `roundTrip`: seconds that a small question takes on this line. `isTurn` false: something more urgent wants it. */
type Line = { readonly roundTrip: number; readonly isTurn: () => boolean };

/** A range that has set out, and when (milliseconds of the stopwatch). */
type UnderWay = { readonly at: number; readonly end: number; readonly began: number; readonly answer: Promise<Result<FileReply['held'], AppError>> };

/** Below so many seconds on the line nothing is won by sending the next range before the answer for the last; and of two that set out together the second might come first. */
const leastAhead = 0.5;

/** Waits for the answer, `seconds` at most. */
const wait = async (answer: Promise<unknown>, seconds: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([answer.catch(() => undefined), new Promise<void>((done) => void (timer = setTimeout(done, seconds * 1000)))]);
  clearTimeout(timer);
};

/** Connections that are kept for the next request, at most: when the line breaks each of them has, and shows it only when it is used. */
const mostKept = 2;

/** Asks again where a kept connection turns out to be broken, until one was made anew. */
const askOnAnother = async <T>(ask: () => Promise<Result<T, AppError>>, host: Host): Promise<Result<T, AppError>> => {
  let answer = await ask();
  for (let kept = 0; kept < mostKept && !answer.ok && answer.error.type === 'Offline' && host.wasCut === true; kept++) answer = await ask();
  return answer;
};

/**
 * Sends one file from where the centre has it; how much it had of it in the end, null where it does not take it (any more). The next range sets out when the last one has left, as far as the speed of the line tells, and not when its answer has come: a slow line is never
 * idle. `isTurn` false ends it between two ranges. Errors: those of `post`; Offline only where the line brings nothing any more.
 */
export const sendFile = async (host: Host, session: Session, { file, held }: Partly, { roundTrip, isTurn }: Line, signal: AbortSignal): Promise<Result<number | null, AppError>> => {
  const bytes = await findAttachmentBytes(getOffice(host).replica, file.collection, file.document, file.attachment);
  // Taken back meanwhile; or the disk has spoilt it, and the centre would find that out after all of it.
  if (!bytes || Buffer.from(host.crypto.sha256(bytes as Uint8Array<ArrayBuffer>)).toString('hex') !== file.hash) return ok(null);
  const setOut = (at: number): UnderWay => {
    const end = Math.min(file.size, at + (host.fileRange ?? firstRange));
    return { at, end, began: host.clock.elapsed(), answer: askFile(host, session, { ask: 'put', ...fileKeyOf(file), offset: at }, bytes.subarray(at, end), signal) };
  };
  /** The range behind one that is under way, once that has left; undefined where there is none, or its answer was there first. */
  const setOutBehind = async (before: UnderWay): Promise<UnderWay | undefined> => {
    const seconds = host.fileBytesPerSecond ? (before.end - before.at) / host.fileBytesPerSecond : 0;
    if (before.end === file.size || seconds < leastAhead) return undefined;
    let isAnswered = false;
    void before.answer.then(() => (isAnswered = true), () => (isAnswered = true));
    await wait(before.answer, seconds - (host.clock.elapsed() - before.began) / 1000);
    return isAnswered || !isTurn() || signal.aborted ? undefined : setOut(before.end);
  };
  let [at, lastCut, behind]: [number, number, UnderWay | undefined] = [held, held, undefined];
  while (at < file.size && (behind || isTurn())) {
    const current: UnderWay = behind ?? setOut(at);
    behind = await setOutBehind(current);
    const answer = await current.answer;
    const isCut = !answer.ok && answer.error.type === 'Offline' && host.wasCut === true;
    const length = current.end - current.at;
    if (!answer.ok) {
      await behind?.answer;
      behind = undefined;
      // A line that breaks now and then is tried again at once, as long as each connection brings something, or may with less.
      if (!isCut) return answer;
      // What was on its way when it broke may have come.
      const asked = await askOnAnother(() => askFiles(host, session, [file], signal), host);
      if (!asked.ok) return asked;
      const [now] = asked.value as [number | null];
      if (now === null) return ok(null);
      showProgress(host, { fileBytesSent: host.sync.fileBytesSent + Math.max(0, now - at) });
      at = now;
      const range = host.fileRange ?? firstRange;
      if (at <= lastCut) host.fileRange = nextRange(range, 'cut');
      if (at <= lastCut && host.fileRange === range) return answer;
      lastCut = at;
      continue;
    }
    const seconds = Math.max((host.clock.elapsed() - current.began) / 1000 - roundTrip, 0.001);
    if (length === (host.fileRange ?? firstRange)) host.fileRange = nextRange(length, seconds);
    host.fileBytesPerSecond = length / seconds;
    const [now] = answer.value as [number | null];
    if (now === null || now !== current.end) {
      await behind?.answer;
      behind = undefined;
    }
    if (now === null) return ok(null);
    // Another laptop may send the same one, so that it grows quicker than by what goes from here; it never shrinks but where it was given up.
    if (now === at || now > file.size) return foreignAnswer(host, 'file');
    showProgress(host, { fileBytesSent: host.sync.fileBytesSent + Math.max(0, now - at) });
    at = now;
  }
  return ok(at);
};
