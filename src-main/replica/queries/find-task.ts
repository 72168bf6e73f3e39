import { taskKinds, type TaskKind } from '../../../shared/domain/task-kinds.ts';
import type { Task } from '../../../shared/domain/task.ts';
import { documentTable, findDocument, plainDocument } from '../store/documents.ts';
import type { Replica } from '../store/replica.ts';

/** A dispute with the kind it is of. */
export type FoundTask = { readonly kind: TaskKind; readonly task: Task };

/** The dispute `id`, or undefined where this laptop has none. */
export const findTask = (replica: Replica, id: string): FoundTask | undefined => {
  for (const kind of taskKinds) {
    const task = findDocument(replica, kind, id);
    if (task) return { kind, task };
  }
  return undefined;
};

/** The disputes here that are open, or all, newest last. */
export const listTasks = (replica: Replica, status: 'open' | 'all'): FoundTask[] =>
  taskKinds.flatMap((kind) => replica.db.list<{ body: string }>(`SELECT body FROM ${documentTable(replica, kind)} WHERE deleted = 0${status === 'open' ? " AND status = 'open'" : ''} ORDER BY body ->> '$.opened', id`).map(({ body }) => ({ kind, task: plainDocument<Task>(body) })));

/** Ids of documents about which a dispute is open. */
export const disputedDocuments = (replica: Replica): ReadonlySet<string> =>
  new Set(taskKinds.flatMap((kind) => replica.db.list<{ document: string }>(`SELECT body ->> '$.document' AS document FROM ${documentTable(replica, kind)} WHERE deleted = 0 AND status = 'open'`).map(({ document }) => document)));
