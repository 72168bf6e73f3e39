import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Case } from '../../../shared/domain/case.ts';
import { isOfKind, type Scan } from '../../../shared/domain/scan.ts';
import type { NewScan } from '../../../shared/ipc/scan-rows.ts';
import { scanFile } from '../queries/scan-file.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { checkCaseAction } from './check-case-action.ts';
import { commandContext, type CommandContext } from './command-context.ts';
import type { DocumentChange } from './document-change.ts';
import { saveChanges } from './save-changes.ts';

type Loaded = { readonly found: Case | undefined; readonly id: string; readonly hash: string };

/** A scan with its file. Errors: those of `checkCaseAction` for an edit; InvalidInput on `bytes` where the file is not of its kind. */
export const decideAddScan = (input: NewScan, { found, id, hash }: Loaded, context: CommandContext): Result<DocumentChange[], AppError> => {
  const checked = checkCaseAction(found, input.caseId, 'edit', context);
  if (!checked.ok) return checked;
  if (!isOfKind(input.type, input.bytes)) return err({ type: 'InvalidInput', issues: [{ path: 'bytes', code: 'scanKind' }] });
  const after: Scan = {
    id, caseId: input.caseId, personId: checked.value.found.personId, district: context.area, document: input.document, name: input.name, type: input.type,
    size: input.bytes.length, hash, added: context.step, removed: null,
  };
  return ok([{ collection: 'scans', before: undefined, after, attachments: { [scanFile]: { type: input.type, bytes: input.bytes } } }]);
};

/** scan.add: a scan, on disk and encrypted when this returns. */
export const addScan = (host: Host, input: NewScan): Result<{ id: string }, AppError> => {
  const id = host.ids.uuid();
  const hash = Buffer.from(host.crypto.sha256(input.bytes as Uint8Array<ArrayBuffer>)).toString('hex');
  const decided = decideAddScan(input, { found: findDocument(getOffice(host).replica, 'cases', input.caseId), id, hash }, commandContext(host));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'scan.add', decided.value);
  return saved.ok ? ok({ id }) : saved;
};

/** scan.remove: the file goes, the record of it stays. Errors: NotFound; those of `checkCaseAction` for an edit. */
export const removeScan = (host: Host, { id }: { readonly id: string }): Result<Record<never, never>, AppError> => {
  const { replica } = getOffice(host);
  const context = commandContext(host);
  const scan = findDocument(replica, 'scans', id);
  if (!scan || scan.removed) return err({ type: 'NotFound', what: 'scan', id });
  const checked = checkCaseAction(findDocument(replica, 'cases', scan.caseId), scan.caseId, 'edit', context);
  if (!checked.ok) return checked;
  const saved = saveChanges(host, 'scan.remove', [{ collection: 'scans', before: scan, after: { ...scan, removed: context.step }, attachments: { [scanFile]: null } }]);
  return saved.ok ? ok({}) : saved;
};
