import type { CentreTables } from '../store/centre-store.ts';
import type { AreaDocument } from '../store/documents.ts';

/**
 * The records that those lead to which others are to be merged into (`intos`), to the end: a merge that leads back to its own record is none. Beyond what is `locked` already they are locked one after another: few records are merged
 * more than once, and who clashes begins anew.
 */
export const lockLeads = async (tables: CentreTables, intos: readonly string[], locked: readonly AreaDocument[]): Promise<AreaDocument[]> => {
  const known = new Map(locked.filter(({ collection }) => collection === 'persons').map((one) => [one.id, one]));
  const more: AreaDocument[] = [];
  for (const into of intos) {
    const passed = new Set<string>();
    for (let next: unknown = into; typeof next === 'string' && !passed.has(next); next = known.get(next)?.body['mergedInto']) {
      passed.add(next);
      if (known.has(next)) continue;
      for (const found of await tables.lockDocuments([{ collection: 'persons', id: next }])) {
        known.set(found.id, found);
        more.push(found);
      }
    }
  }
  return more;
};
