import type { ActId, AssessmentId, CaseId, PersonId, ProgrammeId, StaffId } from '../../shared/base/ids.ts';
import type { KatoCode } from '../../shared/domain/kato.ts';
import type { ChannelName, InputOf } from '../../shared/ipc/contract.ts';
import type { PlainDate } from '../../shared/base/plain-date.ts';
import { sampleReferral } from './mse/referral.ts';
import { caseworker, supervisor } from './journey/laptop.ts';
import { madeUpPerson, ulan } from './replica/people.ts';

const id = '01890000-0000-7000-8000-00000000c001';
const caseId = { id: id as CaseId };
const personId = id as PersonId;
const assessmentId = { id: id as AssessmentId };
const actId = { id: id as ActId };
const programmeId = { id: id as ProgrammeId };
const { password } = supervisor;

/** For every channel an input that its schema takes, so that only access can refuse it. A channel without one does not compile. */
export const properInputs: { readonly [C in ChannelName]: InputOf<C> } = {
  'device.watch': {},
  'device.enrol': { serverUrl: 'https://centre.example', code: 'CODE', deviceName: 'laptop', staff: [{ login: caseworker.login, password }] },
  'session.unlock': { login: caseworker.login, password },
  'session.lock': {},
  'recovery.options': {},
  'recovery.restore': { login: caseworker.login, password },
  'recovery.watch': {},
  'session.changePassword': { old: password, new: password },
  'session.rekey': { password },
  'staff.list': {},
  'staff.remove': { login: 'somebody', ownPassword: password },
  'staff.add': { login: 'somebody', name: 'Біреу', roles: ['caseworker'], password, ownPassword: password },
  'area.list': {},
  'risk.list': {},
  'law.risks': {},
  'law.form': { risk: 'need', facts: {}, personId: null },
  'ledger.watch': { personId },
  'decision.list': { caseId: id as CaseId },
  'norms.start': { asOf: '2026-01-01' as PlainDate, edition: null },
  'norms.cancel': {},
  'norms.apply': {},
  'norms.watch': {},
  'scan.list': { caseId: id as CaseId },
  'scan.add': { caseId: id as CaseId, document: 'identity', name: 'a.pdf', type: 'application/pdf', bytes: new TextEncoder().encode('%PDF-1.7') },
  'scan.remove': { id },
  'scan.read': { id },
  'person.find': { text: 'a', limit: 1 },
  'person.watch': { id: personId },
  'person.similar': { iin: '', lastNameKk: 'Ахметов', firstNameKk: '', patronymicKk: '', lastNameRu: '', firstNameRu: '', patronymicRu: '', birthDate: null, sex: null, district: null },
  'person.register': { ...madeUpPerson(3), dismissed: [] },
  'person.merge': { keep: personId, other: '01890000-0000-7000-8000-00000000c002' as PersonId, take: [] },
  'person.unmerge': { id: personId },
  'merge.list': {},
  'case.list': { room: 'all' },
  'case.counts': {},
  'case.watch': caseId,
  'case.open': { personId, risk: 'loss-of-work-capacity' },
  'case.saveDraft': { ...caseId, facts: { note: 'x' } },
  'case.handOver': caseId,
  'case.approve': caseId,
  'case.unapprove': caseId,
  'case.return': { ...caseId, reason: 'x' },
  'case.transfer': { ...caseId, to: ulan as KatoCode, reason: '' },
  'batch.preview': {},
  'batch.sign': { password },
  'batch.list': {},
  'sync.start': {},
  'sync.cancel': {},
  'sync.watch': {},
  'status.watch': {},
  'mse.reference': {},
  'mse.counts': {},
  'assessment.list': { room: 'all' },
  'assessment.register': { personId, mode: 'inPerson', basis: { kind: 'first', act: null, reason: '' }, referral: sampleReferral },
  'assessment.import': { text: '{}' },
  'assessment.schedule': { ...assessmentId, day: '2026-11-23' as PlainDate, place: 'Ұлан', fieldTrip: false, members: [] },
  'assessment.refuse': { ...assessmentId, reason: 'x' },
  'assessment.read': assessmentId,
  'assessment.watch': assessmentId,
  'assessment.saveDraft': { ...assessmentId, draft: { complaints: 'x' } },
  'assessment.sendToExperts': { ...assessmentId, experts: [id as StaffId] },
  'assessment.seal': assessmentId,
  'assessment.reopen': { ...assessmentId, reason: 'x' },
  'act.sign': { ...actId, login: 'somebody', password, vote: 'for', dissent: '' },
  'act.read': actId,
  'act.list': {},
  'act.due': {},
  'act.release': { password },
  'opinion.list': {},
  'opinion.give': { id, outcome: 'none', text: 'x' },
  'programme.list': {},
  'programme.open': { act: actId.id },
  'programme.save': { ...programmeId, measures: [] },
  'programme.read': programmeId,
  'programme.watch': programmeId,
  'paper.make': { act: actId.id, kind: 'act', language: 'kk' },
  'paper.verify': { text: 'x' },
  'register.list': {},
  'register.blank': { number: '1', event: 'received', act: null, reason: '' },
};
