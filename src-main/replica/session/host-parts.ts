import type { AppError } from '../../../shared/base/app-error.ts';
import type { Area } from '../../../shared/domain/kato.ts';
import type { SessionInfo } from '../../../shared/ipc/device-state.ts';
import type { RecoveryProgress } from '../../../shared/ipc/recovery.ts';
import type { StickProgress } from '../../../shared/ipc/stick-state.ts';
import type { SyncProgress } from '../../../shared/ipc/sync-state.ts';
import type { Certificate } from '../../../shared/sync/certificate.ts';
import type { CryptoPort, KeyPair } from '../../../shared/sync/crypto-port.ts';
import type { BulkDecoder } from '../platform/bulk-decoder.ts';
import type { Clock } from '../platform/clock.ts';
import type { Ids } from '../platform/ids.ts';
import type { PasswordCost } from '../platform/stretch-password.ts';
import type { LocaleWords } from '../platform/locale-words.ts';
import type { Log } from '../platform/log.ts';
import type { MseData } from '../platform/mse-data.ts';
import type { PrintData } from '../platform/print-data.ts';
import type { Replica } from '../store/replica.ts';
import type { RawLink } from '../platform/open-link.ts';
import type { CompactLink } from '../sync/compact-link.ts';
import type { Session } from '../sync/open-session.ts';
import type { Notices } from './notices.ts';
import type { Risk } from './risk.ts';
import type { Mortality } from '../../../shared/rules/projection/mortality.ts';
import type { Rules } from '../../../shared/rules/load/rules.ts';

/** How the host reaches the network, which `fetch` would be too; nothing is followed (`redirect`). */
export type Fetch = (url: string, init: { readonly method: 'POST'; readonly body: Uint8Array<ArrayBuffer>; readonly headers: Readonly<Record<string, string>>; readonly redirect: 'manual'; readonly signal: AbortSignal }) => Promise<Pick<Response, 'status' | 'body'>>;

/** What unlocking opens and locking closes: the replica, who is at the laptop, and the device's own keys, in memory only. */
export type Office = {
  readonly replica: Replica;
  readonly session: SessionInfo;
  readonly sign: KeyPair;
  readonly read: KeyPair;
  /** Renewed by a sync. */
  certificate: Certificate;
};

