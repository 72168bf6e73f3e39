import type { AppError } from '../../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import type { RegisterLine } from '../../../../shared/domain/mse/register-line.ts';
import type { BlankSeriesInput } from '../../../../shared/ipc/mse-inputs.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { documentTable } from '../../store/documents.ts';
import { commandContext, type CommandContext } from '../command-context.ts';
import type { DocumentChange } from '../document-change.ts';
import { saveChanges } from '../save-changes.ts';

/** The numbers of a series as they are printed: «МС 000017». All of one series have as many digits as its last. */
export const blankNumbers = ({ series, first, last }: BlankSeriesInput): string[] =>
  Array.from({ length: last - first + 1 }, (_, at) => `${series} ${String(first + at).padStart(Math.max(6, String(last).length), '0')}`.trim());

/** A series of blanks received: a line for each number. Errors: Conflict{what:'blank', id} naming the first number that is in the register already; then none is taken. */
export const decideReceiveBlanks = (input: BlankSeriesInput, known: ReadonlySet<string>, context: CommandContext, newId: () => string): Result<DocumentChange[], AppError> => {
  const numbers = blankNumbers(input);
  const twice = numbers.find((number) => known.has(number));
  if (twice !== undefined) return err({ type: 'Conflict', what: 'blank', id: twice });
  return ok(numbers.map((number): DocumentChange => {
    const after: RegisterLine = { id: newId(), district: context.area, kind: 'blank', number, event: 'received', act: null, step: context.step, reason: input.reason };
    return { collection: 'registers', before: undefined, after };
  }));
};

/** blank.receive: a series came, by the paper that it came with (`reason`). */
export const receiveBlanks = (host: Host, input: BlankSeriesInput): Result<{ count: number }, AppError> => {
  const { replica } = getOffice(host);
  const rows = replica.db.list<{ number: string }>(`SELECT DISTINCT number FROM ${documentTable(replica, 'registers')} WHERE deleted = 0 AND body ->> '$.kind' = 'blank' AND number IN (SELECT value FROM json_each(?))`, JSON.stringify(blankNumbers(input)));
  const decided = decideReceiveBlanks(input, new Set(rows.map(({ number }) => number)), commandContext(host), host.ids.uuid);
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'blank.receive', decided.value);
  return saved.ok ? ok({ count: decided.value.length }) : saved;
};
