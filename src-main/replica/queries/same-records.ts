import type { PersonId } from '../../../shared/base/ids.ts';
import { findDocument } from '../store/documents.ts';
import type { Replica } from '../store/replica.ts';

/** `kept`: the record that a person's lead to; `ids`: that one first, then all that were merged into it, however many merges ago. */
export type SameRecords = { readonly kept: PersonId; readonly ids: readonly PersonId[] };

/** A record and all that were merged into it, however many merges ago. */
export const listLeadingTo = (replica: Replica, id: PersonId): PersonId[] =>
  replica.db.list<{ id: PersonId }>('WITH RECURSIVE same (id) AS (VALUES (?) UNION SELECT k.id FROM same s JOIN person_key k ON k.merged_into = s.id) SELECT id FROM same', id).map((row) => row.id);

/**
 * The records that are one person with `id`, over all merges. Two offices may have merged two records each into the other, or a circle of them: each is met once, and the one at which the circle closes stands for them. A record that is not here
 * leads nowhere.
 */
export const sameRecords = (replica: Replica, id: PersonId): SameRecords => {
  const met = new Set<PersonId>([id]);
  let kept = id;
  for (let next = findDocument(replica, 'persons', kept)?.mergedInto; next && !met.has(next); next = findDocument(replica, 'persons', kept)?.mergedInto) met.add((kept = next));
  // After a first load the way up is known before the way down is.
  return { kept, ids: [...new Set([kept, ...listLeadingTo(replica, kept), ...met])] };
};
