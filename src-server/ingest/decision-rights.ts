import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Case } from '../../shared/domain/case.ts';
import type { Decision } from '../../shared/domain/decision.ts';
import { isInForce } from '../../shared/domain/is-in-force.ts';
import type { Scan } from '../../shared/domain/scan.ts';
import type { JournalEntry } from '../../shared/sync/journal-entry.ts';
import type { QuarantineReason } from '../../shared/sync/receipt.ts';
import { isOwnStep, type Actor } from './own-step.ts';
import type { Place } from './place-document.ts';
import { keyOf, type WorkingDocument, type Workspace } from './workspace.ts';

const caseOf = (workspace: Workspace, id: string): Case | undefined => workspace.documents.get(keyOf('cases', id))?.body as unknown as Case | undefined;

/** Only `fields` differ. */
const onlyChanges = (before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>, fields: readonly string[]): boolean =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].every((field) => fields.includes(field) || canonicalJson(before[field] ?? null) === canonicalJson(after[field] ?? null));

/** True where `actor` may make this decision (a supervisor, in their own name, of an approved case), or end one: replaced by another, or withdrawn in their own name. */
export const mayTouchDecision = (before: WorkingDocument | undefined, after: Readonly<Record<string, unknown>>, actor: Actor, workspace: Workspace): boolean => {
  if (!actor.roles.includes('supervisor')) return false;
  const decision = after as unknown as Decision;
  if (!before) return isOwnStep(decision.decided, actor) && decision.withdrawn === null && decision.replacedBy === null && caseOf(workspace, decision.caseId)?.status === 'approved';
  return onlyChanges(before.body, after, ['replacedBy', 'withdrawn']) && (decision.withdrawn === null || before.body['withdrawn'] !== null || isOwnStep(decision.withdrawn, actor));
};

/** True where `actor` may add this scan, or take it away: an own step of a caseworker. */
export const mayTouchScan = (before: WorkingDocument | undefined, after: Readonly<Record<string, unknown>>, actor: Actor): boolean => {
  if (!actor.roles.includes('caseworker')) return false;
  const scan = after as unknown as Scan;
  if (!before) return isOwnStep(scan.added, actor);
  return onlyChanges(before.body, after, ['removed']) && scan.removed !== null && isOwnStep(scan.removed, actor);
};

/** Nothing that a laptop says changes what the registry knows of contributions. */
export const mayTouchLedger = (): boolean => false;

/** Where a document of a case belongs: to the area of the office that made it, of a case that the area holds. */
export const placeOfCase = (workspace: Workspace, before: WorkingDocument | undefined, { district, caseId }: Pick<Decision, 'district' | 'caseId'>): Result<Place, QuarantineReason> => {
  if (before) return ok({ areas: before.areas, leaves: [] });
  const found = workspace.documents.get(keyOf('cases', caseId));
  if (!found) return err('unknownDocument');
  return found.areas.includes(workspace.device.area) && district === workspace.device.area ? ok({ areas: [district], leaves: [] }) : err('wrongArea');
};

/**
 * The same for a decision, of which one at a time is in force in a case. Where two laptops approve it, or decide anew, at once, the approval or the end that comes second is put aside, and so is what would stand beside the first; one that takes
 * another's place is nothing without the other's end.
 */
export const placeOfDecision = (workspace: Workspace, before: WorkingDocument | undefined, after: Decision): Result<Place, QuarantineReason> => {
  if (before) return placeOfCase(workspace, before, after);
  const others = [...(workspace.decisionsOf.get(after.caseId) ?? [])].flatMap((key) => workspace.documents.get(key) ?? []).filter(({ id }) => id !== after.id);
  const isBeside = others.some(({ body }) => isInForce(body as unknown as Decision));
  const isAlone = after.replaces !== null && !others.some(({ id, body }) => id === after.replaces && body['replacedBy'] === after.id);
  return isBeside || isAlone ? err('builtOnAside') : placeOfCase(workspace, before, after);
};

/** True where an entry withdraws a decision since the approval that it was made with fell by the decision of a dispute, and it did not fall: that decision was not taken, and the one in force is left alone. */
export const isApprovedStill = (workspace: Workspace, { collection, command }: Pick<JournalEntry, 'collection' | 'command'>, document: WorkingDocument): boolean =>
  collection === 'decisions' && command === 'conflict.decide' && caseOf(workspace, String(document.body['caseId']))?.status === 'approved';
