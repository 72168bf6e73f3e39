import { z } from 'zod';
import { PlainDate } from '../../base/plain-date.ts';
import { IcdCode } from './icd-code.ts';

const line = z.string().trim().max(200, { error: 'tooLong' });
const requiredLine = line.min(1, { error: 'required' });

/** A diagnosis by ICD-10 and as the doctor wrote it. */
export const Diagnosis = z.object({ code: IcdCode, text: z.string().trim().max(1000, { error: 'tooLong' }) });
export type Diagnosis = z.infer<typeof Diagnosis>;

/**
 * A referral of a medical organisation: its own paper, with its own responsibility. The organisation and its commission (ВКК / ДКК) answer for diagnoses, treatment and
 * the day of onset; the MSE commission does not change them. `form` is the code of the paper form: data, since it is not proved (facts: 031/у, U).
 */
export const Referral = z.object({
  form: z.string().trim().max(20),
  organisation: requiredLine,
  number: requiredLine,
  date: PlainDate,
  /** Members of the organisation's commission who answer for the referral, the chair first. */
  commission: z.array(z.object({ name: requiredLine, position: line })).min(1, { error: 'required' }).max(20),
  main: Diagnosis,
  others: z.array(Diagnosis).max(20),
  treatment: z.string().trim().min(1, { error: 'required' }).max(8000, { error: 'tooLong' }),
  /** Onset of temporary incapacity, or the day of the diagnosis. */
  onset: PlainDate,
  /** Why the wait does not apply, by `resources/rules/mse/referral-wait.json`; null: it does. */
  exception: z.string().max(40).nullable(),
  attachments: z.array(z.object({ name: requiredLine, pages: z.int().min(1).max(999) })).max(50),
  /** Participant of compulsory social insurance with contributions paid: only then general loss of work capacity is set. */
  insured: z.boolean(),
  /** Harm at work: the act of the accident or of the occupational disease; null: none. */
  workHarm: z.object({ act: requiredLine, date: PlainDate, employer: requiredLine, profession: requiredLine, otherProfession: line, otherMonths: z.int().min(0).max(900), harmMonths: z.int().min(0).max(900) }).nullable(),
});
export type Referral = z.infer<typeof Referral>;
