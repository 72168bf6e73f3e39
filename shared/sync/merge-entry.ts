import { canonicalJson } from '../base/canonical-json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { isSameJson } from '../base/same-json.ts';
import type { JournalEntry } from './journal-entry.ts';
import { changedSet } from './set-changes.ts';
import { policyOf, type FieldPolicy } from './merge-policy.ts';
import type { QuarantineReason } from './receipt.ts';

/** Who made a version: device, entry number, hybrid clock. `decided`: by deciding a dispute there, which nobody has seen who has not read it, not even on that device. */
export type Writer = readonly [device: string, number: number, hlc: string, decided?: 'decided'];

/**
 * When each field was last changed: field → version (absent: 1, the creation), and version → who made it (absent: an import).
 * Versions that no field names any more are dropped, so it stays small. `joined`: sets whose last change put a rival's beside the writer's own: who wrote it has not seen all of it.
 */
export type FieldVersions = { readonly fields: Readonly<Record<string, number>>; readonly writers: Readonly<Record<string, Writer>>; readonly joined?: readonly string[] };

/**
 * The least version that a change gets in `epoch`. After a restore the numbers of the lost versions must not be given anew: a laptop that had seen the old
 * version 5 would be taken to have seen the new one, and its change would silently replace a rival's.
 */
const firstVersionOf = (epoch: number): number => (epoch - 1) * 2 ** 20 + 1;

/** The version that follows `version` in `epoch`. */
export const versionAfter = (version: number, epoch: number): number => Math.max(version + 1, firstVersionOf(epoch));

/**
 * True where a laptop can have read version `base` of a document that stands at `version`. Above that there is none in this epoch: who says so has seen nothing, and would be taken to have seen every rival's change. Versions of
 * an earlier epoch may lie above it: those that were lost with the time after the backup.
 */
export const isBaseGiven = (version: number, base: number, epoch: number): boolean => base <= version || base < firstVersionOf(epoch);

/** A document as the centre holds it. */
export type StoredDocument = { readonly version: number; readonly body: Readonly<Record<string, unknown>>; readonly fieldVersions: FieldVersions };

/** `passedOver`: something of the entry does not hold, for what its own author did later. */
export type Merged = StoredDocument & { readonly result: 'applied' | 'merged'; readonly passedOver?: true };

type MergeInput = Pick<JournalEntry, 'device' | 'number' | 'collection' | 'base' | 'changes' | 'sets' | 'hlc' | 'heard'>;

const same = (a: unknown, b: unknown) => a === b || (a !== undefined && b !== undefined && isSameJson(a, b));

const isSameSet = (a: readonly unknown[], b: unknown): boolean => Array.isArray(b) && a.length === b.length && same(a.map(canonicalJson).sort(), b.map(canonicalJson).sort());

/** Both sets as one; where either is no list, `b`. */
export const union = (a: unknown, b: unknown): unknown => {
  if (!Array.isArray(a) || !Array.isArray(b)) return b;
  const known = new Set(a.map(canonicalJson));
  return [...a, ...b.filter((item) => !known.has(canonicalJson(item)))];
};

/** How the field's last change stands to the entry: before it (seen by its author), a rival to it, or the author's own later change. */
const standing = (document: StoredDocument, entry: MergeInput, field: string): 'seen' | 'rival' | 'ownLater' => {
  // What nobody has written has no rival, however little the author had read (after a restore a laptop has read nothing yet).
  if (!Object.hasOwn(document.body, field)) return 'seen';
  const version = document.fieldVersions.fields[field] ?? 1;
  if (version <= entry.base) return 'seen';
  const writer = document.fieldVersions.writers[version];
  // Another laptop of the office made it, and the author had it before them: it came by a stick before it came here.
  if (writer && !writer[3] && entry.heard?.some(([device, number]) => device === writer[0] && writer[1] <= number)) return 'seen';
  if (writer?.[0] !== entry.device) return 'rival';
  if (writer[1] > entry.number) return 'ownLater';
  return writer[3] ? 'rival' : 'seen';
};

/** True where the field holds a rival's part that no version which the entry's author had holds: their own earlier entry was joined with it here, and they go on from what they had typed. */
const isJoinedUnseen = (document: StoredDocument, entry: MergeInput, field: string): boolean =>
  document.fieldVersions.joined?.includes(field) === true && (document.fieldVersions.fields[field] ?? 1) > entry.base;

const clockWins = (document: StoredDocument, entry: MergeInput, field: string): boolean => {
  const writer = document.fieldVersions.writers[document.fieldVersions.fields[field] ?? 1];
  return writer === undefined || entry.hlc > writer[2] || (entry.hlc === writer[2] && entry.device > writer[0]);
};

