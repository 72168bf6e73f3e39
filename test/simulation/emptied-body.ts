import { noFacts } from '../../shared/domain/case.ts';
import { withNameAlone } from '../../shared/domain/name-alone.ts';
import type { Person } from '../../shared/domain/person.ts';
import { isTaskKind } from '../../shared/domain/task-kinds.ts';
import type { Task } from '../../shared/domain/task.ts';

/** What is left of a document in the items of a stream that it has left. */
export const emptiedBody = (collection: string, body: object): object => {
  const { left, right } = body as Task;
  if (isTaskKind(collection)) return { ...body, left: { ...left, values: {} }, right: { ...right, values: {} }, resolution: null };
  return collection === 'persons' ? withNameAlone(body as Person) : { ...body, facts: noFacts };
};
