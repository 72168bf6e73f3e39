import { z } from 'zod';
import { PlainDate } from '../base/plain-date.ts';
import { CaseId, PersonId, StaffId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { KatoCode } from './kato.ts';

const name = z.string().trim().max(80, { error: 'tooLong' });
const requiredName = name.min(1, { error: 'required' });
const kzt = z.int().nonnegative();

/** A spell of work: months written `YYYY-MM`; `to` is null while it lasts. `bin` is the employer's 12-digit БСН/БИН. */
export const WorkSpell = z.object({
  employer: z.string().max(120),
  bin: z.string().regex(/^\d{12}$/),
  position: z.string().max(120),
  from: z.string().regex(/^\d{4}-\d{2}$/),
  to: z.string().regex(/^\d{4}-\d{2}$/).nullable(),
});
export type WorkSpell = z.infer<typeof WorkSpell>;

/** Social contributions of one year: months paid, income they were paid from and their sum, both in whole tenge. */
export const ContributionYear = z.object({ year: z.int(), months: z.int().min(0).max(12), income: kzt, amount: kzt });
export type ContributionYear = z.infer<typeof ContributionYear>;

/** The disability on record: group (null for a child under 7), cause and the day it was set (facts: MSE). */
export const DisabilityRecord = z.object({
  group: z.literal([1, 2, 3]).nullable(),
  cause: z.enum(['generalIllness', 'workInjury', 'occupationalDisease', 'fromChildhood', 'childUnder7', 'child7to18', 'service']),
  since: PlainDate,
});
export type DisabilityRecord = z.infer<typeof DisabilityRecord>;

const MergeStep = z.object({ by: StaffId, byName: z.string().max(120), at: Instant });

/**
 * How a record was merged into another, kept in the record that was given up, so that any laptop of the office can undo it: what the kept one had in the fields it took
 * over, what it got there (absent: merged by an earlier version), and the cases that were given to it.
 */
export const MergeRecord = z.object({
  into: PersonId,
  merged: MergeStep,
  before: z.record(z.string().max(40), z.json()),
  taken: z.record(z.string().max(40), z.json()).optional(),
  cases: z.array(CaseId).max(500),
  undone: MergeStep.nullable(),
});
export type MergeRecord = z.infer<typeof MergeRecord>;

/**
 * A person of the registry «Жеке тұлға» (Concept, S1): one record, found and merged by ИИН, other identifiers kept as aliases.
 * `district` (КАТО) says whose registry holds the record; the settlement is text, because КАТО 2024 here has no villages.
 */
export const Person = z.object({
  id: PersonId,
  iin: z.string().regex(/^\d{12}$/).nullable(),
  otherIds: z.array(z.object({ kind: z.string().max(40), value: z.string().max(80) })).max(20),
  lastNameKk: requiredName,
  firstNameKk: requiredName,
  patronymicKk: name,
  lastNameRu: requiredName,
  firstNameRu: requiredName,
  patronymicRu: name,
  birthDate: PlainDate,
  sex: z.enum(['male', 'female']),
  district: KatoCode,
  settlement: z.string().trim().max(120),
  street: z.string().trim().max(120),
  house: z.string().trim().max(20),
  phone: z.string().trim().max(20),
  householdId: z.string().max(36).nullable(),
  work: z.array(WorkSpell).max(100),
  contributions: z.array(ContributionYear).max(80),
  disability: DisabilityRecord.nullable(),
  /** True for a made-up person: never mixed with real ones outside training mode. */
  synthetic: z.boolean(),
  /** The record that this one was found to be a second one of, once people had merged them; null after that was undone. Absent: never merged. */
  mergedInto: PersonId.nullable().optional(),
  /** The last merge of this record, undone ones included. */
  merge: MergeRecord.nullable().optional(),
  /** Records that somebody looked at and found to be another person. */
  notSame: z.array(PersonId).max(100).optional(),
});
export type Person = z.infer<typeof Person>;
