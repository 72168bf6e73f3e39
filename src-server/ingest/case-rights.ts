import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { caseActions, type CaseAction } from '../../shared/domain/case-actions.ts';
import { Case } from '../../shared/domain/case.ts';
import type { Role } from '../../shared/domain/staff.ts';

/** Action → the fields it may change: a caseworker who edits cannot transfer on the side. */
const fieldsOf = {
  edit: ['facts'],
  handOver: ['status', 'handedOver', 'returned', 'facts'],
  approve: ['status', 'approved', 'returned'],
  return: ['status', 'returned', 'handedOver'],
  transfer: ['district', 'transferred'],
} as const satisfies Record<CaseAction, readonly (keyof Case)[]>;

const steps = ['handedOver', 'returned', 'approved', 'transferred'] as const;

type Actor = { readonly author: string; readonly roles: readonly Role[] };

/** True where `actor` may open this case: a caseworker, in their own name, as a draft without any later step. */
export const mayOpenCase = (opened: Case, actor: Actor): boolean =>
  actor.roles.includes('caseworker') && opened.status === 'draft' && opened.opened.by === actor.author && steps.every((step) => opened[step] === null);

/** True where some action of the case's status, open to one of the actor's roles, explains every changed field, each step is in the actor's name, and nobody approves their own. */
export const mayChangeCase = (before: Case, after: Case, actor: Actor): boolean => {
  // As stored, not as parsed: parsing trims. Fields of a newer version are not judged.
  const changed = (Object.keys(Case.shape) as (keyof Case)[]).filter((field) => canonicalJson(before[field] ?? null) !== canonicalJson(after[field] ?? null));
  if (changed.length === 0) return true;
  if (changed.some((field) => steps.some((step) => step === field && after[step] && after[step].by !== actor.author))) return false;
  return Object.entries(caseActions[before.status]).some(([action, allowed]: [string, { roles: readonly Role[]; to: string }]) => {
    const explains = changed.every((field) => (fieldsOf[action as CaseAction] as readonly string[]).includes(field));
    const fourEyes = action !== 'approve' || (before.opened.by !== actor.author && before.handedOver?.by !== actor.author);
    return explains && fourEyes && allowed.to === after.status && allowed.roles.some((role) => actor.roles.includes(role));
  });
};
