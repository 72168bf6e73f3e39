import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findAttachmentBytes } from '../store/documents.ts';
import { listFilesToSend, markFilesHeld, type FileHere } from '../store/files.ts';
import { askFile, askFiles, fileKeyOf } from './ask-files.ts';
import { firstRange, nextRange } from './file-range.ts';
import type { Session } from './open-session.ts';
import { foreignAnswer } from './post.ts';
import { showProgress } from './progress.ts';

/** Files that the centre may be told of: those that it has not refused since it last said something of their record. */
const listCandidates = (host: Host): FileHere[] => [...new Map(listFilesToSend(getOffice(host).replica).filter(({ hash, version }) => host.filesUnnamed.get(hash) !== version).map((file) => [file.hash, file])).values()];

/** True while something is here that the centre takes and does not hold: a laptop that moves to another district stays until then. */
export const isFileWaiting = (host: Host): boolean => listCandidates(host).length > 0;

const keepHeld = (host: Host, hashes: readonly string[]): Result<void, AppError> => {
  if (hashes.length === 0) return ok();
  const kept = getOffice(host).replica.commit({ durability: 'normal', documents: [], sql: (db) => markFilesHeld(db, hashes) });
  // The places where files are shown follow documents.
  if (kept.ok) host.notices.tell('documents');
  return kept;
};

type Partly = { readonly file: FileHere; readonly held: number };

/** How much of the candidates the centre has; those that it has whole are noted, and those that it takes no part of. */
const askHeld = async (host: Host, session: Session, files: readonly FileHere[], signal: AbortSignal): Promise<Result<Partly[], AppError>> => {
  const answer = await askFiles(host, session, files, signal);
  if (!answer.ok) return answer;
  const partly: Partly[] = [];
  for (const [index, file] of files.entries()) {
    const held = answer.value[index] ?? null;
    if (held === null) host.filesUnnamed.set(file.hash, file.version);
    else if (held < file.size) partly.push({ file, held });
  }
  const kept = keepHeld(host, files.filter(({ size }, index) => answer.value[index] === size).map(({ hash }) => hash));
  return kept.ok ? ok(partly) : kept;
};

/** Sends one file from where the centre has it; how much it had of it in the end, null where it does not take it (any more). `isTurn` false ends it between two ranges. */
const sendFile = async (host: Host, session: Session, { file, held }: Partly, isTurn: () => boolean, signal: AbortSignal): Promise<Result<number | null, AppError>> => {
  const bytes = await findAttachmentBytes(getOffice(host).replica, file.collection, file.document, file.attachment);
  // Taken back meanwhile; or the disk has spoilt it, and the centre would find that out after all of it.
  if (!bytes || Buffer.from(host.crypto.sha256(bytes as Uint8Array<ArrayBuffer>)).toString('hex') !== file.hash) return ok(null);
  let [at, lastCut] = [held, -1];
  while (at < file.size && isTurn()) {
    const length = host.fileRange ?? firstRange;
    const range = bytes.subarray(at, at + length);
    const began = host.clock.elapsed();
    const answer = await askFile(host, session, { ask: 'put', ...fileKeyOf(file), offset: at }, range, signal);
    if (!answer.ok && answer.error.type === 'Offline') {
      host.fileRange = nextRange(length, 'cut');
      // A line that breaks now and then is tried again at once, as long as each connection brings something, or may with less.
      if (host.wasCut === true && (at > lastCut || host.fileRange < length)) {
        lastCut = at;
        continue;
      }
    }
    if (!answer.ok) return answer;
    const seconds = (host.clock.elapsed() - began) / 1000;
    if (range.length === length) host.fileRange = nextRange(length, seconds);
    if (seconds > 0) host.fileBytesPerSecond = range.length / seconds;
    const [now] = answer.value as [number | null];
    if (now === null) return ok(null);
    // Another laptop may send the same one, so that it grows quicker than by what goes from here; it never shrinks but where it was given up.
    if (now === at || now > file.size) return foreignAnswer(host, 'file');
    showProgress(host, { fileBytesSent: host.sync.fileBytesSent + Math.max(0, now - at) });
    at = now;
  }
  return ok(at);
};

/**
 * Sends what is here and not at the centre, after everything else of a sync: of each file what the centre does not have yet, so that a cut, a stop or a kill costs at most one range. 'later': `isTurn` has become false, something more urgent wants the line; the caller goes another round and comes back. A file that arrives otherwise than it left stops nothing: it begins anew with the next sync. Errors: those of `post` and of the storage.
 */
export const sendFiles = async (host: Host, session: Session, isTurn: () => boolean, signal: AbortSignal): Promise<Result<'done' | 'later', AppError>> => {
  const files = session.files ? listCandidates(host) : [];
  if (files.length === 0) return ok('done');
  const asked = await askHeld(host, session, files, signal);
  if (!asked.ok) return asked;
  if (asked.value.length === 0) return ok('done');
  const { filesSent, fileBytesSent, fileBytesToSend } = host.sync;
  // Of one sync that comes back here some went before: what is left is counted on top of them.
  const left = asked.value.reduce((sum, { file, held }) => sum + file.size - held, 0);
  const before = fileBytesToSend === 0 ? asked.value.reduce((sum, { held }) => sum + held, 0) : fileBytesSent;
  showProgress(host, { phase: 'files', filesToSend: filesSent + asked.value.length, fileBytesSent: before, fileBytesToSend: before + left });
  try {
    for (const partly of asked.value) {
      const { hash, size, version } = partly.file;
      host.fileUnderWay = hash;
      host.notices.tell('documents');
      const sent = await sendFile(host, session, partly, isTurn, signal);
      if (!sent.ok && !(sent.error.type === 'ServerRefused' && sent.error.detail === 'badFile')) return sent;
      if (sent.ok && sent.value === null) host.filesUnnamed.set(hash, version);
      if (!sent.ok || sent.value === null) {
        host.log('fileNotTaken', { why: sent.ok ? 'unnamed' : 'badFile' });
        continue;
      }
      if (sent.value < size) return ok('later');
      const kept = keepHeld(host, [hash]);
      if (!kept.ok) return kept;
      showProgress(host, { filesSent: host.sync.filesSent + 1 });
    }
  } finally {
    host.fileUnderWay = undefined;
    host.notices.tell('documents');
  }
  return ok('done');
};
