import { z } from 'zod';
import { CaseId, PersonId, StaffId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { PlainDate } from '../base/plain-date.ts';
import { CaseStatus } from './case-status.ts';
import { FactValue } from './fact-value.ts';
import { KatoCode } from './kato.ts';

/** Who did a step of a case, and when (device time). */
export const CaseStep = z.object({ by: StaffId, byName: z.string().max(120), at: Instant });
export type CaseStep = z.infer<typeof CaseStep>;

const factName = z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/);
const programmeId = z.string().regex(/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/).max(80);
const tenge = z.string().regex(/^\d{1,15}(\.\d{1,2})?$/, { error: 'number' });

/** Insurance that somebody took out by themselves (Concept, S18): told beside the three levels, changes none of them. */
export const VoluntaryInsurance = z.object({ insurer: z.string().trim().max(120), contract: z.string().trim().max(60), monthly: tenge.nullable(), until: PlainDate.nullable() });
export type VoluntaryInsurance = z.infer<typeof VoluntaryInsurance>;

/**
 * The facts of a case: `law` holds what the law asks, the first seven are the form of earlier versions (`note` is still asked). What is not known yet is null or absent,
 * so a draft is always a valid case.
 */
export const CaseFacts = z.object({
  /** Day the loss of work capacity began, as the medical organisation says. Asked by earlier versions only. */
  onsetDate: PlainDate.nullable(),
  employer: z.string().trim().max(120),
  position: z.string().trim().max(120),
  /** Degree of general loss of work capacity, whole per cent 0 to 100. Earlier versions; now the fact `degree`. */
  degreePercent: z.int({ error: 'percent' }).min(0, { error: 'percent' }).max(100, { error: 'percent' }).nullable(),
  degreeSetOn: PlainDate.nullable(),
  workInjury: z.boolean(),
  note: z.string().max(4000, { error: 'tooLong' }),
  /** Facts of the law by their names in `resources/rules`; what is asked depends on the risk. Null: said to be not known. */
  law: z.record(factName, FactValue).optional(),
  /** What is applied for: ids of programmes. Absent in a case of an earlier version. */
  claims: z.array(programmeId).max(40).optional(),
  /** The day whose law is applied, where it is not the day of the decision (Concept, S20). */
  lawDay: PlainDate.nullable().optional(),
  /** Fact → why the case has another value than the register. */
  reasons: z.record(factName, z.string().max(300, { error: 'tooLong' })).optional(),
  /** Fact → the register it was taken from, set when the case is handed over. */
  origins: z.record(factName, z.string().max(20)).optional(),
  /** Ids of the documents that were brought. */
  brought: z.array(z.string().max(60)).max(100).optional(),
  voluntary: z.array(VoluntaryInsurance).max(20).optional(),
});
export type CaseFacts = z.infer<typeof CaseFacts>;

/** Nothing typed yet, or nothing left of it. */
export const noFacts: CaseFacts = { onsetDate: null, employer: '', position: '', degreePercent: null, degreeSetOn: null, workInjury: false, note: '' };

/** What a supervisor says at one field of a case. */
export const FieldNote = z.object({ field: z.string().regex(/^(law\.)?[a-z][A-Za-z0-9]{0,59}$/), text: z.string().trim().min(1, { error: 'required' }).max(300, { error: 'tooLong' }) });
export type FieldNote = z.infer<typeof FieldNote>;

/** A case: one person, one social risk, worked on by the office of `district` until it is transferred. */
export const Case = z.object({
  id: CaseId,
  /** Human number, unique per device: `<year>-<n>/<device short>`. */
  number: z.string().max(30),
  personId: PersonId,
  /** A risk is data (Concept, S2): its id is a key of `resources`, not a union in code. */
  risk: z.string().max(60),
  district: KatoCode,
  status: CaseStatus,
  facts: CaseFacts,
  opened: CaseStep,
  handedOver: CaseStep.nullable(),
  /** `fields`: what is to be mended where, by the fact's name (`law.degree`, `note`). The reason says it all in words, for those who know no fields. */
  returned: CaseStep.extend({ reason: z.string().trim().min(1, { error: 'required' }).max(1000, { error: 'tooLong' }), fields: z.array(FieldNote).max(20).optional() }).nullable(),
  approved: CaseStep.nullable(),
  /** Until when the supervisor put it aside, and why; null and absent: it waits like any other. */
  aside: CaseStep.extend({ until: PlainDate, reason: z.string().trim().min(1, { error: 'required' }).max(1000, { error: 'tooLong' }) }).nullable().optional(),
  /** The caseworker whose work it is now, where that is not who opened it. */
  assigned: CaseStep.extend({ to: StaffId, toName: z.string().max(120) }).nullable().optional(),
  /** Set when the case left for another district: the trace that the first office keeps. */
  transferred: CaseStep.extend({ from: KatoCode, to: KatoCode, reason: z.string().trim().max(1000) }).nullable(),
});
export type Case = z.infer<typeof Case>;
