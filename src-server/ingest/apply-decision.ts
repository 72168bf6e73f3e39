import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { documentSchemas, type CollectionName } from '../../shared/domain/collection.ts';
import { isSoundOutcome } from '../../shared/domain/task-outcome.ts';
import type { Task } from '../../shared/domain/task.ts';
import type { JournalEntry } from '../../shared/sync/journal-entry.ts';
import { limits } from '../../shared/sync/limits.ts';
import { union, versionAfter, withChanges, type StoredDocument, type Writer } from '../../shared/sync/merge-entry.ts';
import { policyOf } from '../../shared/sync/merge-policy.ts';
import type { QuarantineReason } from '../../shared/sync/receipt.ts';
import { bodyText } from '../store/body-text.ts';
import { holdsCaseOf } from './case-of.ts';
import { placeDocument } from './place-document.ts';
import { keyOf, type Workspace } from './workspace.ts';

const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** The milliseconds of a hybrid clock's reading. */
const timeOf = (hlc: string): number => Number.parseInt(hlc.slice(0, 12), 16);

/** What was put aside together with what was in dispute, and needs no person: each field by its own rule, now that the entry is dealt with. */
const restOf = (document: StoredDocument, task: Task): [string, unknown][] =>
  Object.entries(task.right.values).filter(([field]) => !task.fields.includes(field)).flatMap(([field, value]): [string, unknown][] => {
    const now = document.body[field];
    const { merge } = policyOf(task.collection as CollectionName, field);
    const writer = document.fieldVersions.writers[document.fieldVersions.fields[field] ?? 1];
    if (same(now, value) || (merge === 'fixed' && now !== undefined)) return [];
    // What is in the set already is no news.
    if (merge === 'union') return same(now, union(now, value)) ? [] : [[field, union(now, value)]];
    return merge === 'fixed' || !writer || (task.right.at !== null && Date.parse(task.right.at) > timeOf(writer[2])) ? [[field, value]] : [];
  });

/** Who wrote what was put aside, and when: their laptop, its last entry of the dispute, the clock of that. */
const rightWriter = ({ right }: Task, decision: JournalEntry): Writer =>
  right.device === null || right.at === null ? [decision.device, decision.number, decision.hlc] : [right.device, Math.max(...right.entries), `${Date.parse(right.at).toString(16).padStart(12, '0')}-0000`];

/**
 * Does to the document what a person has decided in the dispute `after`: the values they chose, and what waited with them. Errors: `outdated` where the document is no longer what `left` says, `invalidDocument` where
 * the outcome is not sound or not valid, and those of `placeDocument`: nobody decides what they could not have written. A dispute that stays open, or was decided before, changes nothing.
 */
export const applyDecision = (workspace: Workspace, { before, after }: { readonly before: Task; readonly after: Task }, entry: JournalEntry): Result<void, QuarantineReason> => {
  if (before.status === 'resolved' || after.status === 'open' || !after.resolution) return ok();
  const collection = after.collection as CollectionName;
  const document = workspace.documents.get(keyOf(collection, after.document));
  if (!document) return err('unknownDocument');
  if (!after.fields.every((field) => same(document.body[field], after.left.values[field]))) return err('outdated');
  if (!isSoundOutcome(after, after.resolution.values)) return err('invalidDocument');
  const chosen = Object.entries(after.resolution.values).filter(([field, value]) => !same(document.body[field], value));
  const rest = restOf(document, after);
  const joined = new Set(rest.flatMap(([field]) => (policyOf(collection, field).merge === 'union' ? [field] : [])));
  // What waited beside the dispute is its author's, of when it was typed; the decision is the decider's.
  const waited = rest.length === 0 ? document : { ...document, ...withChanges(document, new Map(rest), rightWriter(after, entry), workspace.epoch, joined) };
  const written = chosen.length === 0 ? waited : { ...waited, ...withChanges(waited, new Map(chosen), [entry.device, entry.number, entry.hlc, 'decided'], workspace.epoch, new Set()) };
  const decided = written === document ? { ...document, version: versionAfter(document.version, workspace.epoch) } : written;
  const parsed = documentSchemas[collection].safeParse(decided.body).data;
  if (!parsed || parsed.id !== document.id || bodyText(decided.body).length > limits.document) return err('invalidDocument');
  const place = placeDocument(workspace, collection, document, parsed as never);
  if (!place.ok) return place;
  if (!holdsCaseOf(workspace, document, workspace.device.area)) return err('wrongArea');
  // Every office hears of it: the one whose work was put aside lays it over the document until then.
  workspace.documents.set(keyOf(collection, document.id), { ...decided, changed: true, pending: new Set(document.areas) });
  return ok();
};
