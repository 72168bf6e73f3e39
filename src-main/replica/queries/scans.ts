import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { documentTable, findAttachmentBytes, findDocument, listDocumentsBy } from '../store/documents.ts';
import { filePlace } from './file-place.ts';
import { scanFile } from './scan-file.ts';

/** scan.list: the scans of a case, oldest first, without those that were taken away. */
export const readScans = (host: Host, { caseId }: ParsedInputOf<'scan.list'>): OutputOf<'scan.list'> => {
  const { replica } = getOffice(host);
  const here = new Set(replica.db.list<{ id: string }>(`SELECT id FROM ${documentTable(replica, 'scans')} WHERE caseId = ? AND body ->> '$._attachments.${scanFile}.digest' IS NOT NULL`, caseId).map(({ id }) => id));
  return { rows: listDocumentsBy(replica, 'scans', 'caseId', caseId).filter(({ removed }) => removed === null).map((scan) => ({ id: scan.id, scan, here: here.has(scan.id), place: filePlace(host, scan.hash, here.has(scan.id)) })) };
};

/** scan.read: the file itself. Errors: NotFound{what:'scan'} where it was taken away or is on another laptop. */
export const readScan = async (host: Host, { id }: ParsedInputOf<'scan.read'>): Promise<Result<OutputOf<'scan.read'>, AppError>> => {
  const { replica } = getOffice(host);
  const scan = findDocument(replica, 'scans', id);
  const bytes = scan && (await findAttachmentBytes(replica, 'scans', id, scanFile));
  return scan && bytes ? ok({ type: scan.type, bytes: bytes as Uint8Array<ArrayBuffer> }) : err({ type: 'NotFound', what: 'scan', id });
};