/** The parts of a running replica host, made once at the composition root; `office`, `problem` and `sync` change while it runs. */
export type Host = {
  /** `journal` (the save file), `snapshots` and `damaged` are folders. */
  readonly files: { readonly keys: string; readonly replica: string; readonly journal: string; readonly snapshots: string; readonly damaged: string };
  readonly clock: Clock;
  readonly ids: Ids;
  /** What stretching a new password costs; the usual (`stretch-password.ts`) unless given. */
  readonly passwordCost?: PasswordCost | undefined;
  readonly crypto: CryptoPort;
  readonly log: Log;
  readonly fetch: Fetch;
  /** Makes a warm connection; undefined where the host is given another network than the real one. */
  readonly openLink: ((url: string, headers: Readonly<Record<string, string>>) => Promise<RawLink | undefined>) | undefined;
  /** Reads what comes in bulk, beside the work of this thread. */
  readonly decoder: BulkDecoder;
  readonly notices: Notices;
  readonly areas: readonly Area[];
  readonly risks: readonly Risk[];
  /** The law in force here, loaded when first asked for. */
  readonly rules: () => Rules;
  /** What came with the program: its own law (`issued`: the day it was made), and earlier editions by their hash. */
  readonly shipped: { readonly name: string; readonly issued: string; readonly rules: () => Rules; readonly kept: (edition: string) => Rules | undefined };
  /** The commission's rules and classifications, loaded when first asked for. */
  readonly mse: () => MseData;
  /** What papers are made of, likewise. */
  readonly print: () => PrintData;
  /** Words of the window, for files that leave it. */
  readonly words: LocaleWords;
  /** Tables of mortality, loaded when first asked for. */
  readonly mortality: () => Mortality;
  office: Office | undefined;
  /** Why the replica cannot be opened at all. */
  problem: AppError | null;
  sync: SyncProgress;
  /** What the last contact with the centre showed. */
  link: 'unknown' | 'up' | 'down';
  /** The session whose connection stands open after a sync, for the next one. */
  warm: { readonly session: Session; readonly link: RawLink; readonly compact: CompactLink | undefined; readonly openedAt: number; usedAt: number } | undefined;
  /** The session whose connection is being opened. */
  warming?: Session | undefined;
  /** The session that the line was lately cut in (`at`: milliseconds of the stopwatch): the next sync goes on in it. */
  cut: { readonly session: Session; readonly at: number } | undefined;
  /** Bytes of the reply that is coming in, which the figures of the sync do not have yet. */
  underWay?: number;
  /** The last link was late, and a sync was begun to make up for that. */
  followsLate?: boolean;
  /** When the centre last refused its mailbox for a reason that passes (milliseconds of the stopwatch). */
  officeRefusedAt?: number | undefined;
  /** The sync that follows one that failed behind a notice, and how long it was waited for (milliseconds). */
  askAgain?: { readonly timer: NodeJS.Timeout; readonly after: number } | undefined;
  /** Of the chunks that are coming in: bytes that are still to come, those that came, and since when (milliseconds of the stopwatch; undefined before the first is asked for). */
  chunksAhead?: { left: number; come: number; since: number | undefined } | undefined;
  /** When the centre was last asked what is new (milliseconds of the stopwatch). */
  askedAt?: number;
  /** The last request that failed had a connection, which broke. */
  wasCut?: boolean;
  /** Entries in the next envelope at most, after the line broke under a larger one; undefined where nothing has shown how many pass. */
  mostEntries?: number | undefined;
  /** Bytes a second that the line to the centre has lately carried down; undefined before anything was measured. */
  bytesPerSecond: number | undefined;
  /** Since when a sync runs, or when the last one began (milliseconds of the stopwatch). */
  syncSince?: number;
  /** Since when only files go over the line (milliseconds of the stopwatch), and how many of their bytes had gone then. */
  filesSince?: { readonly at: number; readonly bytes: number };
  /** How large the next range of a file that is sent is, after how the last ones went; of one that is fetched. */
  fileRange?: number | undefined;
  fileRangeDown?: number | undefined;
  /** SHA-256 of the file that is being sent. */
  fileUnderWay?: string | undefined;
  /** Files that the centre did not take, by hash: the version of the record at which it said so. It is asked again when it has said something new of the record. */
  readonly filesUnnamed: Map<string, number>;
  /** The centre has said that this laptop's access is taken away, and has what was left of its work: it is erased as soon as the sync has ended. */
  leaving?: { readonly handedIn: number; readonly filesLost: number } | undefined;
  /** The laptop has moved to another district: it is locked as soon as the sync has ended, and begins there at the next unlocking. */
  moved?: boolean;
  /** Whether the centre keeps a mailbox for this office and takes what is carried; undefined before it was asked. */
  carries?: boolean;
  /** The centre has sent what others' open entries are laid over: it may have answered for them, which the mailbox tells. */
  isOfficeAnswered?: boolean;
  /** Stream → its newest sequence, as the centre last told it. */
  readonly heads: Map<string, number>;
  /** True while persons that came in bulk are being made searchable. */
  indexing: boolean;
  /** What a notice of the centre sets off; undefined where nothing but a person begins a sync. */
  readonly onNotice?: ((host: Host) => void) | undefined;
  /** A notice came while a sync ran: another follows it. */
  isSyncDue?: boolean;
  /** When a piece of a chunk was written last (`clock.elapsed`): what can wait leaves processor and disk to a load. */
  broughtAt?: number | undefined;
  /** What a sync has ended with is being looked through, beside the work. */
  looksOver?: boolean;
  /** Work with a stick: undefined before the first. */
  stick?: StickProgress;
  stopStick?: (() => void) | undefined;
  /** Ends the running sync, where one runs; resolves when it has ended. */
  stopSync: (() => Promise<void>) | undefined;
  /** While a replica that was locked is being closed. */
  closing?: Promise<void> | undefined;
  /** Ends the checks and snapshots that run beside the work; resolves when they have ended. */
  stopCare: (() => Promise<void>) | undefined;
  recovery: RecoveryProgress;
};

/** The office, where the access check has already made sure that it is open. */
export const getOffice = (host: Host): Office => {
  if (!host.office) throw new Error('the replica is locked');
  return host.office;
};
