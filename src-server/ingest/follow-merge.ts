import type { Case } from '../../shared/domain/case.ts';
import type { MergeRecord } from '../../shared/domain/person.ts';
import { followPerson } from './follow-person.ts';
import { leavePersons } from './leave-persons.ts';
import { sameRecords } from './same-records.ts';
import { keyOf, type Workspace } from './workspace.ts';

/**
 * A record leads elsewhere now than to `before`: what acts say of those who are one person now is told where one of their cases is, and is taken back where it was told of somebody who is another person again. `merge`: of the record, as it stands.
 */
export const followMerge = (workspace: Workspace, id: string, before: unknown, merge: MergeRecord): void => {
  followPerson(workspace, id);
  const { extractsOf, documents, device: { area } } = workspace;
  if (typeof before !== 'string' || ![id, before].some((one) => [...sameRecords(workspace, one)].some((same) => extractsOf.has(same)))) return;
  const step = { ...(merge.undone ?? merge.merged), from: area, to: area, reason: '' } as NonNullable<Case['transferred']>;
  for (const one of [id, before]) {
    followPerson(workspace, one, step);
    const left = [...sameRecords(workspace, one)].flatMap((same) => documents.get(keyOf('persons', same))?.areas ?? []);
    leavePersons(workspace, one, step, [...new Set(left)]);
  }
};
