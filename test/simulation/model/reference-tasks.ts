import { createHash } from 'node:crypto';
import { groupOf, nextVersion, ruleOf } from './reference-merge.ts';
import type { ReferenceCentre, Setting, Touched } from './reference-centre.ts';
import { placeOf } from './reference-place.ts';
import { same, type Fields, type ModelDevice, type ModelDocument, type ModelEntry } from './shapes.ts';

/** What waits for a person (the page, "Disputes"): both values of what no machine may merge. */
export type ModelTask = {
  readonly id: string; readonly collection: string; readonly document: string; readonly status: 'open' | 'resolved'; readonly opened: string; readonly fields: readonly string[];
  readonly left: { readonly values: Fields } & Fields; readonly right: { readonly values: Fields; readonly device: string; readonly base: number; readonly entries: readonly number[]; readonly at: string } & Fields;
  readonly notes: readonly Fields[]; readonly resolution: ({ readonly values: Fields } & Fields) | null;
};

const kinds: Readonly<Record<string, string>> = { persons: 'registryTasks', cases: 'caseworkTasks', batches: 'caseworkTasks' };
export const isTaskKey = (key: string): boolean => key.split('/')[0]!.endsWith('Tasks');
const taskOf = (document: ModelDocument): ModelTask => document.body as unknown as ModelTask;
const aboutOf = (task: ModelTask): string => `${task.collection}/${task.document}`;

/** Every dispute, with its key. */
export const tasksOf = (centre: ReferenceCentre): { key: string; document: ModelDocument; task: ModelTask }[] =>
  [...centre.documents].filter(([key]) => isTaskKey(key)).map(([key, document]) => ({ key, document, task: taskOf(document) }));

const openOf = (centre: ReferenceCentre, about: string, device: string) => tasksOf(centre).find(({ task }) => task.status === 'open' && aboutOf(task) === about && task.right.device === device);

/** The laptop whose work is one side of a dispute goes on in its fields: no machine takes that for a decision, unless its program knows of none. */
export const goesOnInDispute = (centre: ReferenceCentre, device: ModelDevice, entry: ModelEntry): boolean =>
  device.readsDisputes && openOf(centre, `${entry.collection}/${entry.document}`, entry.device)?.task.fields.some((field) => field in entry.changes) === true;

const idOf = (entryHash: string): string => {
  const hash = createHash('sha256').update('tirek/task/1').update(Buffer.from(entryHash, 'hex')).digest('hex').slice(0, 32).split('');
  hash[12] = '8';
  hash[16] = '89ab'[Number.parseInt(hash[16]!, 16) & 3]!;
  const text = hash.join('');
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
};

const instantOf = (hlc: string): string => new Date(Number.parseInt(hlc.split('-')[0]!, 16)).toISOString();
const changedAt = (document: ModelDocument, field: string): number => document.changedAt[field] ?? 1;

const fieldsInDispute = (subject: ModelDocument, collection: string, values: Fields, base: number): string[] => {
  const decided = Object.keys(values).filter((field) => ruleOf(collection, field) === 'person');
  const group = groupOf(collection);
  const rivals = decided.some((field) => group.includes(field)) ? group.filter((field) => field in subject.body && changedAt(subject, field) > base) : [];
  const steps = collection === 'cases' && decided.some((field) => field !== 'personId') ? ['status', 'approved', 'handedOver'] : [];
  const found = new Set([...decided, ...rivals, ...steps]);
  return [...(found.size > 0 ? found : Object.keys(values))].sort();
};

const leftOf = (centre: ReferenceCentre, setting: Setting, subject: ModelDocument, fields: readonly string[]): ModelTask['left'] => {
  const newest = Math.max(...fields.map((field) => changedAt(subject, field)));
  const maker = subject.madeBy[newest];
  const device = maker && setting.devices.get(maker.device)!;
  const author = maker && setting.entryOf(maker.device, maker.number)?.author;
  const values = Object.fromEntries(fields.filter((field) => subject.body[field] !== undefined).map((field) => [field, subject.body[field]]));
  // What only an epoch before the restore knew has no author here.
  if (!maker || !device || author === undefined || !centre.known.has(`${maker.device}/${maker.number}`)) return { values, by: null, byName: '', at: null, device: null, deviceName: '', district: null };
  return { values, by: author, byName: device.names.get(author) ?? '', at: instantOf(maker.hlc), device: maker.device, deviceName: 'n', district: device.area };
};

