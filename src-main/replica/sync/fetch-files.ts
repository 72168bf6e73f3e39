import type { AppError } from '../../../shared/base/app-error.ts';
import { concatBytes, utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { FileRequest } from '../../../shared/sync/file-messages.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { findNamedFile, type NamedFile } from '../queries/named-file.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { answerFileWish, appendFilePart, fileBytesHere, findFileWish, forgetFileParts, forgetFileWish, listFileWishes, listWantedFiles, readFileParts, type FileAnswer, type WantedFile } from '../store/file-wishes.ts';
import { markFilesHeld } from '../store/files.ts';
import type { WritableDb } from '../store/db.ts';
import { serverVersionOf } from '../store/versions.ts';
import { askFiles, fileKeyOf } from './ask-files.ts';
import { firstRange, nextRange } from './file-range.ts';
import type { Session } from './open-session.ts';
import { foreignAnswer, post } from './post.ts';
import { showProgress } from './progress.ts';
import { signedRequest } from './signed-request.ts';

type Wanted = WantedFile & NamedFile;

const note = (host: Host, sql: (db: WritableDb) => void): Result<void, AppError> => {
  const kept = getOffice(host).replica.commit({ durability: 'normal', documents: [], sql });
  // The places where files are shown follow documents.
  if (kept.ok) host.notices.tell('documents');
  return kept;
};

/** What the centre does not have whole, or does not give: noted as that, so that the window can say which. A record that the centre has never spoken of is one that it has not got yet. */
const noteAnswer = (host: Host, { hash, collection, document }: Wanted, held: number | null): Result<void, AppError> => {
  const answer: FileAnswer = held === null && serverVersionOf(getOffice(host).replica.db, collection, document) > 0 ? 'denied' : 'missing';
  return note(host, (db) => answerFileWish(db, hash, answer));
};

/** One range of a file, kept as far as it came; false where the centre gives none of it any more. */
const fetchRange = async (host: Host, session: Session, file: NamedFile, at: number, signal: AbortSignal): Promise<Result<boolean, AppError>> => {
  const { hash, size } = file;
  const length = Math.min(host.fileRangeDown ?? firstRange, size - at);
  const pieces: Uint8Array[] = [];
  let came = 0;
  const signed = signedRequest(host, session, 'file', packParts([utf8(canonicalJson({ ask: 'get', ...fileKeyOf(file), offset: at, length } satisfies FileRequest))]), signal);
  const began = host.clock.elapsed();
  const answer = await post(host, { ...signed, onBytes: (bytes) => {
    came += bytes.length;
    pieces.push(bytes);
    return came > length ? { type: 'ServerNonsense', detail: 'file' } : undefined;
  } });
  const seconds = (host.clock.elapsed() - began) / 1000;
  if (answer.ok && came !== length) return foreignAnswer(host, 'file');
  if (came > 0 && came <= length) {
    const kept = getOffice(host).replica.commit({ durability: 'normal', documents: [], sql: (db) => {
      // It may have been given up meanwhile, and its parts with it: behind a gap no part is of use.
      if (fileBytesHere(db, hash) === at) appendFilePart(db, hash, at, concatBytes(...pieces));
    } });
    if (!kept.ok) return kept;
    showProgress(host, { bytesUp: host.sync.bytesUp + signed.body.length, bytesDown: host.sync.bytesDown + came, fileBytesReceived: host.sync.fileBytesReceived + came, fetching: { hash, here: at + came, size } });
  }
  if (!answer.ok && answer.error.type === 'Offline') host.fileRangeDown = nextRange(host.fileRangeDown ?? firstRange, 'cut');
  if (!answer.ok) return answer.error.type === 'ServerRefused' && answer.error.detail === 'notFound' ? ok(false) : answer;
  if (at + length < size) host.fileRangeDown = nextRange(length, seconds);
  return ok(true);
};

/** Puts a file that has come beside its record, as if it had been taken in here: encrypted, in one transaction with the end of the wish, without an entry in the journal. Of one that is not what the record names nothing is kept. */
const takeFile = (host: Host, wanted: Wanted): Result<boolean, AppError> => {
  const { replica } = getOffice(host);
  const { hash, collection, document } = wanted;
  const bytes = readFileParts(replica.db, hash);
  const isRight = Buffer.from(host.crypto.sha256(bytes)).toString('hex') === hash;
  if (!isRight) {
    host.log('fileNotTaken', { why: 'badFile' });
    const noted = note(host, (db) => {
      forgetFileParts(db, hash);
      answerFileWish(db, hash, 'wrong');
    });
    return noted.ok ? ok(false) : noted;
  }
  // It may have been taken back while it came.
  const named = findNamedFile(replica, wanted);
  const found = named && findDocument(replica, collection, document);
  const kept = replica.commit({
    durability: 'normal',
    documents: named && found ? [{ collection, document: found, attachments: { [named.name]: { type: named.type, bytes } } }] : [],
    sql: (db) => {
      forgetFileWish(db, hash);
      markFilesHeld(db, [hash]);
    },
  });
  return kept.ok ? ok(true) : kept;
};

/** Fetches one file as far as it goes. 'later': it is somebody else's turn; 'over': nobody wants it any more, or the centre gives it no more. */
const fetchFile = async (host: Host, session: Session, wanted: Wanted, isTurn: () => boolean, signal: AbortSignal): Promise<Result<'whole' | 'later' | 'over', AppError>> => {
  const { db } = getOffice(host).replica;
  for (;;) {
    if (signal.aborted) return err({ type: 'Cancelled' });
    if (findFileWish(db, wanted.hash)?.wanted !== true) return ok('over');
    const at = fileBytesHere(db, wanted.hash);
    if (at >= wanted.size) return ok('whole');
    if (!isTurn()) return ok('later');
    const fetched = await fetchRange(host, session, wanted, at, signal);
    // Somebody waits for it: a line that was cut is tried again at once, as long as each connection brings something.
    if (!fetched.ok && fetched.error.type === 'Offline' && host.wasCut === true && fileBytesHere(db, wanted.hash) > at) continue;
    if (!fetched.ok) return fetched;
    if (fetched.value) continue;
    const noted = noteAnswer(host, wanted, 0);
    return noted.ok ? ok('over') : noted;
  }
};

/** The wanted files that their records still name; the others are forgotten. */
const listWanted = (host: Host): Result<Wanted[], AppError> => {
  const { replica } = getOffice(host);
  const all = listWantedFiles(replica.db).map((wanted) => ({ wanted, named: findNamedFile(replica, wanted) }));
  // Those too that nobody waits for any more: a scan that was taken back has its file on no laptop, nor a part of it.
  const gone = listFileWishes(replica.db).filter((wish) => !findNamedFile(replica, wish)).map(({ hash }) => hash);
  const kept = gone.length === 0 ? ok() : note(host, (db) => gone.forEach((hash) => forgetFileWish(db, hash)));
  return kept.ok ? ok(all.flatMap(({ wanted, named }) => (named ? [{ ...wanted, ...named }] : []))) : kept;
};

/**
 * Fetches the files that somebody here wants to see, each from where it stopped: every byte that arrives is kept, over as many connections as it takes. What the centre does not have stays wanted, and is asked for again with the next sync. `isTurn` false ends it between two ranges
 * ('later'). Errors: those of `post` and of the storage.
 */
export const fetchFiles = async (host: Host, session: Session, isTurn: () => boolean, signal: AbortSignal): Promise<Result<'done' | 'later', AppError>> => {
  const listed = session.files ? listWanted(host) : ok([]);
  if (!listed.ok) return listed;
  if (listed.value.length === 0) return ok('done');
  const asked = await askFiles(host, session, listed.value, signal);
  if (!asked.ok) return asked;
  const there: Wanted[] = [];
  for (const [index, wanted] of listed.value.entries()) {
    const held = asked.value[index] ?? null;
    if (held === wanted.size) there.push(wanted);
    const noted = held === wanted.size ? ok() : noteAnswer(host, wanted, held);
    if (!noted.ok) return noted;
  }
  if (there.length === 0) return ok('done');
  const { db } = getOffice(host).replica;
  const left = there.reduce((sum, { hash, size }) => sum + size - fileBytesHere(db, hash), 0);
  showProgress(host, { phase: 'files', filesToReceive: host.sync.filesReceived + there.length, fileBytesToReceive: host.sync.fileBytesReceived + left });
  try {
    for (const wanted of there) {
      host.fileUnderWay = wanted.hash;
      host.notices.tell('documents');
      showProgress(host, { fetching: { hash: wanted.hash, here: fileBytesHere(db, wanted.hash), size: wanted.size } });
      const fetched = await fetchFile(host, session, wanted, isTurn, signal);
      if (!fetched.ok) return fetched;
      if (fetched.value === 'later') return ok('later');
      const taken = fetched.value === 'whole' ? takeFile(host, wanted) : ok(false);
      if (!taken.ok) return taken;
      if (taken.value) showProgress(host, { filesReceived: host.sync.filesReceived + 1 });
    }
  } finally {
    host.fileUnderWay = undefined;
    showProgress(host, { fetching: null });
    host.notices.tell('documents');
  }
  return ok('done');
};
