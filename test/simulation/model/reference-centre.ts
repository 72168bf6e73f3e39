import { mergeChange } from './reference-merge.ts';
import { mayDo } from './reference-rights.ts';
import type { Fields, ModelDevice, ModelDocument, ModelEntry, ModelLine } from './shapes.ts';

type Known = { readonly hash: string; readonly line: ModelLine };

/** What the centre must hold: every document, the verdict on every entry, who may look at what. Rows are replaced and never changed, so a copy of the maps is a backup. */
export type ReferenceCentre = {
  readonly epoch: number;
  readonly documents: Map<string, ModelDocument>;
  readonly known: Map<string, Known>;
  /** Device and document → version of the rival of a conflict: what was built on it without having seen the rival shares its fate. */
  readonly conflicts: Map<string, number>;
};

export const newReferenceCentre = (): ReferenceCentre => ({ epoch: 1, documents: new Map(), known: new Map(), conflicts: new Map() });

export const copyOf = (centre: ReferenceCentre, epoch: number): ReferenceCentre => ({ epoch, documents: new Map(centre.documents), known: new Map(centre.known), conflicts: new Map(centre.conflicts) });

/** Area and document that must hear of what an entry did (or that it did nothing). */
export type Touched = Map<string, { readonly area: string; readonly key: string }>;

type Place = { readonly refused: string } | { readonly areas: readonly string[] };

/** Which areas hold the document from now on. A person is held wherever they were registered or named; a case by one district. */
const placeOf = (centre: ReferenceCentre, device: ModelDevice, districts: readonly string[], collection: string, before: ModelDocument | undefined, after: Fields): Place => {
  const district = String(after['district']);
  if (collection === 'batches') return district === device.area ? { areas: [district] } : { refused: 'wrongArea' };
  if (collection === 'persons') return districts.includes(district) ? { areas: [...new Set([...(before?.areas ?? []), device.area, district])] } : { refused: 'invalidDocument' };
  const person = centre.documents.get(`persons/${String(after['personId'])}`);
  if (!person) return { refused: 'unknownDocument' };
  if (!person.areas.includes(device.area)) return { refused: 'wrongArea' };
  if (!before) return district === device.area ? { areas: [district] } : { refused: 'wrongArea' };
  if (before.body['district'] === district) return { areas: before.areas };
  const step = after['transferred'] as { from?: string; to?: string } | null;
  return districts.includes(district) && step?.from === before.body['district'] && step?.to === district ? { areas: [district] } : { refused: 'invalidDocument' };
};

const judge = (centre: ReferenceCentre, device: ModelDevice, districts: readonly string[], entry: ModelEntry, touched: Touched): ModelLine => {
  const key = `${entry.collection}/${entry.document}`;
  const before = centre.documents.get(key);
  const aside = (why: string): ModelLine => ({ result: 'quarantined', why });
  const touch = (area: string, what: string) => void touched.set(`${area}|${what}`, { area, key: what });
  const conflictKey = `${device.id}|${key}`;
  const conflict = () => {
    centre.conflicts.set(conflictKey, Math.max(centre.conflicts.get(conflictKey) ?? 0, before?.version ?? 0, entry.base + 1));
    return aside('conflict');
  };
  if (entry.flaw === 'unreadable') return aside('malformed');
  const role = device.roles.get(entry.author);
  if (device.revoked || role === undefined) return aside('notAllowed');
  if (entry.released !== 'yes') return aside('notReleased');
  if (before && !before.areas.includes(device.area)) return aside('wrongArea');
  if ((centre.conflicts.get(conflictKey) ?? 0) > entry.base) return conflict();
  const merged = mergeChange(before, entry, centre.epoch);
  if ('refused' in merged) return merged.refused === 'conflict' ? conflict() : aside(merged.refused);
  // A change of what the centre never took in is half a document.
  if (entry.flaw === 'invalid' || merged.document.body['id'] !== entry.document) return aside('invalidDocument');
  if (!mayDo(entry.collection, before?.body, merged.document.body, entry.author, role)) return aside('notAllowed');
  const place = placeOf(centre, device, districts, entry.collection, before, merged.document.body);
  if ('refused' in place) return aside(place.refused);
  if (merged.changed && entry.flaw === 'unstorable') return aside('malformed');
  if (merged.changed) {
    const after = { ...merged.document, areas: place.areas };
    centre.documents.set(key, after);
    for (const area of new Set([...after.areas, ...(before?.areas ?? [])])) touch(area, key);
    if (entry.collection === 'cases' && before && before.body['district'] !== after.body['district']) {
      // The person comes along: the new district must know whose case it is.
      const personKey = `persons/${String(after.body['personId'])}`;
      const person = centre.documents.get(personKey)!;
      const area = String(after.body['district']);
      if (!person.areas.includes(area)) {
        centre.documents.set(personKey, { ...person, areas: [...person.areas, area] });
        touch(area, personKey);
      }
    }
  }
  return { result: merged.rivals ? 'merged' : 'applied' };
};

/** The verdict on each entry of one envelope, in its order; `touched` gathers who must hear of it. */
export const takeIn = (centre: ReferenceCentre, device: ModelDevice, districts: readonly string[], entries: readonly ModelEntry[], touched: Touched): ModelLine[] =>
  entries.map((entry) => {
    const id = `${entry.device}/${entry.number}`;
    const before = centre.known.get(id);
    if (before && before.hash !== entry.hash) return { result: 'quarantined', why: 'wrongDevice' };
    if (before && !(before.line.why === 'notReleased' && entry.released === 'yes')) return before.line;
    const line = judge(centre, device, districts, entry, touched);
    centre.known.set(id, { hash: entry.hash, line });
    // Whoever wrote what was not taken as it was must see what holds instead.
    const document = centre.documents.get(`${entry.collection}/${entry.document}`);
    if (!device.revoked && document?.areas.includes(device.area) && line.result !== 'applied') touched.set(`${device.area}|${entry.collection}/${entry.document}`, { area: device.area, key: `${entry.collection}/${entry.document}` });
    return line;
  });
