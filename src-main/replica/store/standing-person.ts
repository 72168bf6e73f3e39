import type { PersonId } from '../../../shared/base/ids.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { findDocument } from './documents.ts';
import type { Replica } from './replica.ts';

/** The record that a merged one leads to, where that is here; null where the record stands for itself. */
export const findKept = (replica: Replica, person: Person | undefined): PersonId | null =>
  person?.mergedInto && findDocument(replica, 'persons', person.mergedInto) ? person.mergedInto : null;

/** The record that those of a person lead to, as far as they are here; `id` where none is. */
export const findLastHere = (replica: Replica, id: PersonId): PersonId => {
  const met = new Set<PersonId>([id]);
  for (let next = findKept(replica, findDocument(replica, 'persons', id)); next && !met.has(next); next = findKept(replica, findDocument(replica, 'persons', next))) met.add(next);
  return [...met].at(-1)!;
};

/** A person as work is done on them here: merged only where the record kept is here too. Another district's office has the one that its case names, and may not have the other. */
export const findStandingPerson = (replica: Replica, id: PersonId): Person | undefined => {
  const person = findDocument(replica, 'persons', id);
  return person?.mergedInto && !findKept(replica, person) ? { ...person, mergedInto: null } : person;
};
