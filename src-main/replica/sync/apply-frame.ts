import type { AppError } from '../../../shared/base/app-error.ts';
import { CollectionName, documentSchemas, streamKindOf, type DocumentOf } from '../../../shared/domain/collection.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { isPaper } from '../../../shared/domain/paper-kinds.ts';
import { isCaseBound } from '../../../shared/domain/case-bound.ts';
import { isTaskKind } from '../../../shared/domain/task-kinds.ts';
import { isPlainlyPerson } from '../../../shared/domain/plainly-person.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { coversStream } from '../../../shared/sync/covers-stream.ts';
import type { FrameHeader, StreamItem } from '../../../shared/sync/frame.ts';
import { scanFile } from '../queries/scan-file.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findCursor, setCursor } from '../store/cursors.ts';
import type { ReadableDb, WritableDb } from '../store/db.ts';
import { documentTable, findDocument, isOnOtherShelf } from '../store/documents.ts';
import { dropOutdated, pendingDocuments, settleDecided, settleEntriesOf, settleGroundless } from '../store/journal.ts';
import { basedDocuments, forgetOfficeBase, listOfficeOpenOf, putOfficeBase, settleOfficeEntriesOf } from '../store/office-entries.ts';
import type { DocumentWrite, Replica } from '../store/replica.ts';
import { insertPersons, type NewPersons } from '../store/insert-persons.ts';
import { forgetPerson, indexPerson } from '../store/search/person-index.ts';
import { openSearchGap, personSequence } from '../store/search/search-gaps.ts';
import { setSetting } from '../store/settings.ts';
import { clearSuspect, listSuspects, printOf } from '../store/suspects.ts';
import { forgetServerVersion, forgetServerVersions, serverVersionsOf, setServerVersion } from '../store/versions.ts';
import { findDecided, type Decided } from './find-decided.ts';
import { findGroundless } from './find-groundless.ts';
import { findHalfDecided } from './find-half-decided.ts';
import { findOutdated } from './find-outdated.ts';
import { layOver } from './lay-over.ts';
import { withNameAlone } from '../../../shared/domain/name-alone.ts';
import { meetEpoch } from './meet-epoch.ts';
import { movedTrace } from './moved-trace.ts';

/** What is read once for a frame instead of once an item. */
type Known = { readonly pending: ReadonlySet<string>; readonly decided: ReadonlySet<number>; readonly versions: Readonly<Record<CollectionName, ReadonlyMap<string, number>>> };

const readKnown = (db: ReadableDb, items: readonly StreamItem[], decided: readonly Decided[]): Known => {
  const versions = (collection: CollectionName) => {
    const ids = items.flatMap((item) => (item.c === collection ? item.i : []));
    return ids.length === 0 ? new Map<string, number>() : serverVersionsOf(db, collection, ids);
  };
  return { pending: pendingDocuments(db), decided: new Set(decided.flatMap(({ entries }) => entries)), versions: Object.fromEntries(CollectionName.options.map((name) => [name, versions(name)])) as Known['versions'] };
};

/** From so many persons in a frame on, they are made searchable afterwards, in slices: four fifths of the work, and not what a first load waits for. */
const bulk = 256;

type Put = Extract<StreamItem, { k: 'put' }>;

/** The centre's document with this device's entries on top that it has not judged or has put aside, in their order: what a person typed here stays on the screen until it is taken or a person decides. */
const withPending = (replica: Replica, item: Put, pendingHere: ReadonlySet<string> | undefined, movedAt: number | undefined, decided: ReadonlySet<number> | undefined): DocumentOf[Put['c']] => {
  if (pendingHere && !pendingHere.has(`${item.c}/${item.i}`)) return item.d as DocumentOf[Put['c']];
  return layOver(replica.db, item.c, item.i, item.d, { movedAt, decided }) as DocumentOf[Put['c']];
};

/** True where the schema accepts the document; what is plainly a person need not be put to it. */
const isReadable = (item: Put): boolean => (item.c === 'persons' && isPlainlyPerson(item.d)) || documentSchemas[item.c].safeParse(item.d).success;

/** A scan that was taken back somewhere has its file on no laptop. */
const withoutTakenFile = (write: DocumentWrite): DocumentWrite => (write.collection === 'scans' && write.document['removed'] ? { ...write, attachments: { [scanFile]: null } } : write);

/**
 * The document that a put brings, as it is kept here; undefined where this program cannot read it, or its id is another paper's here. Judged by the schema, stored as it came: fields of a later version are
 * kept. `pendingHere`: `pendingDocuments`, where the caller has them. `movedAt`: the version at which it moved away before, in the same frame.
 */
export const findPutDocument = (replica: Replica, item: Put, pendingHere?: ReadonlySet<string>, movedAt?: number, decided?: ReadonlySet<number>): DocumentWrite | undefined =>
  item.d['id'] === item.i && isReadable(item) && !isOnOtherShelf(replica, item.c, item.i) ? withoutTakenFile({ collection: item.c, document: withPending(replica, item, pendingHere, movedAt, decided) }) : undefined;

