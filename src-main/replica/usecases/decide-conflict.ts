import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { documentSchemas, type CollectionName } from '../../../shared/domain/collection.ts';
import type { Decision } from '../../../shared/domain/decision.ts';
import { isSoundOutcome, outcomeOfSide } from '../../../shared/domain/task-outcome.ts';
import type { TaskKind } from '../../../shared/domain/task-kinds.ts';
import { composeOutcome } from '../../../shared/domain/task-parts.ts';
import type { Task } from '../../../shared/domain/task.ts';
import { isInForce } from '../../../shared/domain/is-in-force.ts';
import type { ConflictDecision } from '../../../shared/ipc/conflict-rows.ts';
import { findTask } from '../queries/find-task.ts';
import { mayDecide } from '../queries/may-decide.ts';
import { listDecisions } from '../queries/decisions.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { serverVersionOf } from '../store/versions.ts';
import { commandContext, type CommandContext } from './command-context.ts';
import type { DocumentChange } from './document-change.ts';
import { saveChanges } from './save-changes.ts';

/** A dispute as it is here: `version` of the centre that it stands on, the document as this laptop shows it, and the decision that was made with its approval. */
export type LoadedTask = { readonly kind: TaskKind; readonly task: Task; readonly version: number; readonly subject: object | undefined; readonly decision: Decision | undefined };

const decideOne = (input: ConflictDecision, asked: ConflictDecision['tasks'][number], loaded: LoadedTask | undefined, context: CommandContext): Result<DocumentChange[], AppError> => {
  if (!loaded) return err({ type: 'NotFound', what: 'conflict', id: asked.id });
  const { kind, task, version, subject, decision } = loaded;
  if (!mayDecide(kind, context.roles)) return err({ type: 'NotAllowed', action: 'conflict.decide' });
  if (task.status === 'resolved' || version !== asked.version) return err({ type: 'Conflict', what: 'conflict', id: asked.id });
  const values = input.choice === 'mixed' ? composeOutcome(task, input.picks) : outcomeOfSide(task, input.choice);
  if (!values) return err({ type: 'RuleRefused', rule: 'conflictAnew', citation: null });
  const parsed = subject && documentSchemas[task.collection as CollectionName].safeParse({ ...subject, ...values });
  if (parsed && !parsed.success) return err({ type: 'InvalidInput', issues: parsed.error.issues.slice(0, 20).map((issue) => ({ path: `picks.${issue.path.join('.')}`, code: /^[a-zA-Z][\w.-]*$/.test(issue.message) ? issue.message : issue.code })) });
  if (!isSoundOutcome(task, values)) return err({ type: 'RuleRefused', rule: 'conflictOutcome', citation: null });
  const after: Task = { ...task, status: 'resolved', resolution: { ...context.step, choice: input.choice, values, note: input.note } };
  // An approval that falls takes its decision with it, as when it is taken back.
  const falls = decision && task.left.values['status'] === 'approved' && values['status'] !== 'approved';
  return ok([
    { collection: kind, before: task, after },
    ...(falls ? [{ collection: 'decisions' as const, before: decision, after: { ...decision, withdrawn: context.step } }] : []),
  ]);
};

/**
 * Decides disputes: one side of all, or of a single one part by part. The document itself changes when the centre has taken the decision, for every office at once. Errors: NotFound; Conflict{what:'conflict'} where a dispute has changed
 * since the person looked at it, or is decided; NotAllowed; RuleRefused{rule:'conflictAnew'} where the right side cannot be taken over and has to be done anew; InvalidInput where a typed value is not valid.
 */
export const decideConflict = (input: ConflictDecision, load: (id: string) => LoadedTask | undefined, context: CommandContext): Result<DocumentChange[], AppError> => {
  const changes: DocumentChange[] = [];
  if (input.choice === 'mixed' && input.tasks.length > 1) return err({ type: 'InvalidInput', issues: [{ path: 'tasks', code: 'one' }] });
  for (const asked of input.tasks) {
    const decided = decideOne(input, asked, load(asked.id), context);
    if (!decided.ok) return decided;
    changes.push(...decided.value);
  }
  return ok(changes);
};

/** Reads what a decision must know of the dispute `id`. */
export const loadTask = (host: Host, id: string): LoadedTask | undefined => {
  const { replica } = getOffice(host);
  const found = findTask(replica, id);
  if (!found) return undefined;
  const { kind, task } = found;
  const inForce = task.collection === 'cases' ? listDecisions(replica, task.document as never).filter(isInForce) : [];
  // Of two the centre's: what was made here beside it was put aside, and ends with the dispute by itself.
  const decision = inForce.find(({ id: one }) => serverVersionOf(replica.db, 'decisions', one) > 0) ?? inForce[0];
  return { kind, task, decision, version: serverVersionOf(replica.db, kind, id), subject: findDocument(replica, task.collection as CollectionName, task.document) };
};

/** conflict.decide: all of it in one transaction. Travels with the next batch. */
export const decideConflicts = (host: Host, input: ConflictDecision): Result<Record<never, never>, AppError> => {
  const decided = decideConflict(input, (id) => loadTask(host, id), commandContext(host));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'conflict.decide', decided.value);
  return saved.ok ? ok({}) : saved;
};
