import { z } from 'zod';
import { Person } from '../domain/person.ts';
import { Role, Staff } from '../domain/staff.ts';

/** A person as typed at registration: what only the program sets (id, synthetic, household, records) is left out; an empty ИИН is null. */
export const PersonInput = Person.omit({ id: true, synthetic: true, otherIds: true, householdId: true, work: true, contributions: true, disability: true, mergedInto: true });
export type PersonInput = z.infer<typeof PersonInput>;

/** A member of staff at enrolment, with the first password for this laptop. */
export const NewStaff = Staff.pick({ login: true, name: true }).extend({
  roles: z.array(Role).min(1),
  password: z.string().min(8, { error: 'passwordShort' }).max(200, { error: 'tooLong' }),
});
export type NewStaff = z.infer<typeof NewStaff>;

/** Enrolment of this laptop with the centre. */
export const EnrolInput = z.object({
  serverUrl: z.url({ protocol: /^https?$/, error: 'url' }).max(300),
  code: z.string().trim().min(4, { error: 'required' }).max(80),
  deviceName: z.string().trim().min(1, { error: 'required' }).max(120),
  staff: z.array(NewStaff).min(1).max(100),
});
export type EnrolInput = z.infer<typeof EnrolInput>;
