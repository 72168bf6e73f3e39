import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { listFilesToTell } from '../session/files-to-tell.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { markFilesHeld, type FileHere } from '../store/files.ts';
import { askFiles } from './ask-files.ts';
import type { Session } from './open-session.ts';
import { showProgress } from './progress.ts';
import { sendFile, type Partly } from './send-file.ts';

/** Bytes of a first range at most, however large the last ones were: the line may be another one. */
const mostAtFirst = 16_384;

const keepHeld = (host: Host, hashes: readonly string[]): Result<void, AppError> => {
  if (hashes.length === 0) return ok();
  const kept = getOffice(host).replica.commit({ durability: 'normal', documents: [], sql: (db) => markFilesHeld(db, hashes) });
  // The places where files are shown follow documents.
  if (kept.ok) host.notices.tell('documents');
  return kept;
};

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

/**
 * Sends what is here and not at the centre, after everything else of a sync: of each file what the centre does not have yet, so that a cut, a stop or a kill costs at most the ranges under way. 'later': `isTurn` has become false, something more urgent wants the line; the caller goes another round and comes back. A file that arrives otherwise than it left stops nothing: it begins anew with the next sync. Errors: those of `post` and of the storage.
 */
export const sendFiles = async (host: Host, session: Session, isTurn: () => boolean, signal: AbortSignal): Promise<Result<'done' | 'later', AppError>> => {
  const files = session.files ? listFilesToTell(host) : [];
  if (files.length === 0) return ok('done');
  const asked = await askHeld(host, session, files, signal);
  if (!asked.ok) return asked;
  const unsent = asked.value;
  if (host.fileRange !== undefined) host.fileRange = Math.min(host.fileRange, mostAtFirst);
  if (unsent.length === 0) return ok('done');
  const { filesSent, fileBytesSent, fileBytesToSend } = host.sync;
  // Of one sync that comes back here some went before: what is left is counted on top of them.
  const left = unsent.reduce((sum, { file, held }) => sum + file.size - held, 0);
  const before = fileBytesToSend === 0 ? unsent.reduce((sum, { held }) => sum + held, 0) : fileBytesSent;
  showProgress(host, { phase: 'files', filesToSend: filesSent + unsent.length, fileBytesSent: before, fileBytesToSend: before + left });
  try {
    for (const partly of unsent) {
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
