import type { Case } from '../../shared/domain/case.ts';
import { leaveAreas } from './leave-area.ts';
import { holderOf } from './place-document.ts';
import { sameRecords } from './same-records.ts';
import { commissionKinds, keyOf, type Workspace } from './workspace.ts';

/**
 * A district that has lost its last case of a person whom another district registered is told no more of them: it keeps a trace without the facts, as of the case. What its commission says of another record of the same person is of
 * this one too: that is the record on which its acts are corrected.
 */
export const leavePerson = (workspace: Workspace, id: string, step: NonNullable<Case['transferred']>, left: readonly string[]): void => {
  const { documents, about } = workspace;
  const person = documents.get(keyOf('persons', id));
  if (!person) return;
  const holder = holderOf(workspace, person);
  const same = sameRecords(workspace, id);
  const isOf = (named: unknown, collection: string): boolean => named === id || (commissionKinds.has(collection) && same.has(String(named)));
  const stays = (area: string) =>
    area === holder ||
    about.some((one) => one.area === area && isOf(one.person, one.collection) && !documents.has(keyOf(one.collection, one.id))) ||
    [...documents.values()].some((one) => one.areas.includes(area) && isOf(one.body['personId'], one.collection));
  const gone = left.filter((area) => person.areas.includes(area) && !stays(area));
  if (gone.length > 0) leaveAreas(workspace, person, step, gone);
};