const put = (centre: ReferenceCentre, key: string, task: ModelTask, areas: readonly string[], touched: Touched): void => {
  const before = centre.documents.get(key);
  if (before && same(before.body, task)) return;
  const version = nextVersion(before?.version ?? 0, centre.epoch);
  const changed = Object.keys(task).filter((field) => !before || !same(before.body[field], (task as unknown as Fields)[field]));
  centre.documents.set(key, { version, since: version, body: task as unknown as Fields, changedAt: { ...before?.changedAt, ...Object.fromEntries(changed.map((field) => [field, version])) }, madeBy: before?.madeBy ?? {}, areas });
  for (const area of areas) touched.set(`${area}|${key}`, { area, key });
};

/** After an envelope: what of it only a person may decide has a dispute, open ones say what their document has now, and stand where it stands. */
export const keepDisputes = (centre: ReferenceCentre, device: ModelDevice, setting: Setting, contested: readonly ModelEntry[], touched: Touched, before: ReadonlyMap<string, ModelDocument>): void => {
  const written = new Set<string>();
  for (const [about, entries] of Map.groupBy(contested, (entry) => `${entry.collection}/${entry.document}`)) {
    const subject = centre.documents.get(about);
    if (!subject) continue;
    const [collection, document] = about.split('/') as [string, string];
    const known = openOf(centre, about, device.id);
    const last = entries.at(-1)!;
    const values: Fields = Object.assign({}, known?.task.right.values, ...entries.map((entry) => entry.changes)) as Fields;
    const base = Math.min(...entries.map((entry) => entry.base), known?.task.right.base ?? Infinity);
    const fields = fieldsInDispute(subject, collection, values, base);
    const task: ModelTask = {
      id: known?.task.id ?? idOf(entries[0]!.hash), collection, document, status: 'open', opened: known?.task.opened ?? setting.at, fields, left: leftOf(centre, setting, subject, fields),
      right: { values, by: last.author, byName: device.names.get(last.author) ?? '', at: instantOf(last.hlc), device: device.id, deviceName: 'n', district: device.area, base, entries: [...(known?.task.right.entries ?? []), ...entries.map((entry) => entry.number)] },
      notes: known?.task.notes ?? [], resolution: null,
    };
    written.add(`${kinds[collection]}/${task.id}`);
    put(centre, `${kinds[collection]}/${task.id}`, task, known?.document.areas ?? subject.areas, touched);
  }
  for (const { key, document, task } of tasksOf(centre)) {
    const subject = centre.documents.get(aboutOf(task));
    if (!subject) continue;
    if (task.status === 'open') {
      const fields = fieldsInDispute(subject, task.collection, task.right.values, task.right.base);
      const left = leftOf(centre, setting, subject, fields);
      const newest = Math.max(...fields.map((field) => changedAt(subject, field)));
      // Who wrote it is looked up when it was written again, to another value and back too, and not when a backup is put back.
      const earlier = before.get(aboutOf(task));
      const isWritten = earlier === undefined || Math.max(...fields.map((field) => changedAt(earlier, field))) !== newest;
      const kept = !isWritten && same(left.values, task.left.values) && same(fields, task.fields) ? task.left : left;
      // A program that knows no disputes decides as before, by writing the field again: that was taken, and it has the last word in it.
      const isOvertaken = !device.readsDisputes && task.right.device === device.id && subject.madeBy[newest]?.device === device.id && subject !== earlier && !written.has(key);
      put(centre, key, { ...task, fields, left: kept, ...(isOvertaken ? { status: 'resolved' } : {}) }, document.areas, touched);
    }
    const now = centre.documents.get(key)!;
    const gone = now.areas.filter((area) => !subject.areas.includes(area));
    const joined = subject.areas.filter((area) => !now.areas.includes(area));
    if (gone.length + joined.length === 0) continue;
    centre.documents.set(key, { ...now, areas: subject.areas });
    for (const area of gone) touched.delete(`${area}|${key}`);
    for (const area of [...gone, ...joined]) touched.set(`${area}|${key}`, { area, key });
  }
};

const doneAnew: Readonly<Record<string, readonly string[]>> = { persons: ['mergedInto', 'merge', 'district'], cases: ['district', 'transferred', 'personId'] };

/** What a side of a dispute comes to: of the right one what may be taken over, and in a case no approval that its giver did not give for this. */
export const outcomeOf = (task: ModelTask, side: unknown): Fields | undefined => {
  const taken = Object.fromEntries(Object.entries(task.right.values).filter(([field]) => task.fields.includes(field) && !(doneAnew[task.collection] ?? []).includes(field)));
  if (side === 'left') return task.left.values;
  if (Object.keys(taken).length === 0) return undefined;
  const values: Record<string, unknown> = { ...task.left.values, ...taken };
  if (task.collection !== 'cases' || same(values, task.left.values) || values['status'] === undefined) return values;
  if (values['status'] === 'approved') values['status'] = 'review';
  values['approved'] = null;
  if (values['status'] === 'review') values['handedOver'] = values['handedOver'] ?? task.left.values['handedOver'] ?? task.right.values['handedOver'] ?? null;
  else values['handedOver'] = values['handedOver'] ?? null;
  return values;
};

