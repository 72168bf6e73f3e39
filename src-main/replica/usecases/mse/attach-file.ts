import type { AppError } from '../../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import type { Assessment } from '../../../../shared/domain/mse/assessment.ts';
import { isOfKind } from '../../../../shared/domain/scan.ts';
import type { FileInput } from '../../../../shared/ipc/mse-inputs.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import { commandContext, type CommandContext } from '../command-context.ts';
import type { DocumentChange } from '../document-change.ts';
import { saveChanges } from '../save-changes.ts';
import { checkAssessmentAction } from './check-assessment-action.ts';

/** The examination with one file more. Errors: those of `checkAssessmentAction`; InvalidInput on `bytes` where the file is not of its kind; Conflict{what:'file'} where it is there already. */
export const decideAttachFile = (input: FileInput, loaded: Assessment | undefined, hash: string, laptop: string, context: CommandContext): Result<DocumentChange[], AppError> => {
  const checked = checkAssessmentAction(loaded, input.id, 'attach', context);
  if (!checked.ok) return checked;
  const { found, to } = checked.value;
  if (!isOfKind(input.type, input.bytes)) return err({ type: 'InvalidInput', issues: [{ path: 'bytes', code: 'scanKind' }] });
  const files = found.files ?? [];
  if (files.some((one) => one.hash === hash)) return err({ type: 'Conflict', what: 'file', id: input.id });
  if (files.length >= 20) return err({ type: 'InvalidInput', issues: [{ path: 'bytes', code: 'tooMany' }] });
  const after: Assessment = { ...found, status: to, files: [...files, { name: input.name, type: input.type, size: input.bytes.length, hash, added: context.step, laptop }] };
  return ok([{ collection: 'assessments', before: found, after, attachments: { [hash]: { type: input.type, bytes: input.bytes } } }]);
};

/** assessment.attach: a file of the referral, on disk and encrypted when this returns. */
export const attachFile = (host: Host, input: FileInput): Result<{ hash: string }, AppError> => {
  const hash = Buffer.from(host.crypto.sha256(input.bytes as Uint8Array<ArrayBuffer>)).toString('hex');
  const { replica, certificate } = getOffice(host);
  const decided = decideAttachFile(input, findDocument(replica, 'assessments', input.id), hash, certificate.name, commandContext(host));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'assessment.attach', decided.value);
  return saved.ok ? ok({ hash }) : saved;
};
