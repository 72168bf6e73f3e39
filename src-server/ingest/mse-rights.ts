import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { assessmentActions, type AssessmentAction } from '../../shared/domain/mse/assessment-actions.ts';
import type { Act } from '../../shared/domain/mse/act.ts';
import type { Assessment } from '../../shared/domain/mse/assessment.ts';
import { mseRoles } from '../../shared/domain/mse/mse-role.ts';
import type { Opinion } from '../../shared/domain/mse/opinion.ts';
import type { Programme } from '../../shared/domain/mse/programme.ts';
import type { RegisterLine } from '../../shared/domain/mse/register-line.ts';
import type { Role } from '../../shared/domain/staff.ts';
import { isBlind } from '../../shared/rules/mse/is-blind.ts';
import { verifyAct, type ActCrypto, type ActLaw } from '../../shared/rules/mse/verify-act.ts';
import { isOwnStep, type Actor } from './own-step.ts';

/** Action → the fields it may change. */
export const assessmentFields = {
  attach: ['files'], schedule: ['status', 'visit', 'absentia'], edit: ['draft'], seal: ['status', 'act'], sign: [], decide: ['status'], reject: ['status', 'act'], reopen: ['status', 'act'], refuse: ['status', 'refused'],
} as const satisfies Record<AssessmentAction, readonly (keyof Assessment)[]>;

const has = (actor: Actor, ...roles: readonly Role[]): boolean => roles.some((role) => actor.roles.includes(role));

const changedFields = (before: object, after: object): string[] => {
  const at = (body: object, field: string) => canonicalJson((body as Readonly<Record<string, unknown>>)[field] ?? null);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((field) => at(before, field) !== at(after, field));
};

/** True where the actor may register the examination, or some action of its status, open to one of their roles, explains every changed field. Whoever only read it changed nothing. */
export const mayChangeAssessment = (before: Assessment | undefined, after: Assessment, actor: Actor): boolean => {
  if (!before) return has(actor, 'medicalRegistrar', 'chair') && after.status === 'referred' && after.act === null && after.refused === null && after.files === undefined && isOwnStep(after.opened, actor);
  const changed = changedFields(before, after);
  if (changed.length === 0) return has(actor, ...mseRoles);
  // A file is added in one's own name, and none is taken away or exchanged.
  const [files, earlier] = [after.files ?? [], before.files ?? []];
  if (changed.includes('files') && (canonicalJson(files.slice(0, earlier.length)) !== canonicalJson(earlier) || !files.slice(earlier.length).every(({ added }) => isOwnStep(added, actor)))) return false;
  if (changed.includes('refused') && !(after.refused && isOwnStep(after.refused, actor))) return false;
  return Object.entries(assessmentActions[before.status]).some(([name, allowed]: [string, { roles: readonly Role[]; to: string }]) =>
    allowed.to === after.status && has(actor, ...allowed.roles) && changed.every((field) => (assessmentFields[name as AssessmentAction] as readonly string[]).includes(field)));
};

/**
 * True where a chair seals an act, or its votes and status grow by votes that verify: every word that was signed is as it was signed, with keys that the centre knows of the members, who are as many as the law wants. A signed, rejected or void act is never
 * changed; one that waits for signatures may be given up by the chair.
 */
export const mayChangeAct = (before: Act | undefined, after: Act, actor: Actor, crypto: ActCrypto, law: ActLaw): boolean => {
  if (before && changedFields(before, after).length === 0) return has(actor, ...mseRoles);
  const { faults } = verifyAct(crypto, after, law);
  if (faults.length > 0) return false;
  if (!before) return has(actor, 'chair') && after.status === 'signing' && after.votes.length === 0;
  if (before.status !== 'signing' || changedFields(before, after).some((field) => field !== 'votes' && field !== 'status')) return false;
  const votes = after.votes.map(canonicalJson);
  if (!before.votes.every((vote) => votes.includes(canonicalJson(vote)))) return false;
  return after.status === 'void' ? has(actor, 'chair') && after.votes.length === before.votes.length : has(actor, 'commissionMember', 'chair');
};

/** True where the desk sends a file without a mark by which the person could be known, still without an opinion, or its expert gives theirs, once. */
export const mayChangeOpinion = (before: Opinion | undefined, after: Opinion, actor: Actor): boolean => {
  if (!before) return has(actor, 'medicalRegistrar', 'chair') && after.given === null && isBlind(after.file);
  const changed = changedFields(before, after);
  if (changed.length === 0) return has(actor, ...mseRoles);
  return changed.join() === 'given' && before.given === null && after.given !== null && after.expert === actor.author && has(actor, 'commissionMember', 'chair');
};

/** True where a member of the commission opens a programme or changes an open one. */
export const mayChangeProgramme = (before: Programme | undefined, after: Programme, actor: Actor): boolean => {
  if (!before) return has(actor, 'commissionMember', 'chair') && after.closed === null && isOwnStep(after.opened, actor);
  const changed = changedFields(before, after);
  if (changed.length === 0) return has(actor, ...mseRoles);
  return before.closed === null && has(actor, 'commissionMember', 'chair') && (after.closed === null || isOwnStep(after.closed, actor));
};

/** True where somebody of the commission writes a new line in their own name; a line is never changed. That a blank was used a second time is said by the centre alone. */
export const mayChangeRegister = (before: RegisterLine | undefined, after: RegisterLine, actor: Actor): boolean =>
  before ? changedFields(before, after).length === 0 && has(actor, ...mseRoles) : has(actor, ...mseRoles) && isOwnStep(after.step, actor) && !(after.kind === 'blank' && after.event === 'void');
