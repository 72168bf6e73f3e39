import { hash } from 'node:crypto';
import { textOf } from '../../shared/base/bytes.ts';
import { rangeStep, takesSums } from '../../shared/sync/compare/compare-messages.ts';
import { sumAt, sumOf } from '../../shared/sync/compare/stream-sum.ts';
import { coversStream } from '../../shared/sync/covers-stream.ts';
import { isCaseBound } from '../../shared/domain/case-bound.ts';
import { paperKinds } from '../../shared/domain/paper-kinds.ts';
import { isTaskKind } from '../../shared/domain/task-kinds.ts';
import type { ActingRow } from '../../src-server/store/acting-orders.ts';
import type { CentreStore, CentreTables } from '../../src-server/store/centre-store.ts';
import type { ChunkRow } from '../../src-server/store/chunks.ts';
import type { Device } from '../../src-server/store/devices.ts';
import { entryKeyOf } from '../../src-server/store/device-stays.ts';
import type { AreaDocument } from '../../src-server/store/documents.ts';
import type { EntryRow } from '../../src-server/store/entries.ts';
import type { EnvelopeRow } from '../../src-server/store/envelopes.ts';
import type { ManifestRow } from '../../src-server/store/manifests.ts';
import type { StaffKey } from '../../src-server/store/staff.ts';
import type { MemoryTables } from './memory-tables.ts';
import { emptiedBody } from './emptied-body.ts';
import { createMemoryPersons } from './memory-persons.ts';
import { createMemoryTasks } from './memory-tasks.ts';

type EntryKept = EntryRow & { readonly device: string; readonly envelope: string };
type Stream = { readonly name: string; readonly epoch: number; readonly seq: number };
/** `emptied`: written again, without the facts of a case that moved away since. */
export type KeptItem = { readonly stream: string; readonly seq: number; readonly kind: 'put' | 'moved'; readonly emptied?: true; readonly collection: string; readonly document: string; readonly version: number; readonly item: string };

/** A value that this database refuses, though no check foresaw it (`takeEntriesCarefully`). */
export const poison = '☠';

const latinOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const sameBytes = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
const known = new Map<string, bigint>();
/** Histories have the same documents again and again: each number is reckoned once. */
const bitsOf = (text: string): bigint => {
  const found = known.get(text) ?? sumAt(hash('sha256', text, 'buffer'));
  if (known.size < 100_000) known.set(text, found);
  return found;
};
const rangeOf = ({ collection, document }: KeptItem, bits: number): number => Number(bitsOf(`${collection}/${document}`) >> BigInt(64 - bits));
const classOfStream = (name: string) => name.split('/')[1]!;

