import type { Workspace } from './workspace.ts';

/** The records that are one person with `id` by the merges that stand now, those of this envelope among them, whichever leads into which. */
export const sameRecords = ({ documents, merges }: Pick<Workspace, 'documents' | 'merges'>, id: string): ReadonlySet<string> => {
  const leads = new Map<string, unknown>(merges);
  for (const { collection, id: person, body } of documents.values()) if (collection === 'persons') leads.set(person, body['mergedInto'] ?? null);
  const leading = Map.groupBy(leads, ([, into]) => into);
  const met = new Set<string>([id]);
  // A set gives what is added to it on the way.
  for (const one of met) for (const other of [leads.get(one), ...(leading.get(one) ?? []).map(([from]) => from)]) if (typeof other === 'string') met.add(other);
  return met;
};
