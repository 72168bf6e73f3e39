import { unmergePersons } from '../../../shared/domain/merge-persons.ts';
import type { PersonId } from '../../../shared/base/ids.ts';
import { findEntry } from '../../../shared/sync/journal-entry.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { findOfficeBase } from '../store/office-entries.ts';
import type { AsideEntry } from '../store/resolve-aside.ts';
import { commandContext } from './command-context.ts';
import type { DocumentChange } from './document-change.ts';

/**
 * A merge that the centre put aside (another district registered that person, or another merge came first) was taken by halves: the record that was to be kept is this office's, and has what it took over. Where what was put aside of
 * `person` is a merge, what its giving up has to do there: the values go back that nobody has changed since.
 */
export const changesOfRefusedMerge = (host: Host, person: string, aside: readonly AsideEntry[]): DocumentChange[] => {
  const { replica } = getOffice(host);
  const other = aside.some(({ collection, bytes }) => collection === 'persons' && findEntry(bytes)?.changes['mergedInto']) ? findDocument(replica, 'persons', person as PersonId) : undefined;
  const keep = other?.merge ? findDocument(replica, 'persons', other.merge.into) : undefined;
  const after = other && keep && !other.merge?.undone ? unmergePersons({ keep, other, cases: [] }, commandContext(host).step) : undefined;
  // Merged so by others meanwhile, it has them by that.
  const base = findOfficeBase(replica.db, 'persons', person) as { readonly mergedInto?: unknown } | undefined;
  return after && keep && base?.mergedInto !== keep.id ? [{ collection: 'persons', before: keep, after: after.keep }] : [];
};
