import type { z } from 'zod';
import { toBase64url } from '../../shared/base/base64url.ts';
import { textOf } from '../../shared/base/bytes.ts';
import type { ContributionReport } from '../../shared/domain/contribution-report.ts';
import type { Batch } from '../../shared/domain/batch.ts';
import type { Case } from '../../shared/domain/case.ts';
import type { Act } from '../../shared/domain/mse/act.ts';
import type { Extract } from '../../shared/domain/mse/extract.ts';
import type { Assessment } from '../../shared/domain/mse/assessment.ts';
import type { Opinion } from '../../shared/domain/mse/opinion.ts';
import type { Programme } from '../../shared/domain/mse/programme.ts';
import type { RegisterLine } from '../../shared/domain/mse/register-line.ts';
import { isTaskKind } from '../../shared/domain/task-kinds.ts';
import type { Task } from '../../shared/domain/task.ts';
import { classOf, documentSchemas, type CollectionName } from '../../shared/domain/collection.ts';
import { isPaper, paperKinds } from '../../shared/domain/paper-kinds.ts';
import { isPlainlyPerson } from '../../shared/domain/plainly-person.ts';
import { limits } from '../../shared/sync/limits.ts';
import type { JournalEntry } from '../../shared/sync/journal-entry.ts';
import { isGivingUp, ownWord } from '../../shared/sync/own-word.ts';
import { isBaseGiven, mergeEntry, versionAfter } from '../../shared/sync/merge-entry.ts';
import type { EntryResult, QuarantineReason } from '../../shared/sync/receipt.ts';
import { mayChangeCase, mayOpenCase } from './case-rights.ts';
import { isApprovedStill, mayTouchDecision, mayTouchLedger, mayTouchScan } from './decision-rights.ts';
import { mayChangePerson, mayMoveCase } from './merge-rights.ts';
import { mayTellPayers } from './extract-rights.ts';
import { mayChangeAct, mayChangeAssessment, mayChangeOpinion, mayChangeProgramme, mayChangeRegister } from './mse-rights.ts';
import { applyDecision } from './apply-decision.ts';
import { holdsCaseOf } from './case-of.ts';
import { followCase } from './follow-case.ts';
import { followMerge } from './follow-merge.ts';
import { followPerson } from './follow-person.ts';
import { isInDispute } from './is-in-dispute.ts';
import { mayChangeTask } from './task-rights.ts';
import { leavePerson } from './leave-person.ts';
import { isOwnStep, type Actor } from './own-step.ts';
import { rolesOfAuthor } from './roles-of-author.ts';
import { placeDocument, type Place } from './place-document.ts';
import { lawfulQuorum } from '../platform/lawful-quorum.ts';
import { bodyText } from '../store/body-text.ts';
import { movedItems, putItems } from '../store/stream-items.ts';
import { isSecondProgramme } from './second-programme.ts';
import { isSecondUse, tellSecondUse } from './second-use.ts';
import { keyOf, type Incoming, type WorkingDocument, type Workspace } from './workspace.ts';

/** `known`: its result was stored before, nothing is to be written. `version`: the document's after it, of one put aside what its office must have seen before it goes on. */
export type Verdict = { readonly result: EntryResult; readonly why?: QuarantineReason; readonly version?: number; readonly known?: true };

const aside = (why: QuarantineReason, version?: number): Verdict => ({ result: 'quarantined', why, ...(version === undefined ? {} : { version }) });
const sameBytes = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, index) => byte === b[index]);

/** Lone surrogates and NUL are legal in JSON (escaped) and impossible in a PostgreSQL text. */
const isStorable = (json: string) => !json.includes('\\u') || !/\\u0000|\\ud[89a-f]/i.test(json.replaceAll('\\\\', '').replaceAll(/\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}/gi, ''));

