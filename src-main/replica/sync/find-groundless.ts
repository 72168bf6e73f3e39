import { findDocument } from '../store/documents.ts';
import { historyOf } from '../store/journal.ts';
import type { Replica } from '../store/replica.ts';
import { serverVersionOf } from '../store/versions.ts';
import { listDecisions } from '../queries/decisions.ts';
import type { Decided } from './find-decided.ts';

/** Beside another in force, and on an approval that was not taken. Whatever else it was put aside for is another matter. */
const whys = new Set(['builtOnAside', 'notAllowed']);

/** A decision of an office that was made here and stands on nothing: the numbers of its entries. */
export type Groundless = { readonly id: string; readonly entries: readonly number[] };

/**
 * Decisions that this laptop made with an approval, or in the place of another, which went into a dispute that is settled now: the centre put them aside with it, and has none of them. Whoever has the case decides anew where something is to
 * be decided.
 */
export const findGroundless = (replica: Replica, settled: readonly Decided[]): Groundless[] => {
  const made = settled.flatMap(({ collection, document }) => {
    if (collection === 'cases') return listDecisions(replica, document);
    const replaced = collection === 'decisions' ? findDocument(replica, 'decisions', document) : undefined;
    return replaced ? listDecisions(replica, replaced.caseId).filter(({ replaces }) => replaces === document) : [];
  });
  return made.flatMap(({ id }) => {
    const own = historyOf(replica.db, id);
    const isAside = own.length > 0 && own.every(({ result, why }) => result === 'quarantined' && whys.has(why ?? '')) && serverVersionOf(replica.db, 'decisions', id) === 0;
    return isAside ? [{ id, entries: own.map(({ number }) => number) }] : [];
  });
};
