import { z } from 'zod';
import { AssessmentId, PersonId, StaffId } from '../base/ids.ts';
import { PlainDate } from '../base/plain-date.ts';
import { Assessment, AssessmentDraft, Basis } from '../domain/mse/assessment.ts';
import { Member } from '../domain/mse/member.ts';
import { Outcome } from '../domain/mse/outcome.ts';
import { RegisterLine } from '../domain/mse/register-line.ts';
import { NewScan } from './scan-rows.ts';
import { Vote } from '../domain/mse/vote.ts';

/** A referral as it is registered, for somebody of the registry. */
export const AssessmentInput = Assessment.pick({ personId: true, referral: true, mode: true }).extend({ basis: Basis, personId: PersonId });
export type AssessmentInput = z.infer<typeof AssessmentInput>;

/** Where and when, and who sits; names and keys are the program's to fill in. */
export const VisitInput = z.object({
  id: AssessmentId,
  day: PlainDate,
  place: z.string().trim().min(1, { error: 'required' }).max(200, { error: 'tooLong' }),
  fieldTrip: z.boolean(),
  members: z.array(Member.pick({ staff: true, chair: true, speciality: true })).max(9),
});
export type VisitInput = z.infer<typeof VisitInput>;

/** A file of a referral. */
export const FileInput = NewScan.pick({ name: true, type: true, bytes: true }).extend({ id: AssessmentId });
export type FileInput = z.infer<typeof FileInput>;

/** What was typed in an examination; what is not sent stays. */
export const AssessmentDraftInput = z.object({ id: AssessmentId, draft: AssessmentDraft.partial() });
export type AssessmentDraftInput = z.infer<typeof AssessmentDraftInput>;

/** A member's word and the secret that signs it. */
export const SignInput = Vote.pick({ vote: true, dissent: true }).extend({ login: z.string().max(40), password: z.string().max(200) });
export type SignInput = z.infer<typeof SignInput>;

/** An expert's opinion in absentia. */
export const OpinionInput = z.object({ id: z.string().max(36), outcome: Outcome, text: z.string().trim().min(1, { error: 'required' }).max(4000, { error: 'tooLong' }) });
export type OpinionInput = z.infer<typeof OpinionInput>;

/** The experts to whom a file is sent in absentia. */
export const ExpertsInput = z.object({ id: AssessmentId, experts: z.array(StaffId).max(9) });
export type ExpertsInput = z.infer<typeof ExpertsInput>;

/** A series of numbered blanks as it came; 500 at most at once. `reason`: the paper that it came with. */
export const BlankSeriesInput = z.object({ series: z.string().trim().max(10, { error: 'tooLong' }), first: z.int().min(1).max(99_999_999), last: z.int().min(1).max(99_999_999), reason: z.string().trim().max(500, { error: 'tooLong' }) })
  .refine(({ first, last }) => last >= first, { error: 'order', path: ['last'] }).refine(({ first, last }) => last - first < 500, { error: 'tooManyBlanks', path: ['last'] });
export type BlankSeriesInput = z.infer<typeof BlankSeriesInput>;

/** Something that happened to a numbered blank. */
export const BlankInput = RegisterLine.pick({ number: true, act: true, reason: true }).extend({ event: z.enum(['received', 'issued', 'spoilt']) });
export type BlankInput = z.infer<typeof BlankInput>;
