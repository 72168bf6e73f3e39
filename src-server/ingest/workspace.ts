import type { Instant } from '../../shared/base/instant.ts';
import type { Case } from '../../shared/domain/case.ts';
import type { Role } from '../../shared/domain/staff.ts';
import { isCaseBound } from '../../shared/domain/case-bound.ts';
import { isPaper } from '../../shared/domain/paper-kinds.ts';
import { isTaskKind } from '../../shared/domain/task-kinds.ts';
import type { Task } from '../../shared/domain/task.ts';
import type { ActingTerm } from '../../shared/sync/acting/acting-term.ts';
import type { JournalEntry } from '../../shared/sync/journal-entry.ts';
import type { ActCrypto } from '../../shared/rules/mse/verify-act.ts';
import type { CentreTables } from '../store/centre-store.ts';
import type { Device } from '../store/devices.ts';
import type { DocumentToSave } from '../store/documents.ts';
import type { AreaDocument } from '../store/documents.ts';
import type { KnownEntry } from '../store/entries.ts';
import type { NewItem } from '../store/streams.ts';
import { lockLeads } from './lock-leads.ts';

/** A document while an envelope is judged. `pending`: areas whose stream has yet to get it as it stands now. */
export type WorkingDocument = DocumentToSave & { readonly changed: boolean; readonly pending: ReadonlySet<string>; readonly areasChanged: boolean };

/** An entry as it came: number and bytes from the envelope, its hash, and what the bytes say, if they can be read. `unstorable`: the database refused it. */
export type Incoming = { readonly number: number; readonly bytes: Uint8Array; readonly hash: Uint8Array; readonly entry: JournalEntry | undefined; readonly unstorable?: true };

/** All that judging needs, read and locked beforehand; judging itself asks nobody. `released`: entry number → hash (base64url) by valid manifests. */
export type Workspace = {
  readonly device: Device;
  readonly roles: ReadonlyMap<string, readonly Role[]>;
  /** Whose keys on the device were taken away, all of them: behind which of its entries. */
  readonly left: ReadonlyMap<string, number>;
  /** Orders of the district: whoever wrote an entry within the term of theirs was its supervisor then. */
  readonly acting: readonly ActingTerm[];
  /** Every name that a person has had on the device. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** The centre's time. */
  readonly at: Instant;
  /** By the entry that made a document (`entryKeyOf`), the district its device worked in then. */
  readonly makers: ReadonlyMap<string, string>;
  readonly released: ReadonlyMap<number, string>;
  /** The same for manifests signed by a chair, whose word counts for the commission's documents alone. */
  readonly releasedByChair: ReadonlyMap<number, string>;
  /** When what these released was first released: entry hash (base64url) → the manifest's `signedAt`. */
  readonly releasedAt: ReadonlyMap<string, Instant>;
  /** Signing keys that the centre knows of everybody in the district. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  readonly crypto: ActCrypto;
  readonly districts: ReadonlySet<string>;
  readonly epoch: number;
  readonly known: Map<number, KnownEntry>;
  /** Documents of which an entry of this device was put aside: what was made without having seen at least `version` is built on it. */
  readonly blocks: Map<string, Block>;
  /** The same of the laptops of the office that these entries were built on: device → document → block. */
  readonly heardBlocks: ReadonlyMap<string, ReadonlyMap<string, Block>>;
  readonly documents: Map<string, WorkingDocument>;
  /** Papers of other kinds that have an id of these entries: id → kinds. */
  readonly otherPapers: ReadonlyMap<string, readonly string[]>;
  /** Where a case is new or moves in this envelope, a record is merged, or an extract or a programme is new: what stands about its person, by whichever record of theirs, and where. */
  readonly about: readonly { readonly person: string; readonly collection: string; readonly id: string; readonly area: string }[];
  /** Of the same persons, which record leads into which, as it was before this envelope. */
  readonly merges: ReadonlyMap<string, string>;
  /** Persons of what a commission says here whom the district has had and has no more. */
  readonly parted: ReadonlySet<string>;
  /** Person → keys of the extracts about them. */
  readonly extractsOf: Map<string, Set<string>>;
  /** Case → keys of its decisions. */
  readonly decisionsOf: Map<string, Set<string>>;
  readonly items: NewItem[];
  /** Document → keys of the disputes about it: the open ones, and where something moves the decided ones too. */
  readonly tasksAbout: Map<string, Set<string>>;
  /** Document → the entries of this envelope that only a person may decide on, in their order. */
  readonly contested: Map<string, Incoming[]>;
  /** Document → the step by which it left an area in this envelope. */
  readonly departures: Map<string, NonNullable<Case['transferred']>>;
};

