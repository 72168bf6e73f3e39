import { z } from 'zod';
import { PersonId } from '../base/ids.ts';
import { PlainDate } from '../base/plain-date.ts';
import { KatoCode } from '../domain/kato.ts';
import { Person } from '../domain/person.ts';
import { Role, Staff } from '../domain/staff.ts';
import { isPlainAddress } from '../sync/centre-pin.ts';
import { isSecureCentre } from '../sync/secure-centre.ts';

/** A person as typed at registration: what only the program sets (id, synthetic, household, records) is left out; an empty ИИН is null. */
export const PersonInput = Person.omit({ id: true, synthetic: true, otherIds: true, householdId: true, work: true, contributions: true, disability: true, mergedInto: true, merge: true, notSame: true });
export type PersonInput = z.infer<typeof PersonInput>;

/** A person to be registered, and the records that were shown beside the form and found to be somebody else. */
export const RegisterInput = PersonInput.extend({ dismissed: z.array(PersonId).max(100).default([]) });
export type RegisterInput = z.infer<typeof RegisterInput>;

/** A person as far as they are typed: enough to look for a record of the same person. */
export const PartialPersonInput = z.object({
  iin: z.string().max(40),
  lastNameKk: z.string().max(80), firstNameKk: z.string().max(80), patronymicKk: z.string().max(80),
  lastNameRu: z.string().max(80), firstNameRu: z.string().max(80), patronymicRu: z.string().max(80),
  birthDate: PlainDate.nullable(),
  sex: z.enum(['male', 'female']).nullable(),
  district: KatoCode.nullable(),
});
export type PartialPersonInput = z.infer<typeof PartialPersonInput>;

/** A member of staff at enrolment, with the first password for this laptop. */
export const NewStaff = Staff.pick({ login: true, name: true }).extend({
  roles: z.array(Role).min(1),
  password: z.string().min(8, { error: 'passwordShort' }).max(200, { error: 'tooLong' }),
});
export type NewStaff = z.infer<typeof NewStaff>;

/** A person who will work on this laptop: their name and roles are the operator's to say, and come with the centre's answer. */
export const EnrolStaff = NewStaff.pick({ password: true }).extend({ login: Staff.shape.login });
export type EnrolStaff = z.infer<typeof EnrolStaff>;

/** Enrolment of this laptop with the centre. */
export const EnrolInput = z.object({
  serverUrl: z.url({ protocol: /^https?$/, error: 'url' }).max(300).refine(isSecureCentre, { error: 'urlInsecure', abort: true }).refine(isPlainAddress, { error: 'urlKey' }),
  code: z.string().trim().min(4, { error: 'required' }).max(80),
  deviceName: z.string().trim().min(1, { error: 'required' }).max(120),
  staff: z.array(EnrolStaff).min(1).max(100),
});
export type EnrolInput = z.infer<typeof EnrolInput>;
