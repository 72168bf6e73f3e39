import type { Case } from '../../shared/domain/case.ts';
import type { MergeRecord } from '../../shared/domain/person.ts';
import { followPerson } from './follow-person.ts';
import { keyOf, type Workspace } from './workspace.ts';

/**
 * Two records have become one person, or a case has changed from the one to the other, or the two have parted again: what acts say of them is told where a case of theirs is, and taken back where it was told of somebody who is another person.
 * The step is that of the merge, at the centre's time.
 */
export const followMerge = (workspace: Workspace, records: readonly unknown[]): void => {
  const { extractsOf, documents, device: { area }, at } = workspace;
  if (extractsOf.size === 0) return;
  const ids = records.filter((id) => typeof id === 'string');
  const merge = ids.flatMap((id) => (documents.get(keyOf('persons', id))?.body['merge'] as MergeRecord | null | undefined) ?? [])[0];
  const who = merge?.undone ?? merge?.merged;
  const step = who && ({ by: who.by, byName: who.byName, at, from: area, to: area, reason: '' } as NonNullable<Case['transferred']>);
  for (const id of ids) followPerson(workspace, id, step);
};
