import { MergeRecord } from '../../../shared/domain/person.ts';
import type { Replica } from '../store/replica.ts';
import { listTasks } from './find-task.ts';

/**
 * What was put aside of merges, by the record that was given up: where two laptops merged it and neither knew of the other, the centre has one of the two merges, and the other is the right side of a dispute. Its cases were moved all the
 * same, where both lead to one record.
 */
export const listRivalMerges = (replica: Replica): ReadonlyMap<string, readonly MergeRecord[]> => {
  const found = new Map<string, MergeRecord[]>();
  for (const { task } of listTasks(replica, 'all')) {
    const merge = task.collection === 'persons' ? MergeRecord.safeParse(task.right.values['merge']).data : undefined;
    if (merge) found.set(task.document, [...(found.get(task.document) ?? []), merge]);
  }
  return found;
};
