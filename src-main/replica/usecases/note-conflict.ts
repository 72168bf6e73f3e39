import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { TaskNote } from '../../../shared/domain/task.ts';
import { mayDecide, maySeeDispute } from '../queries/may-decide.ts';
import type { Host } from '../session/host-parts.ts';
import { commandContext, type CommandContext } from './command-context.ts';
import { loadTask, type LoadedTask } from './decide-conflict.ts';
import type { DocumentChange } from './document-change.ts';
import { saveChanges } from './save-changes.ts';

type NoteConflict = { readonly ids: readonly string[]; readonly text: string };

/** A question of who decides, or the answer of somebody else, put to each dispute. Errors: NotFound; Conflict{what:'conflict'} where one is decided; NotAllowed. */
export const decideNote = ({ ids, text }: NoteConflict, load: (id: string) => LoadedTask | undefined, context: CommandContext): Result<DocumentChange[], AppError> => {
  const changes: DocumentChange[] = [];
  for (const id of ids) {
    const loaded = load(id);
    if (!loaded) return err({ type: 'NotFound', what: 'conflict', id });
    const { kind, task } = loaded;
    if (!maySeeDispute(kind, context.roles)) return err({ type: 'NotAllowed', action: 'conflict.note' });
    if (task.status === 'resolved' || task.notes.length >= 100) return err({ type: 'Conflict', what: 'conflict', id });
    const note: TaskNote = { ...context.step, kind: mayDecide(kind, context.roles) ? 'ask' : 'answer', text };
    changes.push({ collection: kind, before: task, after: { ...task, notes: [...task.notes, note] } });
  }
  return ok(changes);
};

/** conflict.note: asks back, or answers. Travels with the next batch. */
export const noteConflict = (host: Host, input: NoteConflict): Result<Record<never, never>, AppError> => {
  const decided = decideNote(input, (id) => loadTask(host, id), commandContext(host));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'conflict.note', decided.value);
  return saved.ok ? ok({}) : saved;
};
