import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { ParsedInputOf } from '../../../shared/ipc/contract.ts';
import { findNamedFile } from '../queries/named-file.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { isOpened } from '../session/opened-records.ts';
import { findAttachmentBytes, findDocument } from '../store/documents.ts';
import { giveUpFile, wishFile, type WantedFile } from '../store/file-wishes.ts';

type Nothing = Record<never, never>;

/** Notes that a file is wanted here, or not any more. What is wanted comes with the next sync, if the centre has it and gives it. Errors: NotFound where the record names it no more; those of the storage. */
const wish = async (host: Host, file: WantedFile, wanted: boolean): Promise<Result<Nothing, AppError>> => {
  const { replica } = getOffice(host);
  const named = findNamedFile(replica, file);
  if (!named) return err({ type: 'NotFound', what: 'file', id: file.hash });
  if (wanted && (await findAttachmentBytes(replica, file.collection, file.document, named.name))) return ok({});
  const kept = replica.commit({ durability: 'normal', documents: [], sql: (db) => (wanted ? wishFile(db, file, host.clock.now()) : giveUpFile(db, file.hash)) });
  if (!kept.ok) return kept;
  host.notices.tell('documents');
  // One that runs may be past its files.
  if (wanted && host.stopSync) host.isSyncDue = true;
  return ok({});
};

/** scan.fetch: the file of a scan is wanted here, or not any more. Errors: NotFound{what:'scan'} where it was taken away; those of the storage. */
export const fetchScan = async (host: Host, { id, wanted }: ParsedInputOf<'scan.fetch'>): Promise<Result<Nothing, AppError>> => {
  const scan = findDocument(getOffice(host).replica, 'scans', id);
  return scan && scan.removed === null ? wish(host, { collection: 'scans', document: id, hash: scan.hash }, wanted) : err({ type: 'NotFound', what: 'scan', id });
};

/** assessment.fetch: the same of a file of an examination that was opened with its trace in the journal. Errors: NotFound{what:'file'}; those of the storage. */
export const fetchAttachedFile = async (host: Host, { id, hash, wanted }: ParsedInputOf<'assessment.fetch'>): Promise<Result<Nothing, AppError>> =>
  isOpened(getOffice(host), id) ? wish(host, { collection: 'assessments', document: id, hash }, wanted) : err({ type: 'NotFound', what: 'file', id: hash });
