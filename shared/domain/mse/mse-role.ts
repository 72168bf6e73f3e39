import type { Role } from '../staff.ts';

/** Who works with medical records: everybody else is refused, on every command and query. */
export const mseRoles = ['medicalRegistrar', 'commissionMember', 'chair'] as const satisfies readonly Role[];