/** Does what was decided, or says why not. */
export const decide = (centre: ReferenceCentre, device: ModelDevice, setting: Setting, was: ModelTask, now: ModelTask, entry: ModelEntry, touched: Touched): string | undefined => {
  if (was.status === 'resolved' || now.status === 'open' || !now.resolution) return undefined;
  const about = aboutOf(now);
  const subject = centre.documents.get(about);
  if (!subject) return 'unknownDocument';
  if (now.fields.some((field) => !same(subject.body[field] ?? null, now.left.values[field] ?? null))) return 'outdated';
  const outcome = outcomeOf(now, now.resolution['choice']);
  if (!outcome || !same(outcome, now.resolution.values)) return 'invalidDocument';
  const rest = Object.entries(now.right.values).filter(([field, value]) => {
    if (now.fields.includes(field) || same(subject.body[field] ?? null, value)) return false;
    const rule = ruleOf(now.collection, field);
    const here = subject.body[field];
    if (rule === 'both' && Array.isArray(here) && (value as unknown[]).every((one) => here.some((other) => same(one, other)))) return false;
    const maker = subject.madeBy[changedAt(subject, field)];
    return rule === 'never' ? subject.body[field] === undefined : rule === 'both' || !maker || Date.parse(now.right.at) > Number.parseInt(maker.hlc.split('-')[0]!, 16);
  }).map(([field, value]) => [field, ruleOf(now.collection, field) === 'both' && Array.isArray(subject.body[field]) ? [...(subject.body[field] as unknown[]), ...(value as unknown[]).filter((one) => !(subject.body[field] as unknown[]).some((other) => same(one, other)))] : value] as const);
  const changed = Object.fromEntries([...rest, ...Object.entries(outcome)].filter(([field, value]) => !same(subject.body[field] ?? null, value ?? null)));
  const body = { ...subject.body, ...changed };
  const waited = rest.map(([field]) => field).filter((field) => field in changed && !(field in outcome));
  const chosen = Object.keys(changed).filter((field) => !waited.includes(field));
  const first = nextVersion(subject.version, centre.epoch);
  const second = waited.length > 0 && chosen.length > 0 ? nextVersion(first, centre.epoch) : first;
  const version = second;
  const place = placeOf({ documents: centre.documents, districts: setting.districts, areaOf: (id) => setting.devices.get(id)!.area, at: setting.at }, device, now.collection, subject, body);
  if ('refused' in place) return place.refused;
  const isChanged = Object.keys(changed).length > 0;
  const gathered = rest.flatMap(([field]) => (ruleOf(now.collection, field) === 'both' ? [field] : []));
  centre.documents.set(about, {
    ...subject, version, since: isChanged ? version : subject.since, body,
    changedAt: { ...subject.changedAt, ...Object.fromEntries([...waited.map((field) => [field, first]), ...chosen.map((field) => [field, second])]) },
    bothSides: new Set([...[...(subject.bothSides ?? [])].filter((field) => !(field in changed)), ...gathered]),
    madeBy: {
      ...subject.madeBy,
      ...(waited.length > 0 ? { [first]: { device: now.right.device, number: Math.max(...now.right.entries), hlc: `${Date.parse(now.right.at).toString(16).padStart(12, '0')}-0000` } } : {}),
      ...(chosen.length > 0 ? { [second]: { device: entry.device, number: entry.number, hlc: entry.hlc, byDecision: true as const } } : {}),
    },
  });
  for (const area of subject.areas) touched.set(`${area}|${about}`, { area, key: about });
  return undefined;
};

/** True where `role` may change a dispute so: a supervisor decides it once and asks, anybody of the office answers. */
export const mayChangeTask = (before: Fields | undefined, after: Fields, author: string, role: string): boolean => {
  if (!before) return false;
  const changed = Object.keys(after).filter((field) => !same(before[field], after[field]));
  if (changed.some((field) => !['status', 'resolution', 'notes'].includes(field))) return false;
  const added = (after['notes'] as Fields[]).filter((note) => !(before['notes'] as Fields[]).some((known) => same(known, note)));
  if (added.some((note) => note['by'] !== author || (note['kind'] === 'ask' && role !== 'supervisor'))) return false;
  return !changed.some((field) => field !== 'notes') || (role === 'supervisor' && before['status'] === 'open' && (after['resolution'] as Fields | null)?.['by'] === author);
};