const mayTouch: { readonly [C in CollectionName]: (before: WorkingDocument | undefined, after: Readonly<Record<string, unknown>>, actor: Actor, workspace: Workspace) => boolean } = {
  persons: (before, after, actor, workspace) => mayChangePerson(before?.body, after, actor, (id) => workspace.documents.get(keyOf('persons', id))?.body),
  cases: (before, after, actor, workspace) => mayMoveCase(before?.body, after, actor, (id) => workspace.documents.get(keyOf('persons', id))?.body) || (before ? mayChangeCase(before.body as unknown as Case, after as unknown as Case, actor) : mayOpenCase(after as unknown as Case, actor)),
  // A chair releases what the commission has finished, as a supervisor releases cases.
  batches: (_before, after, actor) => (actor.roles.includes('supervisor') || actor.roles.includes('chair')) && isOwnStep((after as unknown as Batch).signed, actor),
  assessments: (before, after, actor) => mayChangeAssessment(before?.body as Assessment | undefined, after as unknown as Assessment, actor),
  acts: (before, after, actor, { crypto, keys }) => mayChangeAct(before?.body as Act | undefined, after as unknown as Act, actor, crypto, { knownKeys: (member) => keys.get(member) ?? [], quorumOn: lawfulQuorum }),
  opinions: (before, after, actor) => mayChangeOpinion(before?.body as Opinion | undefined, after as unknown as Opinion, actor),
  programmes: (before, after, actor) => mayChangeProgramme(before?.body as Programme | undefined, after as unknown as Programme, actor),
  registers: (before, after, actor) => mayChangeRegister(before?.body as RegisterLine | undefined, after as unknown as RegisterLine, actor),
  decisions: mayTouchDecision,
  ledger: mayTouchLedger,
  scans: mayTouchScan,
  reports: (before, after, actor) => before === undefined && actor.roles.includes('supervisor') && isOwnStep((after as unknown as ContributionReport).made, actor),
  extracts: (before, after, actor, workspace) => before === undefined && mayTellPayers(after as unknown as Extract, actor, workspace),
  registryTasks: mayChangeTask,
  caseworkTasks: mayChangeTask,
  medicalTasks: mayChangeTask,
};

type Valid = z.infer<(typeof documentSchemas)[CollectionName]>;

/** The document as its schema reads it, undefined where it is not valid. What is plainly a person need not be put to the schema: most of what comes is, and it takes half the time of a push. */
const parseDocument = (collection: CollectionName, body: Readonly<Record<string, unknown>>): Valid | undefined =>
  collection === 'persons' && isPlainlyPerson(body) ? (body as unknown as Valid) : documentSchemas[collection].safeParse(body).data;

/** True where the id of a new paper is one of another kind's, that the centre has or that came in this envelope. */
const isAnothersId = ({ otherPapers, documents }: Workspace, { collection, document }: JournalEntry): boolean =>
  isPaper(collection) && ((otherPapers.get(document) ?? []).some((kind) => kind !== collection) || paperKinds.some((kind) => kind !== collection && documents.has(keyOf(kind, document))));

/** What a chair's word releases: the commission's own documents with their extracts, the batch that names them, and, where they are new, the person of an act and the case that it opened. */
const chairReleases = (collection: CollectionName, isNew: boolean): boolean =>
  classOf[collection] === 'medical' || collection === 'batches' || collection === 'extracts' || (isNew && (collection === 'persons' || collection === 'cases'));