/** The centre's store port over tables in memory, statement for statement what `src-server/store` does in SQL. `pageItems`: items read at once, so that a few make many frames. */
export const createMemoryStore = (tables: MemoryTables, pageItems: number): CentreStore => {
  const { rows, put } = tables;
  const device = (id: string) => rows<Device>('device').get(id);
  const covered = (id: string) => {
    const found = device(id);
    return [...rows<Stream>('stream').values()].filter(({ name }) => found && !found.revoked && name.split('/')[0] === found.area && (found.classes.includes(classOfStream(name)) || (rows<readonly string[]>('takes').get(id)?.includes(classOfStream(name)) === true && coversStream({ ...found, staff: [] }, name))));
  };
  const documentOf = (key: { collection: string; id: string }) => rows<Omit<AreaDocument, 'areas'>>('document').get(`${key.collection}/${key.id}`);
  const staffKeys = () => [...rows<StaffKey & { area: string }>('staffKey').values()];
  const chunkRows = () => [...rows<ChunkRow>('chunk').values()];
  const emptyBefore = (stream: string, document: string, end: number) => {
    let first = end;
    for (let seq = 1; seq < end; seq++) {
      const found = rows<KeptItem>('item').get(`${stream}#${seq}`);
      if (found?.document !== document || found.kind !== 'put' || found.emptied) continue;
      first = Math.min(first, seq);
      const read = JSON.parse(found.item) as { d: object };
      put('item', `${stream}#${seq}`, { ...found, emptied: true, item: JSON.stringify({ ...read, d: emptiedBody(found.collection, read.d) }) });
    }
    for (const [key, row] of [...rows<ChunkRow>('chunk')]) if (row.stream === stream && row.until >= first && first < end) put('chunk', key, undefined);
  };
  /** What a stream says last of each document, of the kinds that the device's program reads; in the order of the stream. */
  const leavesOf = (id: string, stream: string): KeptItem[] => {
    const newest = new Map<string, KeptItem>();
    if (!covered(id).some(({ name }) => name === stream)) return [];
    for (let seq = 1; ; seq++) {
      const item = rows<KeptItem>('item').get(`${stream}#${seq}`);
      if (!item) return [...newest.values()].sort((a, b) => a.seq - b.seq);
      if (item.collection !== 'opinions' && (!isTaskKind(item.collection) || device(id)!.kinds.includes(item.collection))) newest.set(`${item.collection}/${item.document}`, item);
    }
  };
  const inside: { readonly [N in keyof CentreTables]: CentreTables[N] } = {
    findDevice: async (id) => device(id),
    lockDevice: async (id) => device(id),
    keepTakes: async (id, takes) => {
      if (rows<readonly string[]>('takes').get(id)?.join() !== takes.join()) put('takes', id, takes);
    },
    putDeviceKinds: async (id, kinds) => {
      const found = device(id);
      if (!found || found.kinds.join() === kinds.join()) return false;
      put('device', id, { ...found, kinds: [...kinds] });
      return true;
    },
    ...createMemoryTasks(tables),
    ...createMemoryPersons(tables),
    listWriters: async (entries) =>
      entries.flatMap(({ device: owner, number }) => {
        const found = rows<EntryKept>('entry').get(`${owner}/${number}`);
        if (!found) return [];
        const said = JSON.parse(textOf(found.bytes)) as { author: string; hlc: string };
        const { name: deviceName, area } = device(owner)!;
        return [{ device: owner, number, author: said.author, name: staffKeys().find((row) => row.device === owner && row.staff === said.author)?.name ?? '', hlc: said.hlc, deviceName, area }];
      }),
    /** No laptop moves in a history. */ listEntryAreas: async (entries) => new Map(entries.flatMap((entry): [string, string][] => (device(entry[0]) ? [[entryKeyOf(entry), device(entry[0])!.area]] : []))),
    listAreaKeys: async (area, own) => staffKeys().filter((row) => row.area === area && (!device(row.device)!.revoked || row.device === own)),
    listAllowedStaff: async () => [],
    listDeviceStaff: async (id) => staffKeys().filter((row) => row.device === id).map(({ staff, name, roles }) => ({ login: staff, id: staff, name, roles: [...roles], left: false })),
    endStaffKeys: async (id, staff, { at, last }) => put('staffKey', `${id}/${staff}`, { ...rows<StaffKey & { area: string }>('staffKey').get(`${id}/${staff}`)!, until: at, last }),
    isLoginKnown: async (area, login) => rows('staff').has(`${area}/${login}`),
    getStaffId: async (area, person, newId) => {
      const key = `${area}/${person.login}`;
      if (!rows('staff').has(key)) put('staff', key, newId);
      return rows<string>('staff').get(key)!;
    },
    putStaffKey: async (row) => put('staffKey', `${row.device}/${row.staff}`, { ...row, area: device(row.device)!.area }),
    listActing: async (area, after, limit = Infinity) => [...rows<ActingRow & { area: string }>('acting').values()].filter((row) => row.area === area && row.number > after).slice(0, limit),
    putActing: async (area, row) => {
      const key = `${area}/${row.hash}`;
      if (!rows('acting').has(key)) put('acting', key, { ...row, area, number: rows('acting').size + 1 });
    },
    insertSession: async ({ id, device: owner, expires }) => put('session', latinOf(id), { device: owner, number: 0, expires }),
    findSessionDevice: async (id, now) => {
      const found = rows<{ device: string; expires: Date }>('session').get(latinOf(id));
      return found && found.expires >= now ? found.device : undefined;
    },
    takeRequestNumber: async (id, number) => {
      const found = rows<{ number: number }>('session').get(latinOf(id));
      if (!found || found.number >= number) return false;
      put('session', latinOf(id), { ...found, number });
      return true;
    },
    findEnvelope: async (owner, hash) => rows<EnvelopeRow>('envelope').get(`${owner}/${latinOf(hash)}`),
    insertEnvelope: async (row) => {
      const key = `${row.device}/${latinOf(row.hash)}`;
      if (rows('envelope').has(key)) throw new Error('envelope twice');
      put('envelope', key, row);
    },
    insertManifest: async (owner, row) => {
      const key = `${owner}/${latinOf(row.hash)}`;
      if (!rows('manifest').has(key)) put('manifest', key, { ...row, device: owner });
    },
    listManifests: async (owner, first, last) =>
      [...rows<ManifestRow & { device: string }>('manifest').values()].filter((row) => row.device === owner && row.first <= last && row.last >= first).map((row) => row.bytes),
    listKnownEntries: async (owner, numbers) => numbers.flatMap((number) => rows<EntryKept>('entry').get(`${owner}/${number}`) ?? []),
    listBlocks: async (owner, ids) => {
      const newest = new Map<string, EntryKept>();
      for (const row of rows<EntryKept>('entry').values()) {
        if (row.device !== owner || row.why === null || row.why === 'wrongDevice' || row.why === 'notReleased' || row.version === null || !ids.includes(row.document!)) continue;
        const key = `${row.collection}/${row.document}`;
        const known = newest.get(key);
        if (!known || row.version > known.version! || (row.version === known.version && row.number > known.number)) newest.set(key, row);
      }
      return [...newest.values()].map((row) => ({ collection: row.collection!, document: row.document!, version: row.version!, isConflict: row.why === 'conflict' }));
    },
    saveEntries: async (owner, envelope, fresh) => {
      for (const row of fresh) {
        const key = `${owner}/${row.number}`;
        const before = rows<EntryKept>('entry').get(key);
        const kept = { ...row, device: owner, envelope: latinOf(envelope) };
        if (!before) put('entry', key, kept);
        else if (sameBytes(before.hash, row.hash) && before.why === 'notReleased') put('entry', key, { ...before, envelope: kept.envelope, result: row.result, why: row.why, version: row.version });
      }
    },
    insertQuarantined: async (owner, _at, fresh) => {
      for (const row of fresh) put('quarantine', `${owner}/${row.number}/${latinOf(row.hash)}`, { ...row, device: owner });
    },
    lockDocuments: async (keys) =>
      keys.toSorted((a, b) => (`${a.collection}/${a.id}` < `${b.collection}/${b.id}` ? -1 : 1)).flatMap((key) => {
        const found = documentOf(key);
        return found ? { ...found, areas: rows<readonly string[]>('documentArea').get(`${key.collection}/${key.id}`) ?? [] } : [];
      }),
    listBlankLines: async () => [],
    listPapers: async (ids) => ids.flatMap((id) => paperKinds.flatMap((collection) => (documentOf({ collection, id }) ? [{ collection, id }] : []))),
    listCaseBound: async (ids) => [...rows<Omit<AreaDocument, 'areas'>>('document').values()].filter(({ collection, body }) => isCaseBound(collection) && ids.includes(String(body['caseId']))).map(({ collection, id }) => ({ collection, id })),
    listCasesOfBound: async (ids) => [...rows<Omit<AreaDocument, 'areas'>>('document').values()].filter(({ collection, id }) => isCaseBound(collection) && ids.includes(id)).map(({ body }) => String(body['caseId'])),
    saveDocuments: async (documents) => {
      for (const { collection, id, version, body, fieldVersions, created } of documents) {
        if (JSON.stringify(body).includes(poison)) throw Object.assign(new Error('unsupported Unicode'), { code: '22P05' });
        if (created && documentOf({ collection, id })) throw new Error('document twice');
        put('document', `${collection}/${id}`, { collection, id, version, body, fieldVersions });
      }
    },
    saveAreas: async (documents) => {
      for (const { collection, id, areas } of documents) put('documentArea', `${collection}/${id}`, [...areas].sort());
    },
    appendItems: async (epoch, items) => {
      for (const item of items) {
        const stream = rows<Stream>('stream').get(item.stream) ?? { name: item.stream, epoch, seq: 0 };
        const seq = stream.seq + 1;
        put('stream', item.stream, { ...stream, epoch: Math.max(stream.epoch, epoch), seq });
        put('item', `${item.stream}#${seq}`, { ...item, seq });
        if (item.kind === 'moved' && (item.collection === 'cases' || item.collection === 'persons' || isTaskKind(item.collection))) emptyBefore(item.stream, item.document, seq);
      }
    },
    listCoveredStreams: async (id) => covered(id).sort((a, b) => (classOfStream(a.name) < classOfStream(b.name) ? 1 : -1)),
    listItems: async (id, stream, from, limit) => {
      const found: KeptItem[] = [];
      if (!covered(id).some(({ name }) => name === stream)) return found;
      for (let seq = from + 1; found.length < Math.min(limit, pageItems); seq++) {
        const item = rows<KeptItem>('item').get(`${stream}#${seq}`);
        if (!item) break;
        if (!isTaskKind(item.collection) || device(id)!.kinds.includes(item.collection)) found.push(item);
      }
      return found;
    },
    listStreamSums: async (id) =>
      rows<readonly string[]>('takes').get(id)?.includes(takesSums) === true
        ? covered(id).map((stream) => ({ ...stream, sum: sumOf(leavesOf(id, stream.name).map((item) => bitsOf(`${item.collection}/${item.document}/${item.version}`))) })).sort((a, b) => (a.name < b.name ? -1 : 1))
        : [],
    listRangeSums: async (id, stream, bits, ranges) => {
      const parts = Map.groupBy(leavesOf(id, stream).filter((item) => ranges.includes(rangeOf(item, bits))), (item) => rangeOf(item, bits + rangeStep));
      return [...parts].map(([part, items]) => ({ part, sum: sumOf(items.map((item) => bitsOf(`${item.collection}/${item.document}/${item.version}`))) })).sort((a, b) => a.part - b.part);
    },
    listRangeLeaves: async (id, stream, bits, ranges) => leavesOf(id, stream).filter((item) => ranges.includes(rangeOf(item, bits))).map(({ collection: c, document: i, version: v }) => ({ c, i, v })),
    listLeafItems: async (id, stream, documents) => leavesOf(id, stream).filter((item) => documents.some(([collection, document]) => item.collection === collection && item.document === document)).map(({ item }) => item),
    listVerdicts: async () => [],
    listOpinionsTogether: async () => [],
    listChunks: async (id, stream, epoch, from) => {
      const unread = [...rows<KeptItem>('item').values()].filter((item) => item.stream === stream && item.seq > from && isTaskKind(item.collection) && !device(id)!.kinds.includes(item.collection)).map(({ seq }) => seq);
      return chunkRows().filter((row) => row.stream === stream && row.epoch === epoch && row.until > from && row.until < Math.min(...unread, Infinity)).sort((a, b) => a.after - b.after).map(({ bytes, ...row }) => ({ ...row, size: bytes.length }));
    },
    findChunkBytes: async (id, hash, offset) => {
      const found = chunkRows().find((row) => sameBytes(row.hash, hash) && covered(id).some(({ name }) => name === row.stream));
      return found?.bytes.subarray(offset);
    },
    listUnchunked: async (epoch, least) => [...rows<Stream>('stream').values()].flatMap(({ name, epoch: own, seq }) => {
      const now = Math.max(own, epoch);
      const end = Math.max(0, ...chunkRows().filter((row) => row.stream === name && row.epoch === now).map(({ until }) => until));
      return seq - end >= least ? [{ name, epoch: now, seq, end }] : [];
    }),
    listRange: async (stream, after, until) => {
      const range = [...rows<KeptItem>('item').values()].filter((item) => item.stream === stream && item.seq > after && item.seq <= until).sort((a, b) => a.seq - b.seq);
      const isOver = (item: KeptItem, later: KeptItem) => later.collection === item.collection && later.document === item.document && (later.kind === 'put' || item.kind === 'moved' || !['persons', 'cases'].includes(item.collection));
      return range.filter((item, at) => !range.slice(at + 1).some((later) => isOver(item, later))).map(({ item }) => item);
    },
    insertChunk: async (row, head) => {
      if ([...rows<KeptItem>('item').values()].some((item) => item.stream === row.stream && item.kind === 'moved' && item.seq > head)) return false;
      const key = `${row.stream}#${row.epoch}#${row.after}`;
      if (!rows('chunk').has(key)) put('chunk', key, row);
      return true;
    },
    raiseEpoch: async (epoch) => {
      for (const stream of [...rows<Stream>('stream').values()]) put('stream', stream.name, { ...stream, epoch });
      for (const [id, session] of [...rows<object>('session')]) put('session', id, { ...session, expires: new Date(0) });
    },
    setSavepoint: async () => {
      savepoint = tables.mark();
    },
    returnToSavepoint: async () => tables.undoTo(savepoint),
  };
  let savepoint = 0;
  const alone = Object.fromEntries(Object.entries(inside).map(([name, call]) => [name, (...args: unknown[]) => tables.run(() => (call as (...args: unknown[]) => Promise<unknown>)(...args))])) as unknown as CentreTables;
  return { tables: alone, inTransaction: (work) => tables.run(() => work(inside)) };
};
