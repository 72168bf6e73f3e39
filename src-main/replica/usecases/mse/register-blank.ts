import type { AppError } from '../../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import type { Act } from '../../../../shared/domain/mse/act.ts';
import type { RegisterLine } from '../../../../shared/domain/mse/register-line.ts';
import type { BlankInput } from '../../../../shared/ipc/mse-inputs.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { documentTable, findDocument, plainDocument } from '../../store/documents.ts';
import { commandContext, type CommandContext } from '../command-context.ts';
import type { DocumentChange } from '../document-change.ts';
import { saveChanges } from '../save-changes.ts';

/** The lines that the blank has, and the act that it is issued for. */
type Loaded = { readonly lines: readonly RegisterLine[]; readonly act: Act | undefined; readonly id: string };

/**
 * One more line in the register of numbered blanks: received once, then issued once for a signed act, or spoilt once with a reason. Errors: Conflict{what:'blank'} where its lines do not allow it, InvalidInput.
 */
export const decideBlank = (input: BlankInput, { lines, act, id }: Loaded, context: CommandContext): Result<DocumentChange[], AppError> => {
  const events = lines.map((line) => line.event);
  const free = events.includes('received') && !events.includes('issued') && !events.includes('spoilt');
  const allowed = { received: events.length === 0, issued: free, spoilt: events.includes('received') && !events.includes('spoilt') };
  if (!allowed[input.event]) return err({ type: 'Conflict', what: 'blank', id: input.number });
  if (input.event === 'issued' && act?.status !== 'signed') return err({ type: 'InvalidInput', issues: [{ path: 'act', code: 'actUnknown' }] });
  if (input.event === 'spoilt' && input.reason === '') return err({ type: 'InvalidInput', issues: [{ path: 'reason', code: 'required' }] });
  const after: RegisterLine = { id, district: context.area, kind: 'blank', number: input.number, event: input.event, act: input.event === 'issued' ? input.act : null, step: context.step, reason: input.reason };
  return ok([{ collection: 'registers', before: undefined, after }]);
};

/** register.blank: a numbered blank came, was given out or spoilt. */
export const registerBlank = (host: Host, input: BlankInput): Result<Record<never, never>, AppError> => {
  const { replica } = getOffice(host);
  const rows = replica.db.list<{ body: string }>(`SELECT body FROM ${documentTable(replica, 'registers')} WHERE deleted = 0 AND number = ? AND body ->> '$.kind' = 'blank'`, input.number);
  const loaded = { lines: rows.map(({ body }) => plainDocument<RegisterLine>(body)), act: input.act === null ? undefined : findDocument(replica, 'acts', input.act), id: host.ids.uuid() };
  const decided = decideBlank(input, loaded, commandContext(host));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'register.blank', decided.value);
  return saved.ok ? ok({}) : saved;
};
