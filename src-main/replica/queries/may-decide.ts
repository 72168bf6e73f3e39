import { mseRoles } from '../../../shared/domain/mse/mse-role.ts';
import type { Role } from '../../../shared/domain/staff.ts';
import type { TaskKind } from '../../../shared/domain/task-kinds.ts';

/** True where one of `roles` decides disputes of this kind: of the commission's documents its chair, of all others a supervisor. */
export const mayDecide = (kind: TaskKind, roles: readonly Role[]): boolean => roles.includes(kind === 'medicalTasks' ? 'chair' : 'supervisor');

/** True where one of `roles` may see disputes of this kind, and answer a question about one. */
export const maySeeDispute = (kind: TaskKind, roles: readonly Role[]): boolean =>
  kind === 'medicalTasks' ? roles.some((role) => (mseRoles as readonly Role[]).includes(role)) : roles.includes('supervisor') || roles.includes('caseworker');
