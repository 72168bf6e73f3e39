import type { Role } from '../staff.ts';
import type { AssessmentStatus } from './assessment-status.ts';

/** What can be done to an examination. `reopen`: a sealed act that is not signed is given up, its numbers become void. `decide` and `reject` follow from the last signature. */
export type AssessmentAction = 'attach' | 'schedule' | 'edit' | 'seal' | 'sign' | 'reopen' | 'decide' | 'reject' | 'refuse';

type Allowed = { readonly [A in AssessmentAction]?: { readonly roles: readonly Role[]; readonly to: AssessmentStatus } };

const desk = ['medicalRegistrar', 'chair'] as const;
const commission = ['commissionMember', 'chair'] as const;
const anybody = ['medicalRegistrar', 'commissionMember', 'chair'] as const;

/** Status → the actions it allows, who may take them and where they lead. */
export const assessmentActions = {
  referred: { attach: { roles: anybody, to: 'referred' }, schedule: { roles: desk, to: 'scheduled' }, refuse: { roles: ['chair'], to: 'refused' } },
  scheduled: { attach: { roles: anybody, to: 'scheduled' }, schedule: { roles: desk, to: 'scheduled' }, edit: { roles: commission, to: 'scheduled' }, seal: { roles: ['chair'], to: 'signing' }, refuse: { roles: ['chair'], to: 'refused' } },
  signing: { sign: { roles: commission, to: 'signing' }, decide: { roles: commission, to: 'decided' }, reject: { roles: commission, to: 'scheduled' }, reopen: { roles: ['chair'], to: 'scheduled' } },
  decided: {},
  refused: {},
} as const satisfies Record<AssessmentStatus, Allowed>;

/** The status after `action`, or undefined where the status does not allow it or none of `roles` may take it. */
export const assessmentAfter = (status: AssessmentStatus, action: AssessmentAction, roles: readonly Role[]): AssessmentStatus | undefined => {
  const allowed = (assessmentActions[status] as Allowed)[action];
  return allowed && allowed.roles.some((role) => roles.includes(role)) ? allowed.to : undefined;
};
