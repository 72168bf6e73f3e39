import type { CaseStatus } from './case-status.ts';
import type { Role } from './staff.ts';

/** What can be done to a case. */
export type CaseAction = 'edit' | 'handOver' | 'approve' | 'return' | 'withdraw' | 'transfer' | 'recall' | 'putAside' | 'takeUp' | 'reassign';

type Allowed = { readonly [A in CaseAction]?: { readonly roles: readonly Role[]; readonly to: CaseStatus } };

/** Status → the actions it allows, who may take them and where they lead (table over branches; OpenCRVS `availableActions`). */
export const caseActions = {
  draft: { edit: { roles: ['caseworker'], to: 'draft' }, handOver: { roles: ['caseworker'], to: 'review' }, reassign: { roles: ['supervisor'], to: 'draft' } },
  // `recall`: a return taken back by who made it, while nobody has mended anything.
  returned: {
    edit: { roles: ['caseworker'], to: 'returned' }, handOver: { roles: ['caseworker'], to: 'review' },
    recall: { roles: ['supervisor'], to: 'review' }, reassign: { roles: ['supervisor'], to: 'returned' },
  },
  // `putAside`: it waits until a day, for a reason; `takeUp`: it waits no longer.
  review: {
    approve: { roles: ['supervisor'], to: 'approved' }, return: { roles: ['supervisor'], to: 'returned' }, putAside: { roles: ['supervisor'], to: 'review' },
    takeUp: { roles: ['supervisor'], to: 'review' }, reassign: { roles: ['supervisor'], to: 'review' },
  },
  // `withdraw`: an approval taken back by who gave it, before it is released.
  approved: { withdraw: { roles: ['supervisor'], to: 'review' }, transfer: { roles: ['supervisor'], to: 'approved' } },
  transferredAway: {},
} as const satisfies Record<CaseStatus, Allowed>;

/** The status after `action`, or undefined where the status does not allow it or none of `roles` may take it. */
export const statusAfter = (status: CaseStatus, action: CaseAction, roles: readonly Role[]): CaseStatus | undefined => {
  const allowed = (caseActions[status] as Allowed)[action];
  return allowed && allowed.roles.some((role) => roles.includes(role)) ? allowed.to : undefined;
};