/** `version`: the document's after the entry was put aside; `why`: what those built on it are put aside for. */
export type Block = { readonly version: number; readonly why: 'conflict' | 'builtOnAside' };

/** Key of a document within a workspace. */
export const keyOf = (collection: string, id: string): string => `${collection}/${id}`;

/** The commission's documents that are about a person: judged beside them. */
export const commissionKinds: ReadonlySet<string> = new Set(['assessments', 'acts', 'programmes', 'extracts']);

const blocksOf = (rows: Awaited<ReturnType<CentreTables['listBlocks']>>): Map<string, Block> =>
  new Map(rows.map((row) => [keyOf(row.collection, row.document), { version: row.version, why: row.isConflict ? 'conflict' : 'builtOnAside' }]));
const keysBy = (documents: readonly AreaDocument[], kind: string, field: string): Map<string, Set<string>> =>
  new Map([...Map.groupBy(documents.filter(({ collection }) => collection === kind), ({ body }) => String(body[field]))].map(([of, found]) => [of, new Set(found.map(({ collection, id }) => keyOf(collection, id)))]));
const groupTasks = (tasks: readonly AreaDocument[]): Map<string, Set<string>> => {
  const about = ({ body }: AreaDocument) => keyOf((body as unknown as Task).collection, (body as unknown as Task).document);
  return new Map([...Map.groupBy(tasks, about)].map(([key, found]) => [key, new Set(found.map((task) => keyOf(task.collection, task.id)))]));
};

