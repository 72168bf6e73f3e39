import { z } from 'zod';
import { StaffId } from '../base/ids.ts';

/** What a member of staff may do (security page: roles are checked in the replica host on every command and query). */
export const Role = z.enum(['caseworker', 'medicalRegistrar', 'commissionMember', 'chair', 'supervisor', 'administrator']);
export type Role = z.infer<typeof Role>;

/** A member of staff as the centre and the office know them: `signKey` is the Ed25519 public key, base64url. */
export const Staff = z.object({
  id: StaffId,
  login: z.string().regex(/^[a-z0-9._-]{2,40}$/, { error: 'login' }),
  name: z.string().trim().min(1, { error: 'required' }).max(120),
  roles: z.array(Role).min(1, { error: 'required' }),
  signKey: z.string(),
});
export type Staff = z.infer<typeof Staff>;

/** A person whom the operator lets work on a device: who they are there, and with which roles, is not the device's to choose. */
export const AllowedStaff = Staff.pick({ login: true, name: true, roles: true });
export type AllowedStaff = z.infer<typeof AllowedStaff>;
