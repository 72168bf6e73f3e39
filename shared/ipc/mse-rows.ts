import { z } from 'zod';
import { ActId, AssessmentId, PersonId, ProgrammeId, StaffId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { PlainDate } from '../base/plain-date.ts';
import { ActStatus } from '../domain/mse/act.ts';
import { AssessmentStatus } from '../domain/mse/assessment-status.ts';
import { Travel } from './rows.ts';

const person = { personId: PersonId, personKk: z.string(), personRu: z.string() };

/** An examination in a list or the calendar: nothing medical in it. `dueBy`: the last day on which it should take place. */
export const AssessmentRow = z.object({
  id: AssessmentId,
  number: z.string(),
  ...person,
  status: AssessmentStatus,
  kind: z.enum(['first', 'again', 'correction', 'appeal', 'annulment']),
  mode: z.enum(['inPerson', 'inAbsentia']),
  day: PlainDate.nullable(),
  place: z.string().nullable(),
  slot: z.int().nullable(),
  fieldTrip: z.boolean(),
  members: z.array(z.string()),
  dueBy: PlainDate,
  opinions: z.object({ given: z.int(), wanted: z.int() }).nullable(),
  travel: Travel,
});
export type AssessmentRow = z.infer<typeof AssessmentRow>;

/** An act in the register of acts: numbers, days and signatures, nothing medical. `citedBy`: the act that replaced it. */
export const ActRow = z.object({
  id: ActId, number: z.string(), minutes: z.string(), assessment: AssessmentId, ...person, day: PlainDate, until: PlainDate.nullable(), status: ActStatus, votes: z.int(),
  cites: ActId.nullable(), citedBy: ActId.nullable(), travel: Travel,
});
export type ActRow = z.infer<typeof ActRow>;

/** A re-examination that is due. */
export const DueRow = z.object({ id: ActId, number: z.string(), ...person, until: PlainDate, state: z.enum(['overdue', 'soon', 'later']) });
export type DueRow = z.infer<typeof DueRow>;

/** A programme in a list. */
export const ProgrammeRow = z.object({ id: ProgrammeId, ...person, act: ActId, from: PlainDate, until: PlainDate.nullable(), total: z.int(), done: z.int(), reached: z.int(), partly: z.int(), open: z.int(), closed: z.boolean() });
export type ProgrammeRow = z.infer<typeof ProgrammeRow>;

/** A numbered blank as it stands; `act`: the number of the act it was given out for; `reason`, `byName`, `at`: of the last thing that happened to it. */
export const BlankRow = z.object({ id: z.string(), number: z.string(), state: z.enum(['left', 'issued', 'spoilt']), act: z.string().nullable(), reason: z.string(), byName: z.string(), at: Instant, second: z.array(z.string()) });
export type BlankRow = z.infer<typeof BlankRow>;

/** Somebody who read a record, and when. */
export const ReadRow = z.object({ id: z.string(), byName: z.string(), at: Instant });
export type ReadRow = z.infer<typeof ReadRow>;

/** A person of this laptop who may sit in a commission. */
export const MemberRow = z.object({ id: StaffId, login: z.string(), name: z.string(), chair: z.boolean() });
export type MemberRow = z.infer<typeof MemberRow>;
