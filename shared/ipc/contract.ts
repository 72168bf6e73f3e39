import { z } from 'zod';
import { AppError } from '../base/app-error.ts';
import { BatchId, CaseId, DeviceId, PersonId, StaffId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { PlainDate } from '../base/plain-date.ts';
import { Case, CaseFacts, FieldNote } from '../domain/case.ts';
import { Area, KatoCode } from '../domain/kato.ts';
import { MergeField } from '../domain/merge-persons.ts';
import { Person } from '../domain/person.ts';
import { TaskNote } from '../domain/task.ts';
import { Scan, ScanType } from '../domain/scan.ts';
import { Sources } from '../rules/schema/sources.ts';
import { ActingList, ActingRow, NewActing } from './acting-rows.ts';
import { ConflictChoice, ConflictDecision, ConflictRow } from './conflict-rows.ts';
import { CaseFormRow } from './case-form.ts';
import { command, live, query, type Channel } from './channel.ts';
import { DeviceState, SessionInfo } from './device-state.ts';
import { NewScan, RiskRow, ScanRow } from './scan-rows.ts';
import { ContributionFaults, ContributionReportRow } from './contribution-rows.ts';
import { DecisionRow, LedgerRow } from './ledger-rows.ts';
import { OfficeFigures, Period } from '../domain/figures/office-figures.ts';
import { ExportedFile, ExportFormat, ExportLanguage } from './figures-rows.ts';
import { Assumptions } from '../rules/projection/assumptions.ts';
import { ProjectionView } from '../rules/projection/projection-view.ts';
import { EnrolInput, NewStaff, PartialPersonInput, RegisterInput } from './inputs.ts';
import { mseContract } from './mse-contract.ts';
import { QueueFilter, QueuePage, QueueView } from './queue-rows.ts';
import { EditionChanges, EditionHash, EditionRow, NewEdition, NormsProgress } from './norms-rows.ts';
import { Recovered, RecoveryOptions, RecoveryProgress } from './recovery.ts';
import { ReviewRow } from './review-rows.ts';
import { BatchCaseRow, BatchRow, CaseRow, HistoryRow, MergeRow, PersonRow, SimilarRow, StaffRow, Travel } from './rows.ts';
import { FallenRow, OfficeLaptop } from './office-rows.ts';
import { AsideRow, SyncMonitor } from './monitor-rows.ts';
import { StickProgress, StickTaken, StickWritten } from './stick-state.ts';
import { StatusLine, SyncProgress } from './sync-state.ts';

const nothing = z.object({});
/** A paper: the host answers with the page, the shell prints it, and the window learns where it lies. */
const paper = z.object({ name: z.string(), html: z.string().optional(), path: z.string().optional() });
/** The window leaves it empty: the shell asks the person for the folder, and puts it in. */
const stickFolder = z.object({ folder: z.string().max(4000).default('') });
const caseId = z.object({ id: CaseId });
const office = ['caseworker', 'supervisor'] as const;
const administrator = ['administrator'] as const;
const supervisor = ['supervisor'] as const;

/**
 * Every channel between the window and the replica host: name → kind, who may, what goes in, what comes out. Both sides parse with these schemas.
 * A query reads once, a command writes in one transaction with its journal entries, a live query sends its first result and then differences.
 */
export const contract = {
  'device.watch': live('anyone', nothing, DeviceState),
  'device.enrol': command('anyone', EnrolInput, nothing),
  'session.unlock': command('anyone', z.object({ login: z.string().max(40), password: z.string().max(200) }), SessionInfo),
  'session.lock': command('anyone', nothing, nothing),

  'recovery.options': live('anyone', nothing, RecoveryOptions),
  'recovery.restore': command('anyone', z.object({ login: z.string().max(40), password: z.string().max(200) }), Recovered),
  'recovery.watch': live('anyone', nothing, RecoveryProgress),
  'session.changePassword': command('unlocked', z.object({ old: z.string().max(200), new: NewStaff.shape.password }), nothing),
  'session.rekey': command(administrator, z.object({ password: z.string().max(200) }), nothing),
  'staff.list': live(administrator, nothing, z.object({ rows: z.array(StaffRow) })),
  'staff.add': command(administrator, NewStaff.extend({ ownPassword: z.string().max(200) }), nothing),
  'staff.remove': command(administrator, z.object({ login: z.string().max(40), ownPassword: z.string().max(200) }), nothing),

  'acting.list': live(supervisor, nothing, ActingList),
  'acting.appoint': command(supervisor, NewActing, nothing),
  'acting.end': command(supervisor, z.object({ order: ActingRow.shape.order, password: z.string().max(200) }), nothing),

  'area.list': query('anyone', nothing, z.object({ areas: z.array(Area) })),
  'risk.list': query('unlocked', nothing, z.object({ risks: z.array(z.object({ id: z.string(), nameKk: z.string(), nameRu: z.string(), nameEn: z.string() })) })),

  'law.risks': query('unlocked', nothing, z.object({ today: z.string(), risks: z.array(RiskRow) })),
  'law.form': query('unlocked', z.object({ risk: z.string().max(60), facts: CaseFacts.partial(), personId: PersonId.nullable(), /** The case that it is asked for: its own decision is none beside it. */ caseId: CaseId.optional() }), CaseFormRow),
  'law.sources': query('unlocked', z.object({ edition: z.string().max(64) }), z.object({ sources: Sources })),
  'ledger.watch': live('unlocked', z.object({ personId: PersonId }), z.object({ ledger: LedgerRow.nullable() })),
  'contributions.faults': query(supervisor, nothing, ContributionFaults),
  'contributions.report': command(supervisor, nothing, z.object({ id: z.string(), number: z.string() })),
  'contributions.reports': live(supervisor, nothing, z.object({ rows: z.array(ContributionReportRow) })),
  'contributions.paper': query(supervisor, z.object({ id: z.string().max(36), language: z.enum(['kk', 'ru']) }), paper),
  'decision.list': live('unlocked', z.object({ caseId: CaseId }), z.object({ rows: z.array(DecisionRow) })),
  'norms.start': command(supervisor, z.object({ asOf: PlainDate, edition: EditionHash.nullable() }), nothing),
  'norms.editions': live(supervisor, nothing, z.object({ rows: z.array(EditionRow) })),
  'norms.open': command(supervisor, NewEdition, z.object({ edition: EditionHash })),
  'norms.compare': query(supervisor, z.object({ edition: EditionHash }), EditionChanges),
  'norms.putInForce': command(supervisor, z.object({ edition: EditionHash }), nothing),
  'norms.cancel': command(supervisor, nothing, nothing),
  'norms.apply': command(supervisor, nothing, z.object({ applied: z.int() })),
  'norms.watch': live(supervisor, nothing, NormsProgress),
  'case.paper': query('unlocked', z.object({ id: CaseId, kind: z.enum(['application', 'information', 'decision']), language: z.enum(['kk', 'ru']) }), paper),
  'law.paper': query('unlocked', z.object({ risk: z.string().max(60), facts: CaseFacts.partial(), language: z.enum(['kk', 'ru']) }), paper),
  // the shell opens it, and only what it printed itself since the program began
  'paper.open': query('unlocked', z.object({ name: z.string().min(1).max(200), how: z.enum(['file', 'folder']) }), nothing),
  'scan.list': live('unlocked', z.object({ caseId: CaseId }), z.object({ rows: z.array(ScanRow) })),
  'scan.add': command(['caseworker'], NewScan, z.object({ id: z.string() })),
  'scan.remove': command(['caseworker'], z.object({ id: Scan.shape.id }), nothing),
  // the file is wanted on this laptop, or not any more; it comes with the next sync
  'scan.fetch': command('unlocked', z.object({ id: Scan.shape.id, wanted: z.boolean() }), nothing),
  'scan.read': query('unlocked', z.object({ id: Scan.shape.id }), z.object({ type: ScanType, bytes: z.instanceof(Uint8Array) })),

  'person.find': live('unlocked', z.object({ text: z.string().max(200), limit: z.int().min(1).max(200), district: KatoCode.optional() }), z.object({ rows: z.array(PersonRow), total: z.int(), unindexed: z.int().min(0) })),
  'person.watch': live('unlocked', z.object({ id: PersonId }), z.object({ person: Person.nullable(), kept: PersonId.nullable(), cases: z.array(CaseRow), travel: Travel })),
  'person.similar': live(office, PartialPersonInput, z.object({ rows: z.array(SimilarRow) })),
  'person.register': command(office, RegisterInput, z.object({ id: PersonId })),
  'person.merge': command(supervisor, z.object({ keep: PersonId, other: PersonId, take: z.array(MergeField).max(20) }), nothing),
  'person.unmerge': command(supervisor, z.object({ id: PersonId }), nothing),
  'conflict.list': live('unlocked', nothing, z.object({ rows: z.array(ConflictRow), open: z.int() })),
  'conflict.decide': command(['supervisor', 'chair'], ConflictDecision, nothing),
  'conflict.takeBack': command(['supervisor', 'chair'], ConflictChoice.pick({ id: true }), nothing),
  'conflict.note': command('unlocked', z.object({ ids: z.array(ConflictChoice.shape.id).min(1).max(200), text: TaskNote.shape.text }), nothing),
  'merge.list': live('unlocked', nothing, z.object({ rows: z.array(MergeRow) })),

  'case.list': live('unlocked', z.object({ room: z.enum(['mine', 'all', 'returned', 'review', 'transferred']) }), z.object({ rows: z.array(CaseRow), total: z.int() })),
  'case.counts': live('unlocked', nothing, z.object({ mine: z.int(), all: z.int(), returned: z.int(), review: z.int(), toRelease: z.int(), batches: z.int(), conflicts: z.int(), queue: z.int() })),
  'case.watch': live('unlocked', caseId, z.object({
    case: Case.nullable(),
    person: Person.nullable(),
    actions: z.array(z.enum(['edit', 'handOver', 'approve', 'return', 'withdraw', 'transfer', 'recall', 'putAside', 'takeUp', 'reassign'])),
    history: z.array(HistoryRow),
    travel: Travel,
  })),
  'case.open': command(['caseworker'], z.object({ personId: PersonId, risk: z.string().max(60), claims: CaseFacts.shape.claims }), caseId),
  'case.saveDraft': command(['caseworker'], z.object({ id: CaseId, facts: CaseFacts.partial() }), z.object({ savedAt: Instant })),
  'case.handOver': command(['caseworker'], caseId, nothing),
  'case.approve': command(supervisor, caseId, nothing),
  'queue.approve': command(supervisor, z.object({ ids: z.array(CaseId).min(1).max(200) }), z.object({ done: z.array(CaseId), failed: z.array(z.object({ id: CaseId, error: AppError })) })),
  'case.unapprove': command(supervisor, caseId, nothing),
  'case.return': command(supervisor, z.object({ id: CaseId, reason: z.string().trim().min(1, { error: 'required' }).max(1000, { error: 'tooLong' }), fields: z.array(FieldNote).max(20).optional() }), nothing),
  'case.recall': command(supervisor, caseId, nothing),
  'case.putAside': command(supervisor, z.object({ id: CaseId, until: PlainDate, reason: z.string().trim().min(1, { error: 'required' }).max(1000, { error: 'tooLong' }) }), nothing),
  'case.takeUp': command(supervisor, caseId, nothing),
  'case.reassign': command(supervisor, z.object({ id: CaseId, to: StaffId }), nothing),
  'case.workers': live(supervisor, nothing, z.object({ rows: z.array(z.object({ id: StaffId, name: z.string() })) })),
  'case.review': live(supervisor, caseId, z.object({ review: ReviewRow.nullable() })),
  'case.look': command(supervisor, caseId, nothing),
  'case.transfer': command(supervisor, z.object({ id: CaseId, to: KatoCode, reason: z.string().trim().max(1000, { error: 'tooLong' }) }), nothing),

  'queue.list': live(supervisor, z.object({ filter: QueueFilter, offset: z.int().min(0), limit: z.int().min(1).max(500) }), QueuePage),
  'queue.views': live(supervisor, nothing, z.object({ rows: z.array(QueueView) })),
  'queue.saveView': command(supervisor, QueueView, nothing),
  'queue.removeView': command(supervisor, QueueView.pick({ name: true }), nothing),

  'batch.preview': live(supervisor, nothing, z.object({ cases: z.array(BatchCaseRow), total: z.int(), persons: z.int(), entries: z.int() })),
  'batch.sign': command(supervisor, z.object({ password: z.string().max(200), cases: z.array(CaseId).min(1).max(1000).optional() }), z.object({ id: BatchId, number: z.string(), /** How many batches came of the one signature, this the first. */ batches: z.int() })),
  'batch.paper': query(supervisor, z.object({ id: BatchId, language: z.enum(['kk', 'ru']) }), paper),
  'batch.list': live('unlocked', z.object({ limit: z.int().min(1).max(1_000_000).optional() }), z.object({ rows: z.array(BatchRow), total: z.int() })),

  'figures.read': live(supervisor, z.object({ period: Period }), OfficeFigures),
  'figures.export': query(supervisor, z.object({ period: Period, format: ExportFormat, language: ExportLanguage }), ExportedFile),
  'projection.read': live(supervisor, z.object({ assumptions: Assumptions.nullable() }), ProjectionView),
  'projection.export': query(supervisor, z.object({ what: z.enum(['projection', 'obligations', 'dictionary']), assumptions: Assumptions.nullable(), format: ExportFormat, language: ExportLanguage }), ExportedFile),

  'sync.start': command('unlocked', nothing, SyncProgress),
  'sync.cancel': command('unlocked', nothing, nothing),
  'sync.monitor': live('unlocked', nothing, SyncMonitor),
  'aside.list': live(supervisor, nothing, z.object({ rows: z.array(AsideRow) })),
  'aside.resend': command(supervisor, z.object({ document: z.string().min(1).max(36) }), nothing),
  'aside.discard': command(supervisor, z.object({ document: z.string().min(1).max(36), reason: z.string().trim().min(1, { error: 'required' }).max(1000, { error: 'tooLong' }) }), nothing),
  'receipt.proof': query(supervisor, z.object({ document: z.string().min(1).max(36) }), ExportedFile),
  'sync.watch': live('unlocked', nothing, SyncProgress),
  'stick.ask': query('unlocked', nothing, nothing),
  'stick.write': command('unlocked', stickFolder, StickWritten),
  'stick.read': command('unlocked', stickFolder, StickTaken),
  'stick.cancel': command('unlocked', nothing, nothing),
  'stick.watch': live('unlocked', nothing, StickProgress),
  'office.watch': live('unlocked', nothing, z.object({ rows: z.array(OfficeLaptop), moving: z.object({ area: KatoCode, waits: z.int(), files: z.int() }).nullable() })),
  'office.admit': command(['supervisor', 'administrator'], z.object({ device: DeviceId }), nothing),
  'office.fallen': live(['supervisor', 'administrator'], nothing, z.object({ rows: z.array(FallenRow) })),
  'office.fallenSeen': command(['supervisor', 'administrator'], z.object({ ids: z.array(z.string().min(1).max(80)).min(1).max(500) }), nothing),
  'status.watch': live('unlocked', nothing, StatusLine),

  ...mseContract,
} as const satisfies Record<string, Channel<'query' | 'command' | 'live', z.ZodType, z.ZodType>>;

/** The shell asks the person for a folder and puts it into `folder`: whatever a page says there counts for nothing. Beside each the query that says whether it may be used now; else nobody is asked. */
export const folderChannels: ReadonlyMap<string, string> = new Map<keyof typeof contract, keyof typeof contract>([['stick.write', 'stick.ask'], ['stick.read', 'stick.ask']]);

export type Contract = typeof contract;
export type ChannelName = keyof Contract;
export type InputOf<C extends ChannelName> = z.input<Contract[C]['input']>;
export type ParsedInputOf<C extends ChannelName> = z.output<Contract[C]['input']>;
export type OutputOf<C extends ChannelName> = z.output<Contract[C]['output']>;
/** The channels of one kind. */
export type ChannelOfKind<K extends 'query' | 'command' | 'live'> = { [C in ChannelName]: Contract[C]['kind'] extends K ? C : never }[ChannelName];
