import type { Decision } from '../../../shared/domain/decision.ts';
import type { Task } from '../../../shared/domain/task.ts';
import { findDocument } from '../store/documents.ts';
import { historyOf } from '../store/journal.ts';
import type { Replica } from '../store/replica.ts';
import { listDecisions } from './decisions.ts';

/** An entry by which a dispute was decided here and that is in no batch yet; `decision`: the decision of a case that it withdrew. */
export type UnreleasedDecision = { readonly number: number; readonly decision: Decision | undefined };

/** Entries of the newest decision of `task` that can still be taken back; none where it was released, or came from elsewhere. */
export const unreleasedDecision = (replica: Replica, task: Task): UnreleasedDecision[] => {
  const waiting = (document: string) => historyOf(replica.db, document).filter((row) => row.command === 'conflict.decide' && row.batch === null && row.receipt === null && row.why === null);
  const own = waiting(task.id);
  if (own.length === 0) return [];
  const fallen = task.collection === 'cases' ? listDecisions(replica, task.document).filter(({ withdrawn }) => withdrawn !== null) : [];
  return [
    ...own.map(({ number }) => ({ number, decision: undefined })),
    ...fallen.flatMap(({ id }) => waiting(id).map(({ number }) => ({ number, decision: findDocument(replica, 'decisions', id) }))),
  ];
};
