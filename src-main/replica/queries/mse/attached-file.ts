import type { AppError } from '../../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import type { OutputOf, ParsedInputOf } from '../../../../shared/ipc/contract.ts';
import { isOpened } from '../../session/opened-records.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findAttachmentBytes, findDocument } from '../../store/documents.ts';

const endings = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' } as const;

/** assessment.file: a file of an examination that was opened with its trace in the journal, for the shell to put where papers are put. Errors: NotFound{what:'file'}, also where it is on another laptop. */
export const readAttachedFile = async (host: Host, { id, hash }: ParsedInputOf<'assessment.file'>): Promise<Result<OutputOf<'assessment.file'>, AppError>> => {
  const office = getOffice(host);
  const file = isOpened(office, id) ? findDocument(office.replica, 'assessments', id)?.files?.find((one) => one.hash === hash) : undefined;
  const bytes = file && (await findAttachmentBytes(office.replica, 'assessments', id, hash));
  return file && bytes ? ok({ name: `referral-${hash.slice(0, 12)}.${endings[file.type]}`, bytes: bytes as Uint8Array<ArrayBuffer> }) : err({ type: 'NotFound', what: 'file', id: hash });
};