/** Decides one entry and, where it is accepted, puts its effect into the workspace. An entry is taken whole or put aside; it never stops the next. */
export const judgeEntry = (workspace: Workspace, { number, bytes, hash, entry, unstorable }: Incoming): Verdict => {
  const { device, known, documents } = workspace;
  const releases = (by: ReadonlyMap<number, string>) => by.get(number) === toBase64url(hash);
  const isReleased = (entry !== undefined && ownWord[entry.collection] !== undefined) || releases(workspace.released) || (entry !== undefined && chairReleases(entry.collection, !documents.has(keyOf(entry.collection, entry.document))) && releases(workspace.releasedByChair));
  const before = known.get(number);
  if (before && !sameBytes(before.hash, hash)) return aside('wrongDevice');
  if (before && !(before.why === 'notReleased' && isReleased)) return { result: before.result, ...(before.why ? { why: before.why } : {}), known: true };
  let isPassedOver = false;
  const judged = ((): Verdict => {
    if (!entry || unstorable || !isStorable(textOf(bytes))) return aside('malformed');
    if (entry.device !== device.id || entry.number !== number) return aside('wrongDevice');
    const roles = rolesOfAuthor(workspace, entry, workspace.releasedAt.get(toBase64url(hash)) ?? workspace.at);
    if (device.revoked || !roles || !device.classes.includes(classOf[entry.collection])) return aside('notAllowed');
    // It changes nothing, and stands on nothing: kept as who gave up what, and why.
    if (isGivingUp(entry)) return roles.includes('supervisor') ? { result: 'applied' } : aside('notAllowed');
    if (!isReleased) return aside('notReleased');
    const key = keyOf(entry.collection, entry.document);
    const document = documents.get(key);
    if (document && !(document.areas.includes(device.area) && holdsCaseOf(workspace, document, device.area))) return aside('wrongArea', document.version);
    if (!document && isAnothersId(workspace, entry)) return aside('invalidDocument');
    if (document && !isBaseGiven(document.version, entry.base, workspace.epoch)) return aside('malformed', document.version);
    // Made on top of an entry that was put aside, and without having seen why: it shares its fate, or half a thought would be applied.
    const block = workspace.blocks.get(key);
    if (block && block.version > entry.base) return aside(block.why, document?.version);
    for (const [other] of entry.heard ?? []) {
      const theirs = workspace.heardBlocks.get(other)?.get(key);
      if (theirs && theirs.version > entry.base) return aside('builtOnAside', document?.version);
    }
    if (isInDispute(workspace, entry)) return aside('conflict', document?.version);
    if (document && isApprovedStill(workspace, entry, document)) return aside('outdated', document.version);
    const merged = mergeEntry(document, entry, workspace.epoch);
    // A decision is made on a dispute as it stood: where that has changed since, or is opened anew after a restore, its author looks again, and nothing is put beside it.
    if (!merged.ok) return aside(isTaskKind(entry.collection) && merged.error !== 'immutable' ? 'outdated' : merged.error, document?.version);
    const parsed = parseDocument(entry.collection, merged.value.body);
    if (!parsed || parsed.id !== entry.document || bodyText(merged.value.body).length > limits.document) return aside('invalidDocument');
    if (!mayTouch[entry.collection](document, merged.value.body, { author: entry.author, roles, names: workspace.names.get(entry.author) ?? [], at: workspace.at }, workspace)) return aside('notAllowed');
    const place = placeDocument(workspace, entry.collection, document, parsed as never);
    if (!place.ok) return aside(place.error);
    if (entry.collection === 'registers' && !document && isSecondUse(workspace, parsed as RegisterLine)) {
      tellSecondUse(workspace, parsed as RegisterLine, { number, bytes, hash, entry });
      return aside('invalidDocument');
    }
    if (entry.collection === 'programmes' && !document && isSecondProgramme(workspace, parsed as Programme)) return aside('immutable');
    if (isTaskKind(entry.collection) && document) {
      const decided = applyDecision(workspace, { before: document.body as unknown as Task, after: parsed as Task }, entry);
      if (!decided.ok) return aside(decided.error, document.version);
    }
    isPassedOver = merged.value.passedOver === true;
    if (!document || merged.value.version > document.version) apply(workspace, { collection: entry.collection, id: entry.document, ...merged.value }, place.value);
    return { result: merged.value.result, version: merged.value.version };
  })();
  const verdict = entry && (judged.result !== 'applied' || isPassedOver) ? tellAsItStands(workspace, entry, judged) : judged;
  known.set(number, { number, hash, result: verdict.result, why: verdict.why ?? null });
  if (verdict.why === 'conflict' && entry) {
    const key = keyOf(entry.collection, entry.document);
    workspace.contested.set(key, [...(workspace.contested.get(key) ?? []), { number, bytes, hash, entry }]);
  }
  return verdict;
};

/** Put aside for these, an entry blocks nothing: it is not this device's, or is judged anew once released. */
const blocksNothing = new Set<QuarantineReason | undefined>([undefined, 'wrongDevice', 'notReleased', 'outdated']);

