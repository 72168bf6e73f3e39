import { z } from 'zod';
import { CaseId, PersonId, StaffId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { PlainDate } from '../base/plain-date.ts';
import { CaseStatus } from './case-status.ts';
import { KatoCode } from './kato.ts';

/** Who did a step of a case, and when (device time). */
export const CaseStep = z.object({ by: StaffId, byName: z.string().max(120), at: Instant });
export type CaseStep = z.infer<typeof CaseStep>;

/** The facts of a case that the caseworker types; what is not known yet is null, so a draft is always a valid case. */
export const CaseFacts = z.object({
  /** Day the loss of work capacity began, as the medical organisation says. */
  onsetDate: PlainDate.nullable(),
  employer: z.string().trim().max(120),
  position: z.string().trim().max(120),
  /** Degree of general loss of work capacity set by the MSE, whole per cent 0 to 100 (facts: ЖЕА/УОТ). */
  degreePercent: z.int({ error: 'percent' }).min(0, { error: 'percent' }).max(100, { error: 'percent' }).nullable(),
  degreeSetOn: PlainDate.nullable(),
  workInjury: z.boolean(),
  note: z.string().max(4000, { error: 'tooLong' }),
});
export type CaseFacts = z.infer<typeof CaseFacts>;

/** Nothing typed yet, or nothing left of it. */
export const noFacts: CaseFacts = { onsetDate: null, employer: '', position: '', degreePercent: null, degreeSetOn: null, workInjury: false, note: '' };

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
  returned: CaseStep.extend({ reason: z.string().trim().min(1, { error: 'required' }).max(1000, { error: 'tooLong' }) }).nullable(),
  approved: CaseStep.nullable(),
  /** Set when the case left for another district: the trace that the first office keeps. */
  transferred: CaseStep.extend({ from: KatoCode, to: KatoCode, reason: z.string().trim().max(1000) }).nullable(),
});
export type Case = z.infer<typeof Case>;