/** Where an item that this program cannot read is kept until one can. */
export const asidePrefix = 'aside.';

/**
 * What an item writes: a document, nothing (an older version, a trace of what was never here), or 'aside' where it is not a document this program can read.
 * `earlier` holds what the frame itself has written before: a case may come and move away within one frame.
 */
const writeOf = (host: Host, known: Known, item: StreamItem, renewed: boolean, earlier: ReadonlyMap<string, DocumentWrite>, movedAt: number | undefined): DocumentWrite | 'aside' | undefined => {
  const { replica, certificate } = getOffice(host);
  if (!renewed && item.v < (known.versions[item.c].get(item.i) ?? 0)) return undefined;
  if (item.k === 'moved' && item.c === 'persons') {
    const person = (earlier.get(`persons/${item.i}`)?.document as Person | undefined) ?? findDocument(replica, 'persons', item.i);
    return person && { collection: 'persons', document: withNameAlone(person) };
  }
  // A dispute goes where its document goes, and so do a decision and a scan that another district made, and what its commission says to those who pay; here nothing is left of them but the trace of the document or case.
  if (item.k === 'moved' && (isTaskKind(item.c) || isCaseBound(item.c) || item.c === 'extracts')) return { collection: item.c, document: { id: item.i, deleted: true } };
  if (item.k === 'moved') {
    const found = item.c === 'cases' ? ((earlier.get(`cases/${item.i}`)?.document as Case | undefined) ?? findDocument(replica, 'cases', item.i)) : undefined;
    return found && { collection: 'cases', document: movedTrace(found, item, certificate.area) };
  }
  return findPutDocument(replica, item, known.pending, movedAt, known.decided) ?? 'aside';
};

/** What is no document of the centre's and nobody's here goes, with what finds it. */
const removeForeign = (db: WritableDb, foreign: readonly ForeignDocument[]): void => {
  for (const { c, i } of foreign) {
    forgetServerVersion(db, c, i);
    clearSuspect(db, c, i);
    forgetOfficeBase(db, c, i);
    if (c === 'persons') forgetPerson(db, i);
  }
};

/** A document that the centre does not have and that nobody here has written. */
export type ForeignDocument = { readonly c: CollectionName; readonly i: string };

/** How items are written. `renewed`: they are of a new epoch. `repaired`: they take the place of what is here, whatever version that says, the cursor stays, and these documents go. */
type Writing = { readonly renewed: boolean; readonly repaired?: readonly ForeignDocument[] | undefined; readonly more?: ((db: WritableDb) => void) | undefined; readonly newcomers?: NewPersons | undefined };

