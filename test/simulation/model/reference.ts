import { isTaskKey, tasksOf } from './reference-tasks.ts';
import { setAfter } from './reference-merge.ts';
import { lostFromSets } from './kept-sets.ts';
import { copyOf, newReferenceCentre, takeIn, type ReferenceCentre, type Touched } from './reference-centre.ts';
import { same, textOf, type Fields, type ModelDevice, type ModelEntry, type ModelItem, type ModelLine } from './shapes.ts';

/** What the oracle saw go wrong: its kind counts in the summary, the text says what and where. */
export type Fault = { readonly kind: 'lost' | 'duplicated' | 'wedged' | 'diverged' | 'mismatched'; readonly what: string };

/** What one commit of the centre did: the verdicts it signed and the items it put into streams. */
export type SeenCommit = {
  readonly device: string;
  readonly numbers: readonly number[];
  readonly lines: readonly ModelLine[];
  readonly items: readonly (ModelItem & { readonly stream: string })[];
  /** The centre's time, as its receipt says. */
  readonly at: string;
};

const classOf: Readonly<Record<string, string>> = { persons: 'registry', cases: 'casework', batches: 'casework', registryTasks: 'registry', caseworkTasks: 'casework' };
export const streamOf = (area: string, key: string): string => `${area}/${classOf[key.split('/')[0]!]}`;

/**
 * The oracle of a history: told what people did and were promised, and in which order envelopes reached the centre; it works out what must have become
 * of it by the page alone. Everything that differs is a fault.
 */
