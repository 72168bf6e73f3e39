import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { caseActions, type CaseAction } from '../../shared/domain/case-actions.ts';
import { Case, noFacts } from '../../shared/domain/case.ts';
import type { Role } from '../../shared/domain/staff.ts';
import { isOwnStep, type Actor } from './own-step.ts';

/** Action → the fields it may change: a caseworker who edits cannot transfer on the side. Fields of a newer version count as facts. */
export const caseFields = {
  edit: ['facts'],
  handOver: ['status', 'handedOver', 'returned', 'facts'],
  approve: ['status', 'approved', 'returned', 'aside'],
  return: ['status', 'returned', 'handedOver', 'aside'],
  withdraw: ['status', 'approved'],
  transfer: ['district', 'transferred'],
  recall: ['status', 'returned'],
  putAside: ['aside'],
  takeUp: ['aside'],
  reassign: ['assigned'],
} as const satisfies Record<CaseAction, readonly (keyof Case)[]>;

/** Action → the step that it must set, in the author's name: nothing changes hands without somebody who did it. */
export const caseSteps: { readonly [A in CaseAction]?: Step } = { handOver: 'handedOver', approve: 'approved', return: 'returned', transfer: 'transferred', putAside: 'aside', reassign: 'assigned' };

const steps = ['handedOver', 'returned', 'approved', 'transferred', 'aside', 'assigned'] as const;
type Step = (typeof steps)[number];

/** A case that an act opens says what is applied for and nothing else: a commission decides no facts of a case. */
const isBare = ({ facts: { claims, law, ...typed } }: Case): boolean => Array.isArray(claims) && canonicalJson(law ?? null) === '{}' && canonicalJson(typed) === canonicalJson(noFacts);

/** True where `actor` may open this case: a caseworker, or somebody of a commission whose act is the ground for it, in their own name, as a draft without any later step. */
export const mayOpenCase = (opened: Case, actor: Actor): boolean =>
  (actor.roles.includes('caseworker') || ((actor.roles.includes('commissionMember') || actor.roles.includes('chair')) && isBare(opened))) && opened.status === 'draft' && isOwnStep(opened.opened, actor) && steps.every((step) => (opened[step] ?? null) === null);

/** As stored, not as parsed: parsing trims, and drops what only a newer version knows. */
const changedFields = (before: Case, after: Case): Set<string> => {
  const fields = new Set([...Object.keys(Case.shape), ...Object.keys(before), ...Object.keys(after)]);
  const at = (found: Case, field: string) => canonicalJson((found as unknown as Readonly<Record<string, unknown>>)[field] ?? null);
  return new Set([...fields].filter((field) => at(before, field) !== at(after, field)).map((field) => (field in Case.shape ? field : 'facts')));
};

/**
 * True where some action of the case's status, open to one of the actor's roles, explains every changed field and sets its own step, each step is the actor's own, and
 * nobody approves what nobody handed over, or what they opened or handed over themselves. An approval
 * and a return are taken back by who gave them.
 */
export const mayChangeCase = (before: Case, after: Case, actor: Actor): boolean => {
  const changed = changedFields(before, after);
  if (changed.size === 0) return true;
  if (steps.some((step) => changed.has(step) && after[step] && !isOwnStep(after[step], actor))) return false;
  return Object.entries(caseActions[before.status]).some(([name, allowed]: [string, { roles: readonly Role[]; to: string }]) => {
    const action = name as CaseAction;
    const explains = [...changed].every((field) => (caseFields[action] as readonly string[]).includes(field));
    const step = caseSteps[action];
    const isSigned = step === undefined || (changed.has(step) && (after[step] ?? null) !== null);
    const fourEyes = action !== 'approve' || (before.handedOver !== null && before.opened.by !== actor.author && before.handedOver.by !== actor.author);
    const isTheirs = (action !== 'withdraw' || (after.approved === null && before.approved?.by === actor.author)) && (action !== 'recall' || (after.returned === null && before.returned?.by === actor.author));
    return explains && isSigned && fourEyes && isTheirs && allowed.to === after.status && allowed.roles.some((role) => actor.roles.includes(role));
  });
};
