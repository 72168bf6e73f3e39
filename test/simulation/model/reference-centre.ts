import { decide, goesOnInDispute, isTaskKey, keepDisputes, type ModelTask } from './reference-tasks.ts';
import { mergeChange, nextVersion } from './reference-merge.ts';
import { placeOf, registryOf } from './reference-place.ts';
import { mayDo } from './reference-rights.ts';
import type { ModelDevice, ModelDocument, ModelEntry, ModelLine } from './shapes.ts';

type Known = { readonly hash: string; readonly line: ModelLine };
/** The numbers that an epoch's versions begin above: those of the epochs before may have been given and lost. */
const below = (epoch: number) => (epoch - 1) * 2 ** 20;
/** What a laptop says it has read of a document though nobody was ever told so much. */
const isMadeUp = (document: ModelDocument | undefined, base: number, epoch: number): boolean => document !== undefined && base > Math.max(document.version, below(epoch));

type Block = { readonly version: number; readonly why: 'conflict' | 'builtOnAside' };

/** What the centre must hold: every document, the verdict on every entry, who may look at what. Rows are replaced and never changed, so a copy of the maps is a backup. */
export type ReferenceCentre = {
  readonly epoch: number;
  readonly documents: Map<string, ModelDocument>;
  readonly known: Map<string, Known>;
  /** Device and document → the version it must have seen after an entry of its was put aside: what was built on that without having heard of it shares its fate. */
  readonly blocks: Map<string, Block>;
};

export const newReferenceCentre = (): ReferenceCentre => ({ epoch: 1, documents: new Map(), known: new Map(), blocks: new Map() });

export const copyOf = (centre: ReferenceCentre, epoch: number): ReferenceCentre => ({ epoch, documents: new Map(centre.documents), known: new Map(centre.known), blocks: new Map(centre.blocks) });

/** Area and document that must hear of what an entry did (or that it did nothing). */
export type Touched = Map<string, { readonly area: string; readonly key: string }>;

/** Where the verdicts are given: who works where, which districts there are, the centre's time. */
export type Setting = { readonly devices: ReadonlyMap<string, ModelDevice>; readonly districts: readonly string[]; readonly at: string; readonly entryOf: (device: string, number: number) => ModelEntry | undefined };

const judge = (centre: ReferenceCentre, device: ModelDevice, setting: Setting, entry: ModelEntry, touched: Touched): ModelLine => {
  const { devices, districts, at } = setting;
  const key = `${entry.collection}/${entry.document}`;
  const before = centre.documents.get(key);
  const aside = (why: string): ModelLine => ({ result: 'quarantined', why });
  const touch = (area: string, what: string) => void touched.set(`${area}|${what}`, { area, key: what });
  if (entry.flaw === 'unreadable') return aside('malformed');
  const role = device.roles.get(entry.author);
  if (device.revoked || role === undefined) return aside('notAllowed');
  if (entry.released !== 'yes') return aside('notReleased');
  if (before && !before.areas.includes(device.area)) return aside('wrongArea');
  if (isMadeUp(before, entry.base, centre.epoch)) return aside('malformed');
  const block = centre.blocks.get(`${device.id}|${key}`);
  // What waits for a person is kept as a document, which no database can do with this.
  const inDispute = () => aside(entry.flaw === 'unstorable' ? 'malformed' : 'conflict');
  if (block && block.version > entry.base) return block.why === 'conflict' ? inDispute() : aside(block.why);
  if (goesOnInDispute(centre, device, entry)) return inDispute();
  const merged = mergeChange(before, entry, centre.epoch);
  if ('refused' in merged) return isTaskKey(key) && merged.refused !== 'immutable' ? aside('outdated') : merged.refused !== 'conflict' ? aside(merged.refused) : inDispute();
  // A change of what the centre never took in is half a document.
  if (entry.flaw === 'invalid' || merged.document.body['id'] !== entry.document) return aside('invalidDocument');
  const actor = { author: entry.author, role, name: device.names.get(entry.author) ?? '', at };
  if (!mayDo(entry.collection, before?.body, merged.document.body, actor, (id) => centre.documents.get(`persons/${String(id)}`)?.body)) return aside('notAllowed');
  const place = placeOf({ documents: centre.documents, districts, areaOf: (id) => devices.get(id)!.area, at }, device, entry.collection, before, merged.document.body);
  if ('refused' in place) return aside(place.refused);
  if (isTaskKey(key) && before && entry.flaw !== 'unstorable') {
    const why = decide(centre, device, setting, before.body as unknown as ModelTask, merged.document.body as unknown as ModelTask, entry, touched);
    if (why !== undefined) return aside(why);
  }
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
      // And leaves the district that has nothing about them any more, where another one registered them.
      const now = centre.documents.get(personKey)!;
      const registry = registryOf(now, (id) => devices.get(id)!.area);
      const about = [...centre.documents.values()].filter((one) => one.body['personId'] === after.body['personId']);
      const gone = before.areas.filter((left) => left !== registry && now.areas.includes(left) && !about.some((one) => one.areas.includes(left)));
      if (gone.length > 0) {
        centre.documents.set(personKey, { ...now, version: nextVersion(now.version, centre.epoch), areas: now.areas.filter((one) => !gone.includes(one)) });
        for (const left of gone) touch(left, personKey);
      }
    }
  }
  // What holds instead of what was written is told to whoever wrote it.
  if (merged.overtaken && !device.revoked && centre.documents.get(key)?.areas.includes(device.area)) touch(device.area, key);
  return { result: merged.rivals ? 'merged' : 'applied' };
};

