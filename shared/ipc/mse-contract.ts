import { z } from 'zod';
import { ActId, AssessmentId, CaseId, PersonId, ProgrammeId, StaffId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { PlainDate } from '../base/plain-date.ts';
import { ActBody } from '../domain/mse/act-body.ts';
import { Act } from '../domain/mse/act.ts';
import { Assessment } from '../domain/mse/assessment.ts';
import { mseRoles } from '../domain/mse/mse-role.ts';
import { Opinion } from '../domain/mse/opinion.ts';
import { Measure, Programme } from '../domain/mse/programme.ts';
import { RegisterLine } from '../domain/mse/register-line.ts';
import { InputIssue } from '../base/app-error.ts';
import { PaperKind } from '../domain/mse/paper-kind.ts';
import { PaperStatement } from '../sync/paper-statement.ts';
import { Proposal } from '../rules/mse/propose-decision.ts';
import { TraceLine } from '../rules/mse/trace-line.ts';
import { FilePlace } from './file-place.ts';
import { command, live, query } from './channel.ts';
import { ExtractRow } from './extract-rows.ts';
import { AssessmentDraftInput, AssessmentInput, BlankInput, BlankSeriesInput, ExpertsInput, FileInput, OpinionInput, SignInput, VisitInput } from './mse-inputs.ts';
import { ActRow, AssessmentRow, BlankRow, DueRow, MemberRow, ProgrammeRow, ReadRow } from './mse-rows.ts';
import { Travel } from './rows.ts';

const nothing = z.object({});
const assessmentId = z.object({ id: AssessmentId });
const actId = z.object({ id: ActId });
const commission = ['commissionMember', 'chair'] as const;
const desk = ['medicalRegistrar', 'chair'] as const;
const chair = ['chair'] as const;
const names = z.object({ code: z.string(), kk: z.string(), ru: z.string(), en: z.string() });
const actions = z.array(z.enum(['attach', 'schedule', 'edit', 'seal', 'sign', 'reopen', 'decide', 'reject', 'refuse']));

/** What a reader of an act sees: the words that were signed, and whether they are still the ones. */
const ActView = z.object({ act: Act, body: ActBody.nullable(), faults: z.array(z.string()), citedBy: ActId.nullable(), travel: Travel });

/**
 * The channels of the commission. A record is opened with a `*.read` query, which leaves its trace in the journal, and only then can be watched.
 */
export const mseContract = {
  'mse.reference': query(mseRoles, nothing, z.object({
    icf: z.array(names), icd: z.array(names), categories: z.array(z.object({ id: z.string(), childOnly: z.boolean(), items: z.array(z.string()) })),
    exceptions: z.array(z.string()), quorum: z.int(), experts: z.int(), members: z.array(MemberRow),
    /** Who may be asked for an opinion in absentia: of this laptop, and of others of the district as the centre last said. */
    askable: z.array(z.object({ id: StaffId, name: z.string() })), responsibilities: z.array(z.object({ step: z.string(), who: z.string() })),
  })),
  'mse.counts': live(mseRoles, nothing, z.object({ today: z.int(), waiting: z.int(), signing: z.int(), opinions: z.int(), overdue: z.int(), acts: z.int(), programmes: z.int(), toRelease: z.int() })),
  'assessment.list': live(mseRoles, z.object({ room: z.enum(['waiting', 'calendar', 'absentia', 'all']) }), z.object({ rows: z.array(AssessmentRow), total: z.int() })),
  'assessment.register': command(desk, AssessmentInput, assessmentId),
  'assessment.import': command(desk, z.object({ text: z.string().max(300_000, { error: 'tooLong' }) }), z.object({ id: AssessmentId, mended: z.array(z.string()) })),
  'assessment.schedule': command(desk, VisitInput, nothing),
  'assessment.refuse': command(chair, z.object({ id: AssessmentId, reason: z.string().trim().min(1, { error: 'required' }).max(2000, { error: 'tooLong' }) }), nothing),
  'assessment.read': query(mseRoles, assessmentId, nothing),
  'assessment.watch': live(mseRoles, assessmentId, z.object({
    assessment: Assessment.nullable(),
    person: z.object({ id: PersonId, nameKk: z.string(), nameRu: z.string(), birthDate: PlainDate, sex: z.enum(['male', 'female']), age: z.int() }).nullable(),
    proposal: Proposal.nullable(),
    issues: z.array(InputIssue),
    differences: z.array(z.string()),
    act: Act.nullable(),
    actions,
    opinions: z.object({ given: z.int(), wanted: z.int(), texts: z.array(z.object({ id: z.string(), outcome: z.string(), text: z.string() })) }).nullable(),
    reads: z.array(ReadRow),
    /** Hashes of the files that lie on this laptop. */
    filesHere: z.array(z.string()),
    /** Where each file is. */
    filePlaces: z.record(z.string(), FilePlace),
  })),
  'assessment.saveDraft': command(commission, AssessmentDraftInput, z.object({ savedAt: Instant })),
  'assessment.attach': command(mseRoles, FileInput, z.object({ hash: z.string() })),
  // the shell puts the file where papers are put and answers with its place instead
  'assessment.file': query(mseRoles, z.object({ id: AssessmentId, hash: z.string().regex(/^[0-9a-f]{64}$/) }), z.object({ name: z.string(), bytes: z.instanceof(Uint8Array).optional(), path: z.string().optional() })),
  'assessment.fetch': command(mseRoles, z.object({ id: AssessmentId, hash: z.string().regex(/^[0-9a-f]{64}$/), wanted: z.boolean() }), nothing),
  'assessment.sendToExperts': command(desk, ExpertsInput, nothing),
  'assessment.seal': command(chair, assessmentId, actId),
  'assessment.reopen': command(chair, z.object({ id: AssessmentId, reason: z.string().trim().min(1, { error: 'required' }).max(500, { error: 'tooLong' }) }), nothing),

  'act.sign': command(commission, SignInput.extend({ id: ActId }), z.object({ status: Act.shape.status })),
  'act.read': query(mseRoles, actId, ActView),
  'act.list': live(mseRoles, z.object({ personId: PersonId.optional() }), z.object({ rows: z.array(ActRow), total: z.int() })),
  'act.due': live(mseRoles, nothing, z.object({ rows: z.array(DueRow), trace: z.array(TraceLine) })),
  'act.release': command(chair, z.object({ password: z.string().max(200) }), z.object({ number: z.string(), entries: z.int() })),

  'opinion.list': live(commission, nothing, z.object({ rows: z.array(Opinion) })),
  'opinion.give': command(commission, OpinionInput, nothing),

  'programme.list': live(mseRoles, z.object({ personId: PersonId.optional() }), z.object({ rows: z.array(ProgrammeRow), total: z.int() })),
  'programme.open': command(commission, z.object({ act: ActId }), z.object({ id: ProgrammeId })),
  'programme.save': command(commission, z.object({ id: ProgrammeId, measures: z.array(Measure).max(100) }), z.object({ savedAt: Instant })),
  'programme.read': query(mseRoles, z.object({ id: ProgrammeId }), nothing),
  'programme.watch': live(mseRoles, z.object({ id: ProgrammeId }), z.object({ programme: Programme.nullable(), history: z.array(ProgrammeRow) })),

  // the shell turns the page into a PDF and answers with its place instead
  'paper.make': query(mseRoles, z.object({ act: ActId, kind: PaperKind, language: z.enum(['kk', 'ru']) }), z.object({ name: z.string(), html: z.string().optional(), code: z.string().optional(), path: z.string().optional() })),
  'paper.verify': query('unlocked', z.object({ text: z.string().max(20_000, { error: 'tooLong' }) }), z.object({ fault: z.enum(['notPaper', 'centre', 'certificate', 'signature']).nullable(), statement: PaperStatement.nullable(), device: z.string(), training: z.boolean() })),

  // what acts ask of those who pay; nothing medical
  'extract.list': live(['caseworker', 'supervisor'], nothing, z.object({ rows: z.array(ExtractRow) })),
  'extract.apply': command(['supervisor'], z.object({ caseId: CaseId }), nothing),

  'blank.list': live(mseRoles, nothing, z.object({ rows: z.array(BlankRow), counts: z.object({ received: z.int(), issued: z.int(), spoilt: z.int(), left: z.int() }), next: z.string().nullable() })),
  'blank.receive': command(desk, BlankSeriesInput, z.object({ count: z.int() })),
  'blank.paper': query(mseRoles, z.object({ language: z.enum(['kk', 'ru']) }), z.object({ name: z.string(), html: z.string().optional(), path: z.string().optional() })),
  'register.list': live(mseRoles, nothing, z.object({ rows: z.array(RegisterLine), total: z.int() })),
  'register.blank': command(desk, BlankInput, nothing),
} as const;
