import { isTaskKind } from '../../../shared/domain/task-kinds.ts';
import { Task } from '../../../shared/domain/task.ts';
import type { StreamItem } from '../../../shared/sync/frame.ts';

/** A dispute that is settled, of which work of this device was the right side: the document, and the numbers of the entries that were put aside. */
export type Decided = { readonly collection: string; readonly document: string; readonly entries: readonly number[] };

/** The settled dispute that an item says, where it is about work of `device`; else nothing. */
export const findDecided = (item: StreamItem, device: string): Decided[] => {
  if (item.k !== 'put' || !isTaskKind(item.c)) return [];
  const task = Task.safeParse(item.d).data;
  return task?.status === 'resolved' && task.right.device === device ? [{ collection: task.collection, document: task.document, entries: task.right.entries }] : [];
};
