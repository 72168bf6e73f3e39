import { canonicalJson } from '../../shared/base/canonical-json.ts';
import type { Role } from '../../shared/domain/staff.ts';
import type { Task, TaskNote } from '../../shared/domain/task.ts';
import { isOwnStep, type Actor } from './own-step.ts';
import type { WorkingDocument } from './workspace.ts';

const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** Who decides a dispute: of the commission's documents its chair, of all others a supervisor. */
const decides = (collection: string): Role => (collection === 'medicalTasks' ? 'chair' : 'supervisor');

/** True where the notes only grew, each new one in the actor's own name; only who decides asks back. */
const mayNote = (before: readonly TaskNote[], after: readonly TaskNote[], actor: Actor, isDecider: boolean): boolean =>
  before.every((note) => after.some((other) => same(other, note))) && after.filter((note) => !before.some((other) => same(other, note))).every((note) => isOwnStep(note, actor) && (note.kind === 'answer' || isDecider));

/** True where `actor` may change a dispute so: decide it once, in their own name, or put a question or an answer to it. The centre alone makes one and says what its sides are. */
export const mayChangeTask = (before: WorkingDocument | undefined, changed: Readonly<Record<string, unknown>>, actor: Actor): boolean => {
  if (!before) return false;
  const [was, after] = [before.body as unknown as Task, changed as unknown as Task];
  const isDecider = actor.roles.includes(decides(before.collection));
  const others = [...new Set([...Object.keys(was), ...Object.keys(after)])].filter((field) => !['status', 'resolution', 'notes'].includes(field));
  if (!others.every((field) => same((was as Record<string, unknown>)[field], (after as Record<string, unknown>)[field])) || !mayNote(was.notes, after.notes, actor, isDecider)) return false;
  if (was.status === after.status && same(was.resolution, after.resolution)) return true;
  return isDecider && was.status === 'open' && after.status === 'resolved' && after.resolution !== null && isOwnStep(after.resolution, actor);
};
