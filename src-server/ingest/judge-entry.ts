import { toBase64url } from '../../shared/base/base64url.ts';
import type { Batch } from '../../shared/domain/batch.ts';
import type { Case } from '../../shared/domain/case.ts';
import { classOf, documentSchemas, type CollectionName } from '../../shared/domain/collection.ts';
import type { Role } from '../../shared/domain/staff.ts';
import { limits } from '../../shared/sync/limits.ts';
import { mergeEntry } from '../../shared/sync/merge-entry.ts';
import type { EntryResult, QuarantineReason } from '../../shared/sync/receipt.ts';
import { mayChangeCase, mayOpenCase } from './case-rights.ts';
import { mayChangePerson, mayMoveCase } from './merge-rights.ts';
import { placeDocument, type Place } from './place-document.ts';
import { movedItems, putItems } from '../store/stream-items.ts';
import { keyOf, type Incoming, type WorkingDocument, type Workspace } from './workspace.ts';

/** `known`: its result was stored before, nothing is to be written. `version`: the document's after it, of a conflict the rival's. */
export type Verdict = { readonly result: EntryResult; readonly why?: QuarantineReason; readonly version?: number; readonly known?: true };

const aside = (why: QuarantineReason, version?: number): Verdict => ({ result: 'quarantined', why, ...(version === undefined ? {} : { version }) });
const sameBytes = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, index) => byte === b[index]);

/** Lone surrogates and NUL are legal in JSON (escaped) and impossible in a PostgreSQL text. */
const isStorable = (json: string) => !/\\u0000|\\ud[89a-f]/i.test(json.replaceAll('\\\\', '').replaceAll(/\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}/gi, ''));

const mayTouch: { readonly [C in CollectionName]: (before: WorkingDocument | undefined, after: Readonly<Record<string, unknown>>, actor: { author: string; roles: readonly Role[] }, workspace: Workspace) => boolean } = {
  persons: (before, after, actor) => mayChangePerson(before?.body, after, actor),
  cases: (before, after, actor, workspace) => mayMoveCase(before?.body, after, actor, (id) => workspace.documents.get(keyOf('persons', id))?.body) || (before ? mayChangeCase(before.body as unknown as Case, after as unknown as Case, actor) : mayOpenCase(after as unknown as Case, actor)),
  batches: (_before, after, { author, roles }) => roles.includes('supervisor') && (after as unknown as Batch).signed.by === author,
};

/** Decides one entry and, where it is accepted, puts its effect into the workspace. An entry is taken whole or put aside; it never stops the next. */
export const judgeEntry = (workspace: Workspace, { number, bytes, hash, entry, unstorable }: Incoming): Verdict => {
  const { device, known, documents, conflicts } = workspace;
  const isReleased = workspace.released.get(number) === toBase64url(hash);
  const before = known.get(number);
  if (before && !sameBytes(before.hash, hash)) return aside('wrongDevice');
  if (before && !(before.why === 'notReleased' && isReleased)) return { result: before.result, ...(before.why ? { why: before.why } : {}), known: true };
  const verdict = ((): Verdict => {
    if (!entry || unstorable || !isStorable(new TextDecoder().decode(bytes))) return aside('malformed');
    if (entry.device !== device.id || entry.number !== number) return aside('wrongDevice');
    const roles = workspace.roles.get(entry.author);
    if (device.revoked || !roles || !device.classes.includes(classOf[entry.collection])) return aside('notAllowed');
    if (!isReleased) return aside('notReleased');
    const key = keyOf(entry.collection, entry.document);
    const document = documents.get(key);
    if (document && !document.areas.includes(device.area)) return aside('wrongArea', document.version);
    // Made on top of an entry that was put aside, and without having seen why: it shares its fate, or half a thought would be applied.
    if ((conflicts.get(key) ?? 0) > entry.base) return aside('conflict', document?.version);
    const merged = mergeEntry(document, entry, workspace.epoch);
    if (!merged.ok) return aside(merged.error, document?.version);
    const parsed = documentSchemas[entry.collection].safeParse(merged.value.body);
    if (!parsed.success || parsed.data.id !== entry.document || JSON.stringify(merged.value.body).length > limits.document) return aside('invalidDocument');
    if (!mayTouch[entry.collection](document, merged.value.body, { author: entry.author, roles }, workspace)) return aside('notAllowed');
    const place = placeDocument(workspace, entry.collection, document, parsed.data as never);
    if (!place.ok) return aside(place.error);
    if (!document || merged.value.version > document.version) apply(workspace, { collection: entry.collection, id: entry.document, ...merged.value }, place.value);
    return { result: merged.value.result, version: merged.value.version };
  })();
  known.set(number, { number, hash, result: verdict.result, why: verdict.why ?? null });
  if (entry && verdict.result !== 'applied') tellAsItStands(workspace, keyOf(entry.collection, entry.document));
  if (verdict.why === 'conflict' && entry) conflicts.set(keyOf(entry.collection, entry.document), Math.max(verdict.version ?? 0, entry.base + 1));
  return verdict;
};

/** An office whose change was not taken as it was written must get the document as it stands, even where no version of it is new: it would go on showing what nobody else has. */
const tellAsItStands = ({ device, documents }: Workspace, key: string): void => {
  const document = documents.get(key);
  if (!device.revoked && document?.areas.includes(device.area)) documents.set(key, { ...document, pending: new Set([...document.pending, device.area]) });
};

type Changed = Pick<WorkingDocument, 'collection' | 'id' | 'version' | 'body' | 'fieldVersions'>;

const apply = (workspace: Workspace, { collection, id, version, body, fieldVersions }: Changed, place: Place): void => {
  const { documents, items } = workspace;
  const before = documents.get(keyOf(collection, id));
  const after: WorkingDocument = {
    collection, id, version, body, fieldVersions, areas: place.areas, changed: true, created: before?.created ?? !before,
    areasChanged: (before?.areasChanged ?? true) || place.areas.some((area) => !before?.areas.includes(area)) || place.leaves.length > 0,
    pending: new Set(place.areas),
  };
  if (before && place.leaves.length > 0) {
    // The office it leaves first gets what it did itself in this envelope, then the trace.
    items.push(...putItems(before, place.leaves.filter((area) => before.pending.has(area))), ...movedItems(after, (body as unknown as Case).transferred!, place.leaves));
  }
  documents.set(keyOf(collection, id), after);
  const person = place.joins && documents.get(keyOf('persons', place.joins.person));
  if (place.joins && person && !person.areas.includes(place.joins.area)) {
    const { area } = place.joins;
    documents.set(keyOf('persons', person.id), { ...person, areas: [...person.areas, area], areasChanged: true, pending: new Set([...person.pending, area]) });
  }
};
