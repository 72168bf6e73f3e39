import { mostReleased } from '../../../shared/sync/batch-manifest.ts';
import type { Releasable } from '../queries/releasable.ts';

type Entry = Pick<Releasable['entries'][number], 'collection' | 'document'>;
type Unit = { readonly own: Releasable['entries'][number][]; readonly others: NonNullable<Releasable['others']>[number][] };

const sizeOf = ({ own, others }: Unit): number => own.length + others.length;

/** A unit that is larger than a batch may be, in pieces of that size. */
const pieces = ({ own, others }: Unit, most: number): Unit[] => {
  const rows = [...own.map((row) => ({ own: [row], others: [] })), ...others.map((row) => ({ own: [], others: [row] }))];
  return Array.from({ length: Math.ceil(rows.length / most) }, (_, at) => rows.slice(at * most, (at + 1) * most)).map((part) => ({ own: part.flatMap((row) => row.own), others: part.flatMap((row) => row.others) }));
};

/**
 * What is released at once as parts of at most `most` entries, each of which becomes a batch with a manifest of its own: a manifest goes up in one piece, and one larger than what passes between two cuts of a line would never arrive. What `unitOf` says
 * belongs together (a case with its person, its decisions and scans) stays in one part, unless it is larger than one; parts are in the order of the first entries of their units. Cases and persons are counted in the part that has their first entry. Pure.
 */
export const splitRelease = (loaded: Releasable, unitOf: (entry: Entry) => string, most: number = mostReleased): Releasable[] => {
  const { cases, persons, entries, others = [] } = loaded;
  if (entries.length + others.length <= most) return [loaded];
  const units = new Map<string, Unit>();
  const at = (entry: Entry): Unit => {
    const key = unitOf(entry);
    const unit = units.get(key) ?? { own: [], others: [] };
    units.set(key, unit);
    return unit;
  };
  for (const entry of entries) at(entry).own.push(entry);
  for (const entry of others) at(entry).others.push(entry);
  const parts: { keys: string[]; own: Unit['own']; others: Unit['others'] }[] = [];
  for (const [key, unit] of units) {
    for (const piece of sizeOf(unit) > most ? pieces(unit, most) : [unit]) {
      const last = parts.at(-1);
      const part = last && sizeOf(last) + sizeOf(piece) <= most ? last : { keys: [], own: [], others: [] };
      if (part !== last) parts.push(part);
      part.keys.push(key);
      part.own.push(...piece.own);
      part.others.push(...piece.others);
    }
  }
  const counted = new Set<string>();
  const once = (id: string): boolean => !counted.has(id) && counted.add(id) !== undefined;
  return parts.map((part) => {
    const keys = new Set(part.keys);
    const documents = new Set([...part.own, ...part.others].map(({ document }) => document));
    return {
      cases: cases.filter(({ id }) => keys.has(unitOf({ collection: 'cases', document: id })) && once(id)), persons: persons.filter((id) => documents.has(id) && once(id)),
      entries: part.own.toSorted((a, b) => a.number - b.number), others: part.others,
    };
  });
};
