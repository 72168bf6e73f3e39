import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Task } from '../../../shared/domain/task.ts';
import { unreleasedDecision } from '../queries/unreleased-decision.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { takeBackEntries } from '../store/journal.ts';
import { commandContext } from './command-context.ts';
import { composeEntries } from './compose-entries.ts';
import type { DocumentChange } from './document-change.ts';
import { loadTask } from './decide-conflict.ts';
import { saveComposed } from './save-changes.ts';

/**
 * conflict.takeBack: a decision that is in no batch yet is taken back by who made it, and the dispute is open as before. Its entries stay in the history and go into no batch; that it was taken back is an entry without changes. Errors:
 * NotFound; Conflict{what:'conflict'} where there is no such decision any more; NotAllowed for another person.
 */
export const takeBackConflict = (host: Host, { id }: { readonly id: string }): Result<Record<never, never>, AppError> => {
  const { replica } = getOffice(host);
  const loaded = loadTask(host, id);
  if (!loaded) return err({ type: 'NotFound', what: 'conflict', id });
  const { kind, task } = loaded;
  const entries = unreleasedDecision(replica, task);
  if (task.status !== 'resolved' || entries.length === 0) return err({ type: 'Conflict', what: 'conflict', id });
  if (task.resolution?.by !== commandContext(host).by) return err({ type: 'NotAllowed', action: 'conflict.takeBack' });
  const after: Task = { ...task, status: 'open', resolution: null };
  const fallen = entries.flatMap(({ decision }) => decision ?? []);
  const changes: DocumentChange[] = [
    { collection: kind, before: task, after },
    ...fallen.map((decision): DocumentChange => ({ collection: 'decisions', before: decision, after: { ...decision, withdrawn: null } })),
  ];
  const composed = composeEntries(host, 'conflict.takeBack', [], [{ collection: kind, id }]);
  const saved = saveComposed(host, changes, composed, (db) => takeBackEntries(db, entries.map(({ number }) => number)));
  return saved.ok ? ok({}) : saved;
};