/** A rival changed `field`, or a field that stands or falls with it. */
const hasRival = (document: StoredDocument, entry: MergeInput, field: string, policy: FieldPolicy): boolean => {
  const together = policy.with === undefined ? [field] : Object.keys(document.body).filter((other) => policyOf(entry.collection, other).with === policy.with);
  return together.some((other) => standing(document, entry, other) === 'rival' && !(other === field && same(document.body[field], entry.changes[field])));
};

/**
 * The document with the entry's changes on it. Causality first: what the author had seen is simply replaced. A rival change is settled by the
 * field's policy, or the whole entry is put aside: an entry is taken whole or not at all. Pure; does not check rights or schema. `epoch` is the centre's.
 */
export const mergeEntry = (document: StoredDocument | undefined, entry: MergeInput, epoch = 1): Result<Merged, QuarantineReason> => {
  const writer: Writer = [entry.device, entry.number, entry.hlc];
  if (!document) {
    if (entry.base > 0) return err('unknownDocument');
    return ok({ result: 'applied', version: 1, body: { ...entry.changes }, fieldVersions: { fields: {}, writers: { 1: writer } } });
  }
  const changed = new Map<string, unknown>();
  const joined = new Set<string>();
  let passedOver = false;
  for (const [field, value] of Object.entries(entry.changes)) {
    const policy = policyOf(entry.collection, field);
    const now = Object.hasOwn(document.body, field) ? document.body[field] : undefined;
    if (policy.merge === 'fixed' && now !== undefined) {
      if (!same(now, value)) return err('immutable');
      continue;
    }
    const place = standing(document, entry, field);
    const set = policy.merge === 'union' ? entry.sets?.[field] : undefined;
    if (set) {
      const next = changedSet(now, set);
      // Where nobody else has part in it the author's own order stands.
      const isTheirs = isSameSet(next, value);
      if (!isTheirs) joined.add(field);
      if (!same(now, isTheirs ? value : next)) changed.set(field, isTheirs ? value : next);
      else passedOver ||= !same(now, value);
      continue;
    }
    if (policy.merge === 'decide' && hasRival(document, entry, field, policy)) return err('conflict');
    // A set keeps what the later word of the same author did not name: they may have decided a dispute meanwhile, which knows of its two sides alone.
    if (place === 'ownLater' && policy.merge !== 'union') passedOver ||= !same(now, value);
    else if (same(now, value)) {
      // Said again, later: the later clock stands, or a rival between the two would win or lose by the order of arrival.
      if (policy.merge === 'clock' && clockWins(document, entry, field)) changed.set(field, value);
    } else if (policy.merge === 'union' && (place !== 'seen' || isJoinedUnseen(document, entry, field))) {
      changed.set(field, union(now, value));
      joined.add(field);
    } else if (place === 'seen' || policy.merge === 'fixed') changed.set(field, value);
    else if (clockWins(document, entry, field)) changed.set(field, value);
  }
  const isBeside = (field: string) => joined.has(field) && (entry.sets?.[field] !== undefined || isJoinedUnseen(document, entry, field));
  const result = [...joined].some(isBeside) || Object.keys(document.body).some((field) => standing(document, entry, field) === 'rival') ? 'merged' : 'applied';
  const how = { result, ...(passedOver ? { passedOver } : {}) } as const;
  return ok(changed.size === 0 ? { ...document, ...how } : { ...how, ...withChanges(document, changed, writer, epoch, new Set([...joined].filter((field) => changed.has(field)))) });
};

/** The document with `changed` written by `writer`, as its next version in `epoch`; `joined` of that are sets that were put together of two sides. */
export const withChanges = (document: StoredDocument, changed: ReadonlyMap<string, unknown>, writer: Writer, epoch: number, joined: ReadonlySet<string>): StoredDocument => {
  const version = versionAfter(document.version, epoch);
  const fields = { ...document.fieldVersions.fields, ...Object.fromEntries([...changed.keys()].map((field) => [field, version])) };
  const alive = new Set(['1', ...Object.values(fields).map(String)]);
  const writers = Object.fromEntries(Object.entries<Writer>({ ...document.fieldVersions.writers, [version]: writer }).filter(([made]) => alive.has(made)));
  const both = [...(document.fieldVersions.joined ?? []).filter((field) => !changed.has(field)), ...joined];
  return { version, body: { ...document.body, ...Object.fromEntries(changed) }, fieldVersions: { fields, writers, ...(both.length > 0 ? { joined: both } : {}) } };
};