/**
 * Whoever wrote what was not taken as it was must see what holds instead. Where it was put aside the document gets a new version with the same content, so that what is
 * written after hearing of it can be told from what was built on it.
 */
const answer = (centre: ReferenceCentre, device: ModelDevice, entry: ModelEntry, line: ModelLine, touched: Touched): void => {
  if (line.result === 'applied') return;
  const key = `${entry.collection}/${entry.document}`;
  const document = centre.documents.get(key);
  const blocks = line.why !== undefined && line.why !== 'notReleased' && line.why !== 'outdated';
  const isHeld = !device.revoked && document?.areas.includes(device.area) === true;
  if (isHeld) touched.set(`${device.area}|${key}`, { area: device.area, key });
  const version = isHeld && blocks ? nextVersion(document.version, centre.epoch) : (document?.version ?? 0);
  if (isHeld && blocks) centre.documents.set(key, { ...document, version });
  if (!blocks) return;
  const known = centre.blocks.get(`${device.id}|${key}`);
  centre.blocks.set(`${device.id}|${key}`, { version: Math.max(version, isMadeUp(document, entry.base, centre.epoch) ? 0 : entry.base + 1, known?.version ?? 0), why: line.why === 'conflict' ? 'conflict' : 'builtOnAside' });
};

/** The verdict on each entry of one envelope, in its order; `touched` gathers who must hear of it. */
export const takeIn = (centre: ReferenceCentre, device: ModelDevice, setting: Setting, entries: readonly ModelEntry[], touched: Touched): ModelLine[] => {
  const contested: ModelEntry[] = [];
  const documentsBefore = new Map(centre.documents);
  const lines = entries.map((entry): ModelLine => {
    const id = `${entry.device}/${entry.number}`;
    const before = centre.known.get(id);
    if (before && before.hash !== entry.hash) return { result: 'quarantined', why: 'wrongDevice' };
    if (before && !(before.line.why === 'notReleased' && entry.released === 'yes')) return before.line;
    const line = judge(centre, device, setting, entry, touched);
    centre.known.set(id, { hash: entry.hash, line });
    answer(centre, device, entry, line, touched);
    if (line.why === 'conflict') contested.push(entry);
    return line;
  });
  keepDisputes(centre, device, setting, contested, touched, documentsBefore);
  return lines;
};
