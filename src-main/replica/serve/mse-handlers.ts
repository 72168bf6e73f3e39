import type { AppError } from '../../../shared/base/app-error.ts';
import type { ActId } from '../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import { findActView } from '../queries/mse/acts.ts';
import { readMseReference } from '../queries/mse/reference.ts';
import type { Host } from '../session/host-parts.ts';
import { makeBlanksPaper } from '../paper/blanks-paper.ts';
import { checkPaper } from '../paper/check-paper.ts';
import { makePaper } from '../paper/make-paper.ts';
import { readAttachedFile } from '../queries/mse/attached-file.ts';
import { applyExtract } from '../usecases/mse/apply-extract.ts';
import { attachFile } from '../usecases/mse/attach-file.ts';
import { giveOpinion } from '../usecases/mse/give-opinion.ts';
import { importReferral } from '../usecases/mse/import-referral.ts';
import { openProgramme } from '../usecases/mse/open-programme.ts';
import { readRecord } from '../usecases/mse/read-record.ts';
import { receiveBlanks } from '../usecases/mse/receive-blanks.ts';
import { refuseAssessment } from '../usecases/mse/refuse-assessment.ts';
import { registerAssessment } from '../usecases/mse/register-assessment.ts';
import { registerBlank } from '../usecases/mse/register-blank.ts';
import { releaseActs } from '../usecases/mse/release-acts.ts';
import { reopenAct } from '../usecases/mse/reopen-act.ts';
import { saveAssessmentDraft } from '../usecases/mse/save-assessment-draft.ts';
import { fetchAttachedFile } from '../usecases/fetch-file.ts';
import { saveProgramme } from '../usecases/mse/save-programme.ts';
import { scheduleAssessment } from '../usecases/mse/schedule-assessment.ts';
import { sealAct } from '../usecases/mse/seal-act.ts';
import { sendToExperts } from '../usecases/mse/send-to-experts.ts';
import { signAct } from '../usecases/mse/sign-act.ts';

const readAct = (host: Host, id: ActId): Result<OutputOf<'act.read'>, AppError> => {
  const traced = readRecord(host, 'acts', id);
  if (!traced.ok) return traced;
  const view = findActView(host, id);
  return view ? ok(view) : err({ type: 'NotFound', what: 'act', id });
};

const opened = (traced: Result<void, AppError>): Result<Record<never, never>, AppError> => (traced.ok ? ok({}) : traced);

/** The commission's queries and commands → what answers them. */
export const mseCallHandlers = {
  'mse.reference': (host: Host) => ok(readMseReference(host)),
  'assessment.register': registerAssessment,
  'assessment.import': importReferral,
  'assessment.schedule': scheduleAssessment,
  'assessment.refuse': refuseAssessment,
  'assessment.read': (host: Host, { id }: { readonly id: string }) => opened(readRecord(host, 'assessments', id)),
  'assessment.saveDraft': saveAssessmentDraft,
  'assessment.attach': attachFile,
  'assessment.fetch': fetchAttachedFile,
  'assessment.file': readAttachedFile,
  'assessment.sendToExperts': sendToExperts,
  'assessment.seal': sealAct,
  'assessment.reopen': reopenAct,
  'act.sign': signAct,
  'act.read': (host: Host, { id }: { readonly id: ActId }) => readAct(host, id),
  'act.release': releaseActs,
  'opinion.give': giveOpinion,
  'programme.open': openProgramme,
  'programme.save': saveProgramme,
  'programme.read': (host: Host, { id }: { readonly id: string }) => opened(readRecord(host, 'programmes', id)),
  'paper.make': makePaper,
  'paper.verify': checkPaper,
  'register.blank': registerBlank,
  'blank.receive': receiveBlanks,
  'blank.paper': makeBlanksPaper,
  'extract.apply': applyExtract,
} as const;