/** Writes the items with all that hangs on them, in one transaction. Errors: those of the storage. */
const writeItems = (host: Host, header: FrameHeader, items: readonly StreamItem[], { renewed, repaired, more, newcomers }: Writing): Result<void, AppError> => {
  const { replica, certificate } = getOffice(host);
  const documents = new Map<string, DocumentWrite>();
  const persons: Person[] = [];
  const aside: StreamItem[] = [];
  const decided = items.flatMap((item) => findDecided(item, certificate.device));
  const outdated = items.flatMap((item) => findOutdated(replica, item));
  const known = readKnown(replica.db, items, [...decided, ...outdated]);
  const groundless = findGroundless(replica, decided);
  const moved = new Map<string, number>();
  const papers = new Map<string, CollectionName>();
  for (const item of items) {
    const isTaken = isPaper(item.c) && papers.has(item.i) && papers.get(item.i) !== item.c;
    const write = isTaken ? 'aside' : writeOf(host, known, item, renewed || repaired !== undefined, documents, moved.get(`${item.c}/${item.i}`));
    // The new one is in no list any more, like the old one that it was to replace.
    for (const id of findHalfDecided(replica.db, item)) documents.set(`decisions/${id}`, { collection: 'decisions', document: { id, deleted: true } });
    if (item.k === 'moved') moved.set(`${item.c}/${item.i}`, item.v);
    if (write === 'aside') aside.push(item);
    else if (write) {
      if (isPaper(item.c)) papers.set(item.i, item.c);
      documents.set(`${item.c}/${item.i}`, write);
      if (item.c === 'persons') persons.push(write.document as Person);
    }
  }
  // What a decision that gives way had withdrawn is in force again.
  for (const { collection, document: id } of outdated) {
    const found = collection === 'decisions' && !documents.has(`decisions/${id}`) ? findDocument(replica, 'decisions', id) : undefined;
    if (found) documents.set(`decisions/${id}`, { collection, document: { ...found, withdrawn: null } });
  }
  const hasSuspects = listSuspects(replica.db).length > 0;
  const based = basedDocuments(replica.db);
  const table = documentTable(replica, 'persons');
  let publish = () => undefined as void;
  const [later, before] = [persons.length + (newcomers?.ids.length ?? 0) >= bulk, personSequence(replica.db, table)];
  const sql = (db: WritableDb) => {
    // By stick it is here that the restore of the centre is heard of; by line the handshake has said it.
    if (renewed) meetEpoch(db, header.epoch, findDeviceSetting(db, 'sync.epoch') ?? findCursor(db, header.stream)?.epoch);
    if (newcomers) publish = insertPersons(replica, db, newcomers);
    if (later) openSearchGap(db, before, personSequence(db, table));
    else for (const person of persons) indexPerson(db, person);
    // Of this and of the frames that follow: until an item is read anew, its old version says nothing.
    if (renewed) forgetServerVersions(db, CollectionName.options.filter((collection) => header.stream.split('/')[1] === streamKindOf(collection)));
    const unread = new Set(aside);
    for (const item of items) {
      if (unread.has(item)) continue;
      // A chunk may begin before the cursor: what is older than what is here changes nothing.
      const isNews = renewed || repaired !== undefined || item.v >= (known.versions[item.c].get(item.i) ?? 0);
      if (isNews) {
        setServerVersion(db, item.c, item.i, item.v, item.k === 'put' && items.length < bulk ? printOf(item.d) : null);
        if (hasSuspects) clearSuspect(db, item.c, item.i);
      }
      if (item.k === 'moved') {
        for (const id of findHalfDecided(db, item)) settleEntriesOf(db, 'decisions', id, item.v);
        settleEntriesOf(db, item.c, item.i, item.v);
        settleOfficeEntriesOf(db, item.c, item.i, item.v);
      }
      const key = `${item.c}/${item.i}`;
      const [isCovered, hasBase] = [known.pending.has(key), based.has(key)];
      if (!isNews || (!isCovered && !hasBase)) continue;
      if (isCovered && item.k === 'put') putOfficeBase(db, item.c, item.i, item.d);
      else forgetOfficeBase(db, item.c, item.i);
    }
    for (const { entries } of outdated) dropOutdated(db, entries);
    for (const { collection, document, entries } of decided) settleDecided(db, collection, document, entries);
    for (const { entries } of groundless) settleGroundless(db, entries);
    for (const item of aside) setSetting(db, `${asidePrefix}${header.stream}.${header.to}.${item.i}.${item.v}`, item);
    if (repaired) removeForeign(db, repaired);
    else setCursor(db, { stream: header.stream, epoch: header.epoch, seq: header.to });
    more?.(db);
  };
  const foreign = (repaired ?? []).filter(({ c, i }) => findDocument(replica, c, i) !== undefined);
  const gone = [...foreign.map(({ c, i }) => ({ collection: c, document: { id: i, deleted: true } })), ...groundless.map(({ id }) => ({ collection: 'decisions', document: { id, deleted: true } }))];
  const applied = replica.commit({ durability: 'normal', documents: [...documents.values(), ...gone], sql });
  if (!applied.ok) return applied;
  if (items.some((item) => item.k === 'put' && listOfficeOpenOf(replica.db, item.c, item.i).length > 0)) host.isOfficeAnswered = true;
  publish();
  if (aside.length > 0) host.log('itemsKeptAside', { stream: header.stream, count: aside.length });
  host.notices.tell('documents');
  return ok();
};

/**
 * Applies one frame: its documents, their versions and search rows, and the stream's cursor, in one transaction (durability normal: it can be pulled again).
 * A frame already applied is passed over. An item that this program cannot read is kept aside and does not stop the stream; to this
 * device the document stays at the version it has. `newcomers` are further persons of the frame, whom nobody here knows (`mayInsertPersons`), many enough to be made searchable later. Errors: ServerNonsense (a stream
 * outside the certificate, a gap), those of the storage.
 */
export const applyFrame = (host: Host, header: FrameHeader, items: readonly StreamItem[], more?: (db: WritableDb) => void, newcomers?: NewPersons): Result<void, AppError> => {
  const { replica, certificate } = getOffice(host);
  if (!coversStream({ ...certificate, staff: (findDeviceSetting(replica.db, 'device.staff') ?? []).map(({ id }) => id) }, header.stream)) return err({ type: 'ServerNonsense', detail: 'stream' });
  const cursor = findCursor(replica.db, header.stream);
  const renewed = cursor !== undefined && header.epoch > cursor.epoch;
  const reached = cursor && !renewed ? cursor.seq : 0;
  if (cursor && header.epoch < cursor.epoch) return err({ type: 'ServerNonsense', detail: 'epoch' });
  if (header.to <= reached && !renewed) return ok();
  if (header.from > reached) return err({ type: 'ServerNonsense', detail: 'gap' });
  return writeItems(host, header, items, { renewed, more, newcomers });
};

/** Puts these items of a stream in the place of what is here of their documents, whatever version that says, and takes away what is `foreign`; what this office has on top of them stays on top. In one transaction. Errors: those of the storage. */
export const repairDocuments = (host: Host, header: FrameHeader, items: readonly StreamItem[], foreign: readonly ForeignDocument[]): Result<void, AppError> => writeItems(host, header, items, { renewed: false, repaired: foreign });
