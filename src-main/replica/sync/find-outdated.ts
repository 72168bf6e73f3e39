import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { isTaskKind } from '../../../shared/domain/task-kinds.ts';
import { Task } from '../../../shared/domain/task.ts';
import type { StreamItem } from '../../../shared/sync/frame.ts';
import { unreleasedDecision } from '../queries/unreleased-decision.ts';
import { findDocument } from '../store/documents.ts';
import { listPendingOf } from '../store/journal.ts';
import type { Replica } from '../store/replica.ts';
import type { Decided } from './find-decided.ts';

const sides = (task: Task): string => canonicalJson([task.fields, task.left, task.right]);

/** Decisions made here that are in no batch yet, of a dispute that the item says has changed since, or is decided elsewhere, with what they withdrew (`decisions`). A question or an answer changes nothing of it. */
export const findOutdated = (replica: Replica, item: StreamItem): Decided[] => {
  if (item.k !== 'put' || !isTaskKind(item.c)) return [];
  const waiting = listPendingOf(replica.db, item.c, item.i).filter((row) => row.command === 'conflict.decide' && row.batch === null && row.receipt === null);
  const [here, task] = [waiting.length > 0 ? findDocument(replica, item.c, item.i) : undefined, Task.safeParse(item.d).data];
  if (!here || !task || (task.status === 'open' && sides(task) === sides(here))) return [];
  const withdrawn = unreleasedDecision(replica, here as Task).flatMap(({ number, decision }) => (decision ? [{ collection: 'decisions', document: decision.id, entries: [number] }] : []));
  return [{ collection: item.c, document: item.i, entries: waiting.map(({ number }) => number) }, ...withdrawn];
};
