import { canonicalJson } from '../../shared/base/canonical-json.ts';
import type { Instant } from '../../shared/base/instant.ts';
import type { CollectionName } from '../../shared/domain/collection.ts';
import { alsoInDispute } from '../../shared/domain/task-outcome.ts';
import { taskKindFor } from '../../shared/domain/task-kinds.ts';
import type { Task, TaskSide } from '../../shared/domain/task.ts';
import { hlcInstant } from '../../shared/sync/hlc.ts';
import { versionAfter } from '../../shared/sync/merge-entry.ts';
import { policyOf } from '../../shared/sync/merge-policy.ts';
import type { CentreTables } from '../store/centre-store.ts';
import { movedItems } from '../store/stream-items.ts';
import { disputeAreas } from './case-of.ts';
import { findDispute } from './is-in-dispute.ts';
import { taskIdOf } from './task-id.ts';
import { keyOf, type Incoming, type WorkingDocument, type Workspace } from './workspace.ts';

type Values = TaskSide['values'];

/** What a task will say, before it is known who wrote the left side. */
type Draft = { readonly key: string; readonly subject: WorkingDocument; readonly before: WorkingDocument | undefined; readonly task: Omit<Task, 'left'>; readonly writer: { readonly device: string; readonly number: number } | undefined };

const versionOf = ({ fieldVersions }: WorkingDocument, field: string): number => fieldVersions.fields[field] ?? 1;

/** What a person must decide: the decided fields that were put aside, those that stand or fall with them and changed meanwhile; where there are none (work built on a dispute that is over), all that was put aside. */
const fieldsOf = (subject: WorkingDocument, values: Values, base: number): string[] => {
  const policy = (field: string) => policyOf(subject.collection as CollectionName, field);
  const decided = Object.keys(values).filter((field) => policy(field).merge === 'decide');
  const groups = new Set(decided.flatMap((field) => policy(field).with ?? []));
  const rivals = Object.keys(subject.body).filter((field) => groups.has(policy(field).with ?? '') && versionOf(subject, field) > base);
  const found = [...decided, ...rivals, ...alsoInDispute(subject.collection, decided)];
  return [...new Set(found.length > 0 ? found : Object.keys(values))].sort();
};

const leftValues = ({ body }: WorkingDocument, fields: readonly string[]): Values =>
  Object.fromEntries(fields.flatMap((field) => (body[field] === undefined ? [] : [[field, body[field] as Values[string]]])));

const draftOf = (subject: WorkingDocument, before: WorkingDocument | undefined, task: Omit<Task, 'left'>): Draft => {
  const fields = fieldsOf(subject, task.right.values, task.right.base);
  const newest = fields.toSorted((a, b) => versionOf(subject, b) - versionOf(subject, a))[0]!;
  const writer = subject.fieldVersions.writers[versionOf(subject, newest)];
  return { key: keyOf(taskKindFor(subject.collection as CollectionName), task.id), subject, before, task: { ...task, fields }, writer: writer && { device: writer[0], number: writer[1] } };
};

/** A new dispute, or an open one whose right side has gone on, about what this envelope could not put in. */
const contestedDraft = (workspace: Workspace, subject: WorkingDocument, entries: readonly Incoming[]): Draft => {
  const { device, names, at, crypto } = workspace;
  const before = findDispute(workspace, keyOf(subject.collection, subject.id), device.id);
  const known = before?.body as Task | undefined;
  const last = entries.at(-1)!.entry!;
  const right: Task['right'] = {
    values: Object.assign({}, known?.right.values, ...entries.map(({ entry }) => entry!.changes)) as Values,
    by: last.author, byName: names.get(last.author)?.at(-1) ?? '', at: hlcInstant(last.hlc), device: device.id as Task['right']['device'], deviceName: device.name, district: device.area as Task['right']['district'],
    base: Math.min(known?.right.base ?? Infinity, ...entries.map(({ entry }) => entry!.base)),
    entries: [...(known?.right.entries ?? []), ...entries.map(({ number }) => number)],
  };
  const id = known?.id ?? taskIdOf(crypto.sha256, entries[0]!.bytes);
  return draftOf(subject, before, { id, collection: subject.collection, document: subject.id, status: 'open', opened: known?.opened ?? (at as Instant), fields: [], right, notes: known?.notes ?? [], resolution: null });
};

/**
 * Where the author of the right side has written it anew, and that was taken, nothing is in dispute any more: only from a laptop that knows nothing of disputes (`isInDispute`). What any other is noted as the writer of
 * here is its decision of another dispute about the same document, and its own still waits for a person.
 */
const isOvertaken = ({ device }: Workspace, { task, writer }: Draft): boolean => device.kinds.length === 0 && device.id === task.right.device && writer?.device === device.id;

