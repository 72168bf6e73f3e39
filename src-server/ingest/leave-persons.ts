import type { Case } from '../../shared/domain/case.ts';
import { leaveAreas } from './leave-area.ts';
import { holderOf } from './place-document.ts';
import { sameRecords } from './same-records.ts';
import { commissionKinds, keyOf, type Workspace } from './workspace.ts';

type Step = NonNullable<Case['transferred']>;

/** A record that nothing holds in a district any more: it keeps a trace without the facts, as of the case. `same`: the records that are one person with it; what a commission says of one of them is of all. */
const leavePerson = (workspace: Workspace, id: string, same: ReadonlySet<string>, step: Step, left: readonly string[]): void => {
  const { documents, about } = workspace;
  const person = documents.get(keyOf('persons', id));
  if (!person) return;
  const holder = holderOf(workspace, person);
  const isOf = (named: unknown, collection: string): boolean => named === id || (commissionKinds.has(collection) && same.has(String(named)));
  const stays = (area: string) =>
    area === holder ||
    about.some((one) => one.area === area && isOf(one.person, one.collection) && !documents.has(keyOf(one.collection, one.id))) ||
    [...documents.values()].some((one) => one.areas.includes(area) && isOf(one.body['personId'], one.collection));
  const gone = left.filter((area) => person.areas.includes(area) && !stays(area));
  if (gone.length > 0) leaveAreas(workspace, person, step, gone);
};

/**
 * Districts that have lost (`left`) the last case of a person whom another district registered are told no more of them; nor of the records that were merged with theirs, which came along with extracts (`follow-person.ts`).
 */
export const leavePersons = (workspace: Workspace, id: string, step: Step, left: readonly string[]): void => {
  const same = sameRecords(workspace, id);
  const cameAlong = [...same].some((one) => workspace.extractsOf.has(one)) ? [...same].filter((one) => one !== id) : [];
  for (const one of [id, ...cameAlong]) leavePerson(workspace, one, same, step, left);
};
