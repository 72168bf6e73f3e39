import { z } from 'zod';
import { ActId, AssessmentId, PersonId, StaffId } from '../../base/ids.ts';
import { CaseStep } from '../case.ts';
import { KatoCode } from '../kato.ts';
import { AttachedFile } from './attached-file.ts';
import { AssessmentStatus } from './assessment-status.ts';
import { DecisionDraft } from './decision-draft.ts';
import { Ratings } from './rating.ts';
import { Referral } from './referral.ts';
import { Visit } from './visit.ts';
import { Whodas } from './whodas.ts';

/** What the commission types while it examines; saved as typed. */
export const AssessmentDraft = z.object({
  ratings: Ratings,
  whodas: Whodas.nullable(),
  complaints: z.string().max(8000, { error: 'tooLong' }),
  findings: z.string().max(8000, { error: 'tooLong' }),
  decision: DecisionDraft,
});
export type AssessmentDraft = z.infer<typeof AssessmentDraft>;

/** Why the person is examined; `act`: the act that this one will cite (re-examination, correction, appeal, annulment by a court), `reason`: the words of whoever asks. */
export const Basis = z.object({
  kind: z.enum(['first', 'again', 'correction', 'appeal', 'annulment']),
  act: ActId.nullable(),
  reason: z.string().trim().max(2000, { error: 'tooLong' }),
}).refine((basis) => basis.kind === 'first' || basis.act !== null, { error: 'required', path: ['act'] })
  .refine((basis) => basis.kind === 'first' || basis.kind === 'again' || basis.reason.length > 0, { error: 'required', path: ['reason'] });
export type Basis = z.infer<typeof Basis>;

/** One examination of one person by a commission, from the referral to the act. */
export const Assessment = z.object({
  id: AssessmentId,
  /** Human number, unique per device. */
  number: z.string().max(30),
  personId: PersonId,
  district: KatoCode,
  status: AssessmentStatus,
  basis: Basis,
  referral: Referral,
  mode: z.enum(['inPerson', 'inAbsentia']),
  /** In absentia: the code under which the file goes to the experts, who learn no name, and who they are. */
  absentia: z.object({ code: z.string().max(36), experts: z.array(StaffId).max(9) }).nullable(),
  visit: Visit.nullable(),
  draft: AssessmentDraft,
  /** Files that came with the referral. Absent in an examination of an earlier version. */
  files: z.array(AttachedFile).max(20).optional(),
  opened: CaseStep,
  refused: CaseStep.extend({ reason: z.string().trim().min(1, { error: 'required' }).max(2000, { error: 'tooLong' }) }).nullable(),
  /** The sealed act, from the sealing on. */
  act: ActId.nullable(),
});
export type Assessment = z.infer<typeof Assessment>;