/** Reads and locks what the entries speak of, a case's person included. */
export const loadWorkspace = async (tables: CentreTables, fixed: Pick<Workspace, 'device' | 'roles' | 'left' | 'acting' | 'names' | 'at' | 'released' | 'releasedByChair' | 'releasedAt' | 'keys' | 'crypto' | 'districts' | 'epoch'>, incoming: readonly Incoming[]): Promise<Workspace> => {
  const entries = incoming.flatMap(({ entry }) => entry ?? []);
  const ids = [...new Set(entries.map((entry) => entry.document))];
  const [known, blocks] = await Promise.all([tables.listKnownEntries(fixed.device.id, incoming.map(({ number }) => number)), tables.listBlocks(fixed.device.id, ids)]);
  const newest = new Map<string, number>();
  for (const [other, number] of entries.flatMap((entry) => entry.heard ?? [])) newest.set(other, Math.max(number, newest.get(other) ?? 0));
  const heard = new Map<string, ReadonlyMap<string, Block>>();
  for (const [other, number] of newest) heard.set(other, blocksOf(await tables.listBlocks(other, ids, number + 1)));
  // A decision of a dispute is judged beside what it is about.
  const ownTasks = entries.filter((entry) => isTaskKind(entry.collection));
  const subjects = ownTasks.length === 0 ? [] : await tables.listTaskSubjects(ownTasks.map((entry) => entry.document));
  const cases = entries.filter((entry) => entry.collection === 'cases');
  const caseIds = [...cases.map((entry) => entry.document), ...subjects.filter(({ collection }) => collection === 'cases').map(({ id }) => id)];
  const persons = [...(await tables.listPersonsOfCases(caseIds)), ...cases.map((entry) => entry.changes['personId']).filter((id) => typeof id === 'string' && id.length <= 36)];
  const direct = entries.filter((entry) => !isTaskKind(entry.collection)).map((entry) => ({ collection: entry.collection as string, id: entry.document }));
  const keys = new Map([...direct, ...subjects, ...persons.map((id) => ({ collection: 'persons', id: id as string }))].map((key) => [keyOf(key.collection, key.id), key]));
  // A decision and a scan are judged beside their case.
  for (const { changes } of entries) if (typeof changes['caseId'] === 'string' && changes['caseId'].length <= 36) keys.set(keyOf('cases', changes['caseId']), { collection: 'cases', id: changes['caseId'] });
  const bound = [...direct, ...subjects].filter(({ collection }) => isCaseBound(collection)).map(({ id }) => id);
  for (const id of bound.length === 0 ? [] : await tables.listCasesOfBound(bound)) keys.set(keyOf('cases', id), { collection: 'cases', id });
  // A new decision is judged beside the others of its case. Whoever makes one holds the case.
  const decided = entries.flatMap(({ collection, changes: { caseId } }) => (collection === 'decisions' && typeof caseId === 'string' && caseId.length <= 36 ? caseId : []));
  const leaving = cases.filter(({ base, changes }) => ('district' in changes && base > 0) || 'transferred' in changes).map(({ document }) => document);
  const moving = leaving.length > 0;
  if (moving || decided.length > 0) {
    // Decisions and scans go along. Whoever makes one holds its case: from now on there are no more of them.
    await tables.lockDocuments([...cases.map(({ document }) => document), ...decided].map((id) => ({ collection: 'cases', id })));
    for (const key of await tables.listCaseBound([...leaving, ...decided])) keys.set(keyOf(key.collection, key.id), key);
  }
  // An extract is judged beside its act.
  for (const { collection, changes } of entries) if (collection === 'extracts' && typeof changes['act'] === 'string' && changes['act'].length <= 36) keys.set(keyOf('acts', changes['act']), { collection: 'acts', id: changes['act'] });
  // Opinions in absentia are told when all are in: one is judged beside the others.
  const opinions = entries.filter(({ collection }) => collection === 'opinions');
  for (const id of await tables.listOpinionsTogether(opinions.map(({ document }) => document), opinions.flatMap(({ changes: { code } }) => (typeof code === 'string' && code.length <= 36 ? code : [])))) keys.set(keyOf('opinions', id), { collection: 'opinions', id });
  for (const { collection, changes } of entries) if (commissionKinds.has(collection) && typeof changes['personId'] === 'string' && changes['personId'].length <= 36) keys.set(keyOf('persons', changes['personId']), { collection: 'persons', id: changes['personId'] });
  // A record is merged beside the one that it is to lead to, and those that one leads to.
  const intos = entries.flatMap(({ collection, changes }): string[] => {
    const into = collection === 'persons' ? (changes['merge'] as { readonly into?: unknown } | null | undefined)?.into : undefined;
    return typeof into === 'string' && into.length <= 36 ? [into] : [];
  });
  for (const id of intos) keys.set(keyOf('persons', id), { collection: 'persons', id });
  // An id is one paper's, whatever its kind: what is new here must not be another's there.
  const papers = [...new Set(entries.flatMap((entry) => (isPaper(entry.collection) && entry.base === 0 ? entry.document : [])))];
  const found = papers.length === 0 ? [] : await tables.listPapers(papers);
  // What is said of a blank is judged beside what was said of its number before.
  const blanks = entries.flatMap(({ collection, changes: { number } }) => (collection === 'registers' && typeof number === 'string' ? number : []));
  for (const key of blanks.length === 0 ? [] : await tables.listBlankLines(blanks)) keys.set(keyOf(key.collection, key.id), key);
  // The disputes after the documents, in the order in which they are asked for: whoever makes or changes a dispute holds what it is about.
  const [locked, tasksFound] = await Promise.all([tables.lockDocuments([...keys.values()]), tables.listTasks([...keys.values()].map(({ id }) => id), !moving)]);
  const hasNew = (collection: string) => entries.some((entry) => entry.collection === collection && 'personId' in entry.changes);
  const beside = hasNew('programmes') ? ['extracts', 'programmes'] : ['extracts'];
  const told = entries.flatMap(({ collection, changes: { personId } }) => (beside.includes(collection) && typeof personId === 'string' && personId.length <= 36 ? personId : []));
  const merged = entries.flatMap(({ collection, document, changes: { mergedInto } }) => (collection !== 'persons' || mergedInto === undefined ? [] : typeof mergedInto === 'string' && mergedInto.length <= 36 ? [document, mergedInto] : [document]));
  const asked = moving || told.length + merged.length > 0 || hasNew('cases') ? ([...persons, ...told, ...merged] as string[]) : [];
  // Whoever merges a record holds the last that it leads to; so does whoever asks for what is one person's.
  const subjectsLocked = intos.length + asked.length === 0 ? locked : [...locked, ...(await lockLeads(tables, [...intos, ...asked], locked))];
  const taskKeys = new Map([...tasksFound, ...ownTasks.map((entry) => ({ collection: entry.collection, id: entry.document }))].map((key) => [keyOf(key.collection, key.id), key]));
  const tasks = taskKeys.size === 0 ? [] : await tables.lockDocuments([...taskKeys.values()]);
  // Extracts go where a case of their person is, and an act has one programme: read when the person is locked, whom whoever opens or moves a case holds, and whoever makes an extract or a programme.
  const merges = asked.length === 0 ? [] : await tables.listMerges(asked);
  const about = asked.length === 0 ? [] : await tables.listPersonDocuments([...new Set([...asked, ...merges.flatMap(({ id, into }) => [id, into])])]);
  const ofOthers = new Map(about.flatMap(({ collection, id }) => (beside.includes(collection) && !keys.has(keyOf(collection, id)) ? [[id, { collection, id }] as const] : [])));
  const others = ofOthers.size === 0 ? [] : await tables.lockDocuments([...ofOthers.values()]);
  // A case that was given away may have taken its person along, while the commission examines them.
  const examined = new Set(entries.flatMap(({ collection, changes }) => (commissionKinds.has(collection) ? [changes['personId']] : [])));
  const strangers = subjectsLocked.filter(({ collection, id, areas }) => collection === 'persons' && examined.has(id) && !areas.includes(fixed.device.area)).map(({ id }) => id);
  const parted = strangers.length === 0 ? [] : await tables.listPartedPersons(fixed.device.area, strangers, fixed.at);
  // First, so that a dispute stands before what it is about in a stream.
  const documents = [...tasks, ...subjectsLocked, ...others];
  return {
    ...fixed,
    about,
    merges: new Map(merges.map(({ id, into }) => [id, into])),
    parted: new Set(parted),
    extractsOf: keysBy(documents, 'extracts', 'personId'),
    decisionsOf: keysBy(documents, 'decisions', 'caseId'),
    makers: await tables.listEntryAreas(documents.flatMap(({ fieldVersions: { writers } }) => (writers[1] ? [[writers[1][0], writers[1][1]] as const] : []))),
    known: new Map(known.map((row) => [row.number, row])),
    blocks: blocksOf(blocks),
    heardBlocks: heard,
    documents: new Map(documents.map((document) => [keyOf(document.collection, document.id), { ...document, stored: document.body, created: false, changed: false, pending: new Set<string>(), areasChanged: false }])),
    otherPapers: new Map([...Map.groupBy(found, ({ id }) => id)].map(([id, all]) => [id, all.map(({ collection }) => collection)])),
    items: [],
    tasksAbout: groupTasks(tasks),
    contested: new Map(),
    departures: new Map(),
  };
};