/** Open disputes about documents that changed in this envelope: their left side goes on. `done`: keys of those that are written already. */
const movedOnDrafts = (workspace: Workspace, done: ReadonlySet<string>): Draft[] =>
  [...workspace.tasksAbout].flatMap(([about, keys]) => {
    const subject = workspace.documents.get(about);
    const open = [...keys].filter((key) => !done.has(key)).flatMap((key) => workspace.documents.get(key) ?? []).filter(({ body }) => (body as unknown as Task).status === 'open');
    const drafts = subject?.changed ? open.map((before) => draftOf(subject, before, before.body as unknown as Task)) : [];
    return drafts.map((draft): Draft => (isOvertaken(workspace, draft) ? { ...draft, task: { ...draft.task, status: 'resolved' } } : draft));
  });

/** The dispute as the centre's own next version, where it says anything new; `left` is who wrote what the document has. */
const write = (workspace: Workspace, { key, subject, before, task }: Draft, left: Omit<TaskSide, 'values'>): void => {
  const { documents, tasksAbout, epoch } = workspace;
  const body: Task = { ...task, left: { ...left, values: leftValues(subject, task.fields) } };
  const text = canonicalJson(body);
  if (before && canonicalJson(before.body) === text) return;
  const version = versionAfter(before?.version ?? 0, epoch);
  const areas = before?.areas ?? disputeAreas(workspace, subject);
  const changed = Object.entries(body).filter(([field, value]) => canonicalJson((before?.body as Record<string, unknown> | undefined)?.[field] ?? null) !== canonicalJson(value));
  const fields = { ...before?.fieldVersions.fields, ...Object.fromEntries(changed.map(([field]) => [field, version])) };
  const { joined } = before?.fieldVersions ?? {};
  documents.set(key, {
    collection: taskKindFor(subject.collection as CollectionName), id: task.id, version, body, fieldVersions: { fields, writers: before?.fieldVersions.writers ?? {}, ...(joined ? { joined } : {}) }, areas,
    created: before?.created ?? !before, changed: true, areasChanged: before?.areasChanged ?? true,
    // A district that its document has left is told of that alone.
    pending: new Set(areas.filter((area) => subject.areas.includes(area))),
  });
  const about = keyOf(subject.collection, subject.id);
  tasksAbout.set(about, new Set([...(tasksAbout.get(about) ?? []), key]));
};

/** Disputes go where their document goes; a district that lost it gets the trace alone. */
const followSubjects = (workspace: Workspace): void => {
  const { documents, tasksAbout, departures, items } = workspace;
  for (const [about, keys] of tasksAbout) {
    const subject = documents.get(about);
    if (!subject || !(subject.areasChanged || departures.has(about))) continue;
    const areas = disputeAreas(workspace, subject);
    for (const key of keys) {
      const task = documents.get(key);
      if (!task || canonicalJson(task.areas) === canonicalJson(areas)) continue;
      const [gone, joined] = [task.areas.filter((area) => !areas.includes(area)), areas.filter((area) => !task.areas.includes(area))];
      const step = departures.get(about);
      if (step && gone.length > 0) items.push(...movedItems(task, step, gone));
      documents.set(key, { ...task, areas, areasChanged: true, pending: new Set([...[...task.pending].filter((area) => !gone.includes(area)), ...joined]) });
    }
  }
};

const unknownWriter = { by: null, byName: '', at: null, device: null, deviceName: '', district: null };

/**
 * Makes and keeps the disputes of an envelope that has been judged: what it brought that only a person may decide, with both values, who wrote them, when, where and on what base. In the envelope's transaction, so that every
 * office that holds the document hears of the same dispute. Nothing is asked of the store where nothing is in dispute.
 */
export const keepTasks = async (tables: CentreTables, workspace: Workspace): Promise<void> => {
  const contested = [...workspace.contested].flatMap(([about, entries]) => {
    const subject = workspace.documents.get(about);
    // An opinion in absentia is nobody's to read before all are in: a second one is given up where it was written.
    return subject && subject.collection !== 'opinions' ? [contestedDraft(workspace, subject, entries)] : [];
  });
  const drafts = [...contested, ...movedOnDrafts(workspace, new Set(contested.map(({ key }) => key)))];
  const writers = drafts.length === 0 ? [] : await tables.listWriters(drafts.flatMap(({ writer }) => writer ?? []));
  for (const draft of drafts) {
    const found = draft.writer && writers.find(({ device, number }) => device === draft.writer!.device && number === draft.writer!.number);
    write(workspace, draft, found ? { by: found.author as TaskSide['by'], byName: found.name, at: hlcInstant(found.hlc), device: found.device as TaskSide['device'], deviceName: found.deviceName, district: found.area as TaskSide['district'] } : unknownWriter);
  }
  followSubjects(workspace);
};
