import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { ChannelOfKind, OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import type { Host } from '../session/host-parts.ts';
import { addStaff } from '../session/add-staff.ts';
import { changePassword } from '../session/change-password.ts';
import { lock } from '../session/lock.ts';
import { risksInForce } from '../session/risks-in-force.ts';
import { removeStaff } from '../session/remove-staff.ts';
import { restore } from '../session/restore.ts';
import { rekeyReplica } from '../session/rekey.ts';
import { unlock } from '../session/unlock.ts';
import { exportFigures } from '../export/export-figures.ts';
import { exportProof } from '../export/export-proof.ts';
import { discardAside, resendAside } from '../usecases/resolve-aside.ts';
import { exportProjection } from '../export/export-projection.ts';
import { enrol } from '../sync/enrol.ts';
import { cancelSync, startSync } from '../sync/start-sync.ts';
import { makeBatchPaper } from '../paper/batch-paper.ts';
import { makeCasePaper, makeLawPaper } from '../paper/law-paper.ts';
import { sourcesOf } from '../queries/sources.ts';
import { makeReportPaper } from '../paper/report-paper.ts';
import { readContributionFaults } from '../queries/contribution-faults.ts';
import { makeContributionReport } from '../usecases/make-contribution-report.ts';
import { readLawForm } from '../queries/law-form.ts';
import { readLawRisks } from '../queries/risks.ts';
import { readScan } from '../queries/scans.ts';
import { addScan, removeScan } from '../usecases/add-scan.ts';
import { fetchScan } from '../usecases/fetch-file.ts';
import { admitLaptop } from '../office/admit-laptop.ts';
import { seeFallen } from '../office/see-fallen.ts';
import { readStick } from '../stick/read-stick.ts';
import { writeStick } from '../stick/write-stick.ts';
import { decideConflicts } from '../usecases/decide-conflict.ts';
import { noteConflict } from '../usecases/note-conflict.ts';
import { takeBackConflict } from '../usecases/take-back-conflict.ts';
import { appointActing } from '../usecases/acting/appoint-acting.ts';
import { endActing } from '../usecases/acting/end-acting.ts';
import { approveCase } from '../usecases/approve-case.ts';
import { approveMany } from '../usecases/desk/approve-many.ts';
import { lookAtCase } from '../usecases/desk/look-at-case.ts';
import { reassignCase } from '../usecases/desk/reassign-case.ts';
import { recallCase } from '../usecases/desk/recall-case.ts';
import { putAsideCase, takeUpCase } from '../usecases/desk/set-aside-case.ts';
import { removeQueueView, saveQueueView } from '../usecases/desk/queue-views.ts';
import { handOverCase } from '../usecases/hand-over-case.ts';
import { mergeTwoPersons, unmergeTwoPersons } from '../usecases/merge-persons.ts';
import { compareEdition, openEditionFile, putInForce } from '../usecases/take-edition.ts';
import { openCase } from '../usecases/open-case.ts';
import { applyNorms, cancelNorms, startNorms } from '../usecases/recompute-norms.ts';
import { registerPerson } from '../usecases/register-person.ts';
import { returnCase } from '../usecases/return-case.ts';
import { saveDraft } from '../usecases/save-draft.ts';
import { signBatch } from '../usecases/sign-batch.ts';
import { unapproveCase } from '../usecases/unapprove-case.ts';
import { transferCase } from '../usecases/transfer-case.ts';
import { mseCallHandlers } from './mse-handlers.ts';

type Answer<C extends ChannelOfKind<'query' | 'command'>> = Result<OutputOf<C>, AppError>;
export type CallHandlers = { readonly [C in ChannelOfKind<'query' | 'command'>]: (host: Host, input: ParsedInputOf<C>) => Answer<C> | Promise<Answer<C>> };

/** Query and command → what answers it. A channel of the contract without a handler does not compile. */
export const callHandlers: CallHandlers = {
  'device.enrol': enrol,
  'session.unlock': (host, { login, password }) => unlock(host, login, password),
  'session.lock': async (host) => {
    await lock(host);
    return ok({});
  },
  'recovery.restore': (host, { login, password }) => restore(host, login, password),
  'session.changePassword': changePassword,
  'session.rekey': rekeyReplica,
  'staff.add': addStaff,
  'staff.remove': removeStaff,
  'acting.appoint': appointActing,
  'acting.end': endActing,
  'area.list': (host) => ok({ areas: [...host.areas] }),
  'risk.list': (host) => ok({ risks: risksInForce(host).map(({ from: _, ...risk }) => risk) }),
  'law.risks': (host) => ok(readLawRisks(host)),
  'law.sources': (host, { edition }) => ok({ sources: sourcesOf(host, edition) }),
  'law.form': readLawForm,
  'case.paper': makeCasePaper,
  'batch.paper': makeBatchPaper,
  'law.paper': makeLawPaper,
  // who may is judged here; the file is the shell's
  'paper.open': () => ok({}),
  'norms.start': startNorms,
  'contributions.faults': readContributionFaults,
  'contributions.report': makeContributionReport,
  'contributions.paper': makeReportPaper,
  'norms.open': openEditionFile,
  'norms.compare': compareEdition,
  'norms.putInForce': putInForce,
  'norms.cancel': cancelNorms,
  'norms.apply': applyNorms,
  'scan.add': addScan,
  'scan.remove': removeScan,
  'scan.fetch': fetchScan,
  'scan.read': readScan,
  'person.register': registerPerson,
  'person.merge': mergeTwoPersons,
  'conflict.decide': decideConflicts,
  'conflict.takeBack': takeBackConflict,
  'conflict.note': noteConflict,
  'person.unmerge': unmergeTwoPersons,
  'case.open': openCase,
  'case.saveDraft': saveDraft,
  'case.handOver': handOverCase,
  'case.approve': approveCase,
  'queue.approve': approveMany,
  'case.unapprove': unapproveCase,
  'case.return': returnCase,
  'case.recall': recallCase,
  'case.putAside': putAsideCase,
  'case.takeUp': takeUpCase,
  'case.reassign': reassignCase,
  'case.look': lookAtCase,
  'case.transfer': transferCase,
  'queue.saveView': saveQueueView,
  'queue.removeView': removeQueueView,
  'batch.sign': signBatch,
  'figures.export': exportFigures,
  'projection.export': exportProjection,
  'receipt.proof': exportProof,
  'aside.resend': resendAside,
  'aside.discard': discardAside,
  'sync.start': (host) => ok(startSync(host)),
  'sync.cancel': async (host) => {
    await cancelSync(host);
    return ok({});
  },
  'office.admit': admitLaptop,
  'office.fallenSeen': seeFallen,
  'stick.ask': () => ok({}),
  'stick.write': writeStick,
  'stick.read': readStick,
  'stick.cancel': (host) => {
    host.stopStick?.();
    return ok({});
  },
  ...mseCallHandlers,
};