/**
 * An office whose change was not taken as it was written must get the document as it stands, even where nothing in it is new: it would go on showing what nobody
 * else has. Where an entry was put aside the document gets a new version with the same content, so that what was made after hearing of it can be told from what
 * was built on it unknowing.
 */
const tellAsItStands = ({ device, documents, blocks, epoch }: Workspace, entry: JournalEntry, verdict: Verdict): Verdict => {
  const key = keyOf(entry.collection, entry.document);
  const document = documents.get(key);
  const isAside = !blocksNothing.has(verdict.why);
  const isHeld = !device.revoked && document?.areas.includes(device.area) === true;
  const version = isHeld && isAside ? versionAfter(document.version, epoch) : document?.version;
  if (isHeld) documents.set(key, { ...document, version: version!, changed: document.changed || isAside, pending: new Set([...document.pending, device.area]) });
  if (!isAside || entry.device !== device.id) return verdict;
  // Never lower than before: an entry of a lower base, found on a stick, must not open what a later one has closed. A base that was never given closes nothing for those that are.
  const built = document && !isBaseGiven(document.version, entry.base, epoch) ? 0 : entry.base + 1;
  const block = Math.max(version ?? 0, built, blocks.get(key)?.version ?? 0);
  blocks.set(key, { version: block, why: verdict.why === 'conflict' ? 'conflict' : 'builtOnAside' });
  return { ...verdict, version: block };
};

type Changed = Pick<WorkingDocument, 'collection' | 'id' | 'version' | 'body' | 'fieldVersions'>;

const addTo = (groups: Map<string, Set<string>>, of: unknown, key: string): void => void groups.set(String(of), (groups.get(String(of)) ?? new Set()).add(key));

const apply = (workspace: Workspace, { collection, id, version, body, fieldVersions }: Changed, place: Place): void => {
  const { documents, items } = workspace;
  const before = documents.get(keyOf(collection, id));
  const after: WorkingDocument = {
    collection, id, version, body, fieldVersions, areas: place.areas, changed: true, created: before?.created ?? !before, stored: before?.stored,
    areasChanged: (before?.areasChanged ?? true) || place.areas.some((area) => !before?.areas.includes(area)) || place.leaves.length > 0,
    pending: new Set(place.areas),
  };
  if (before && place.leaves.length > 0) {
    // The office it leaves first gets what it did itself in this envelope, then the trace.
    items.push(...putItems(before, place.leaves.filter((area) => before.pending.has(area))), ...movedItems(after, (body as unknown as Case).transferred!, place.leaves));
    workspace.departures.set(keyOf(collection, id), (body as unknown as Case).transferred!);
  }
  documents.set(keyOf(collection, id), after);
  const person = place.joins && documents.get(keyOf('persons', place.joins.person));
  if (place.joins && person && !person.areas.includes(place.joins.area)) {
    const { area } = place.joins;
    documents.set(keyOf('persons', person.id), { ...person, areas: [...person.areas, area], areasChanged: true, pending: new Set([...person.pending, area]) });
  }
  if (before && place.leaves.length > 0) followCase(workspace, id, (body as unknown as Case).transferred!, place.leaves);
  if (collection === 'cases' && (place.leaves.length > 0 || before?.body['personId'] !== body['personId'])) followPerson(workspace, String(body['personId']), place.leaves.length > 0 ? (body as unknown as Case).transferred! : undefined);
  if (collection === 'persons' && (before?.body['mergedInto'] ?? null) !== (body['mergedInto'] ?? null)) followMerge(workspace, [id, before?.body['mergedInto']]);
  if (collection === 'cases' && before && before.body['personId'] !== body['personId']) followMerge(workspace, [body['personId'], before.body['personId']]);
  if (collection === 'extracts') addTo(workspace.extractsOf, body['personId'], keyOf(collection, id));
  if (collection === 'decisions') addTo(workspace.decisionsOf, body['caseId'], keyOf(collection, id));
  if (place.joins && place.leaves.length > 0) leavePerson(workspace, place.joins.person, (body as unknown as Case).transferred!, place.leaves);
};