export const createReference = (districts: readonly string[]) => {
  let centre: ReferenceCentre = newReferenceCentre();
  const devices = new Map<string, ModelDevice>();
  const entries = new Map<string, ModelEntry[]>();
  /** Epoch → stream → its items. */
  const streams = new Map<number, Map<string, ModelItem[]>>([[1, new Map()]]);
  const decided = new Set<string>();
  const faults: Fault[] = [];
  const counts = { acknowledged: 0, applied: 0, merged: 0, quarantined: 0, checked: 0, disputes: 0, decided: 0, byReason: {} as Record<string, number> };
  const fault = (kind: Fault['kind'], what: string) => void faults.push({ kind, what });

  const entriesOf = (device: string) => entries.get(device) ?? [];
  const itemsOf = (epoch: number, stream: string) => streams.get(epoch)?.get(stream) ?? [];
  const latest = (epoch: number, stream: string, upTo: number) => {
    const found = new Map<string, ModelItem>();
    for (const item of itemsOf(epoch, stream)) if (item.seq <= upTo) found.set(item.key, item);
    return found;
  };

  /** Device and stream → the items up to which its program could not read disputes, in an epoch. */
  const unread = new Map<string, { readonly epoch: number; readonly seq: number }>();

  const append = (item: ModelItem & { readonly stream: string }) => {
    const stream = streams.get(centre.epoch)!.get(item.stream) ?? [];
    streams.get(centre.epoch)!.set(item.stream, stream);
    if (item.seq !== (stream.at(-1)?.seq ?? 0) + 1) fault('duplicated', `${item.stream}: number ${item.seq} after ${stream.at(-1)?.seq ?? 0}`);
    stream.push(item);
  };

  /** Which number a dispute has after what the centre itself wrote into it is the centre's to choose, as long as it rises: envelopes are sometimes taken entry by entry. */
  const adoptVersions = (commit: SeenCommit) => {
    for (const item of commit.items.filter(({ key, kind }) => kind === 'put' && isTaskKey(key))) {
      const document = centre.documents.get(item.key);
      if (!document || item.version <= document.version) continue;
      const renumbered = Object.fromEntries(Object.entries(document.changedAt).map(([field, version]) => [field, version === document.since ? item.version : version]));
      centre.documents.set(item.key, { ...document, version: item.version, since: item.version, changedAt: renumbered });
    }
  };

  const checkItems = (commit: SeenCommit, own: string, touched: Touched, before: ReferenceCentre['documents']) => {
    const last = new Map(commit.items.map((item) => [`${item.stream}|${item.key}`, item]));
    for (const item of commit.items) append(item);
    for (const item of last.values()) {
      const document = centre.documents.get(item.key);
      const here = document?.areas.includes(item.stream.split('/')[0]!);
      // That something was put aside concerns the office it came from; the others may hear of it or not.
      const current = document && (item.version === document.version || (item.version >= document.since && item.version < document.version && item.stream !== streamOf(own, item.key)));
      // It left at one version, and another entry of the envelope made a later one where it is now; a dispute leaves at the version it has.
      const was = before.get(item.key)?.version ?? 0;
      const left = document && item.kind === 'moved' && (isTaskKey(item.key) ? item.version >= was : item.version > was) && item.version <= document.version;
      const right = here ? current && item.kind === 'put' && same(item.body, document.body) : left;
      if (!right) fault('diverged', `${item.stream} says of ${item.key} v${item.version} ${item.kind}, the model v${document?.version ?? 'none'} ${here ? 'put' : 'moved'}`);
    }
    for (const { area, key } of touched.values()) if (!last.has(`${streamOf(area, key)}|${key}`)) fault('diverged', `${streamOf(area, key)} never hears of ${key}`);
  };

  return {
    faults,
    fault,
    counts,
    /** An item, with its document, that was there before the history: nobody here made it. */
    began: ({ stream, ...item }: ModelItem & { readonly stream: string }, areas: readonly string[]) => {
      centre.documents.set(item.key, { version: item.version, since: item.version, body: item.body!, changedAt: {}, madeBy: {}, areas });
      streams.get(1)!.set(stream, [...itemsOf(1, stream), item]);
    },
    addDevice: (device: ModelDevice) => void devices.set(device.id, device),
    device: (id: string) => devices.get(id)!,
    revoke: (id: string) => void (devices.get(id)!.revoked = true),
    /** A device's program said at a handshake whether it reads disputes: to one that has learnt of them the open ones of its district are said again, as they stand. */
    saidKinds: (id: string, reads: boolean, items: readonly (ModelItem & { readonly stream: string })[]) => {
      const device = devices.get(id)!;
      const learns = reads && !device.readsDisputes;
      device.readsDisputes = reads;
      if (!learns) return;
      for (const stream of [`${device.area}/registry`, `${device.area}/casework`]) unread.set(`${id}|${stream}`, { epoch: centre.epoch, seq: itemsOf(centre.epoch, stream).at(-1)?.seq ?? 0 });
      for (const item of items) append(item);
      const said = items.map((item) => `${item.stream}|${item.key}|${item.kind}|${item.version}|${textOf(item.body)}`).sort();
      const tasks = tasksOf(centre).filter(({ document }) => document.areas.includes(device.area));
      // What its own decided ones were about is said again too: only without the dispute does nothing lie over it.
      const keys = new Set(tasks.flatMap(({ key, task }) => [key, ...(task.status === 'resolved' && task.right.device === id ? [`${task.collection}/${task.document}`] : [])]));
      const owed = [...keys].flatMap((key) => {
        const document = centre.documents.get(key);
        return document?.areas.includes(device.area) ? [`${streamOf(device.area, key)}|${key}|put|${document.version}|${textOf(document.body)}`] : [];
      });
      // And that one has left: to a program that did not know it, its last word is that.
      for (const stream of [`${device.area}/registry`, `${device.area}/casework`]) for (const item of latest(centre.epoch, stream, Infinity).values()) if (item.kind === 'moved' && isTaskKey(item.key)) owed.push(`${stream}|${item.key}|moved|${item.version}|${textOf(undefined)}`);
      owed.sort();
      if (!same(said, owed)) fault('diverged', `${id} has learnt of disputes and is told ${said.length}, of ${owed.length}`);
    },
    /** True where all that was said of a dispute was said before the device's program could read it. */
    isUnread: (id: string, key: string) => {
      const stream = streamOf(devices.get(id)!.area, key);
      const passed = unread.get(`${id}|${stream}`);
      return passed?.epoch === centre.epoch && itemsOf(centre.epoch, stream).every((item) => item.key !== key || item.seq <= passed.seq);
    },
    entriesOf,
    wrote: (entry: ModelEntry) => {
      const known = entriesOf(entry.device);
      if (entry.number !== known.length + 1) fault('duplicated', `${entry.device} numbered ${entry.number} after ${known.length}`);
      entries.set(entry.device, [...known, entry]);
      counts.acknowledged += 1;
    },
    released: (device: string, numbers: readonly number[], how: 'yes' | 'forged') => {
      for (const entry of entriesOf(device)) {
        if (!numbers.includes(entry.number)) continue;
        if (entry.takenBack) fault('mismatched', `${device}#${entry.number} was taken back, and is released`);
        if (entry.released !== 'yes') entry.released = how;
      }
    },
    /** Its author has taken these entries back: nobody releases them any more, and they lie over nothing. */
    tookBack: (device: string, numbers: readonly number[]) => {
      for (const entry of entriesOf(device)) if (numbers.includes(entry.number)) entry.takenBack = true;
    },
    /** What the base of a new change must be, for a laptop that has read a stream up to a cursor. */
    baseOf: (cursor: { epoch: number; seq: number } | undefined, area: string, key: string): number =>
      cursor ? (latest(cursor.epoch, streamOf(area, key), cursor.seq).get(key)?.version ?? 0) : 0,
    committed: (commit: SeenCommit) => {
      const device = devices.get(commit.device)!;
      const found = commit.numbers.map((number) => entriesOf(commit.device).find((entry) => entry.number === number));
      const stranger = found.findIndex((entry) => entry === undefined);
      if (stranger !== -1) return fault('mismatched', `${commit.device} sent entry ${commit.numbers[stranger]}, which nobody wrote`);
      const touched: Touched = new Map();
      const [tasksBefore, documentsBefore] = [tasksOf(centre), new Map(centre.documents)];
      const expected = takeIn(centre, device, { devices, districts, at: commit.at, entryOf: (of, number) => entriesOf(of)[number - 1] }, found as ModelEntry[], touched);
      for (const [index, line] of expected.entries()) {
        const seen = commit.lines[index]!;
        counts[line.result] += 1;
        counts.checked += 1;
        if (line.why) counts.byReason[line.why] = (counts.byReason[line.why] ?? 0) + 1;
        if (seen.result !== line.result || (seen.why ?? '') !== (line.why ?? '')) fault('mismatched', `${commit.device}#${commit.numbers[index]} (${found[index]!.collection}): centre ${seen.result} ${seen.why ?? ''}, model ${line.result} ${line.why ?? ''}`);
      }
      const tasksNow = tasksOf(centre);
      counts.disputes += tasksNow.length - tasksBefore.length;
      counts.decided += tasksNow.filter(({ task }) => task.status === 'resolved').length - tasksBefore.filter(({ task }) => task.status === 'resolved').length;
      adoptVersions(commit);
      for (const { task } of tasksNow) if (task.status === 'resolved') for (const number of task.right.entries) decided.add(`${task.right.device}/${number}`);
      const about = (key: string) => (entry: ModelEntry) => `${entry.collection}/${entry.document}` === key;
      const decidedNow = new Set(tasksNow.flatMap(({ key, task }) => (task.status === 'resolved' && tasksBefore.some((one) => one.key === key && one.task.status === 'open') ? [`${task.collection}/${task.document}`] : [])));
      for (const item of commit.items.filter(({ key }) => !decidedNow.has(key))) {
        const said = itemsOf(centre.epoch, item.stream).filter(({ key }) => key === item.key);
        for (const what of lostFromSets(said, item, (found as ModelEntry[]).filter(about(item.key)), (of) => entriesOf(of).filter(about(item.key)))) fault('lost', what);
      }
      checkItems(commit, device.area, touched, documentsBefore);
    },
    backup: () => ({ centre: copyOf(centre, centre.epoch), streams: new Map([...streams.get(centre.epoch)!].map(([name, items]) => [name, [...items]])), revoked: new Set([...devices.values()].filter((device) => device.revoked).map((device) => device.id)) }),
    restore: (backup: { centre: ReferenceCentre; streams: Map<string, ModelItem[]> }) => {
      centre = copyOf(backup.centre, centre.epoch + 1);
      streams.set(centre.epoch, new Map([...backup.streams].map(([name, items]) => [name, [...items]])));
    },
    centre: () => centre,
    /** What the centre's streams end with for an area and class. */
    endOf: (stream: string) => latest(centre.epoch, stream, Infinity),
    headOf: (stream: string) => itemsOf(centre.epoch, stream).at(-1)?.seq ?? 0,
    /** True where an area was ever sent the document in this epoch before it moved away. */
    wasPut: (area: string, key: string) => itemsOf(centre.epoch, streamOf(area, key)).some((item) => item.key === key && item.kind === 'put'),
    /** True where only an epoch before a restore knew the document: laptops keep it, the centre may never see it again. */
    isGhost: (stream: string, key: string) => [...streams].some(([epoch, byName]) => epoch !== centre.epoch && byName.get(stream)?.some((item) => item.key === key)),
    /** True where a person has decided, before a restore or since, the dispute that an entry was put aside into. */
    wasDecided: (device: string, number: number) => decided.has(`${device}/${number}`),
    /** True where the area was told, before a restore or since, that the document moved away after what the author of the entry had seen. */
    hasMoved: (area: string, key: string, base: number) => [...streams.values()].some((byName) => byName.get(streamOf(area, key))?.some((item) => item.key === key && item.kind === 'moved' && item.version > base)),
    /**
     * The document as a laptop must show it: what the centre sent last, and on top what the laptop has written that the centre has not judged or has put aside. Not on
     * top is what a move away has settled, nor a field that the laptop wrote again later, and that was taken.
     */
    viewOf: (device: string, key: string, settled: ReadonlySet<number>): Fields | 'moved' | undefined => {
      const item = latest(centre.epoch, streamOf(devices.get(device)!.area, key), Infinity).get(key);
      if (item?.kind === 'moved') return 'moved';
      const own = entriesOf(device).filter((entry) => `${entry.collection}/${entry.document}` === key);
      if (item) {
        const isTaken = (entry: ModelEntry) => (centre.known.get(`${device}/${entry.number}`)?.line.result ?? 'quarantined') !== 'quarantined';
        const later = (entry: ModelEntry, field: string) => own.some((other) => other.number > entry.number && field in other.changes && isTaken(other));
        const open = own.filter((entry) => !settled.has(entry.number) && !entry.takenBack && !isTaken(entry));
        const isSet = (entry: ModelEntry, field: string) => entry.sets?.[field] !== undefined;
        const onTop = open.flatMap((entry) => Object.entries(entry.changes).filter(([field]) => !isSet(entry, field) && !later(entry, field)));
        const shown: Record<string, unknown> = { ...item.body, ...Object.fromEntries(onTop) };
        for (const entry of open) for (const [field, change] of Object.entries(entry.sets ?? {})) shown[field] = setAfter(shown[field], change);
        return shown;
      }
      return own.length > 0 ? (Object.assign({}, ...own.map((entry) => entry.changes)) as Fields) : undefined;
    },
  };
};

export type Reference = ReturnType<typeof createReference>;
export type ReferenceBackup = ReturnType<Reference['backup']>;
