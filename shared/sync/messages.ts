import { z } from 'zod';
import { base64urlOf } from '../base/base64url.ts';
import { DeviceId, StaffId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { SensitivityClass } from '../domain/collection.ts';
import { KatoCode } from '../domain/kato.ts';
import { AllowedStaff, Staff } from '../domain/staff.ts';
import { Cursor, StreamName } from './frame.ts';
import { SignedStatement } from './staff-statement.ts';
import { ReceiptLine } from './receipt.ts';
import { Verdict } from './verdict.ts';
import { mostSaidCursors } from './said-cursors.ts';

/** Versions of this protocol that this program speaks, newest last; the handshake takes the greatest common one. */
export const protocolVersions = [1, 2, 3, 4] as const;

/** Version of the documents' schemas written into envelopes. */
export const documentSchemaVersion = 1;

const wireBytes = z.string().max(100_000);

/** Why the centre refused a request, or one envelope of it. */
export const RefusalCode = z.enum(['malformed', 'tooLarge', 'unknownDevice', 'revoked', 'badSignature', 'noSession', 'badCode', 'usedCode', 'badStaff', 'noCommonVersion', 'tooMany', 'internal', 'notFound', 'stopping', 'badFile']);
export type RefusalCode = z.infer<typeof RefusalCode>;

/** POST /enrol, signed with the device's new key (header `x-tirek-signature`, domain `enrol`). Twice with the same code and key gives the same certificate. */
export const EnrolRequest = z.object({
  code: z.string().max(80),
  name: z.string().trim().min(1).max(120),
  signKey: base64urlOf(32),
  readKey: base64urlOf(32),
  /** Keys of people whom the operator put on the code's list; names and roles are on that list. */
  staff: z.array(Staff.pick({ login: true, signKey: true })).min(1).max(100),
});
export type EnrolRequest = z.infer<typeof EnrolRequest>;

/** The certificate's bytes and signature, base64url, and the staff as the centre knows them: ids, and the names and roles of the operator's list. */
export const EnrolReply = z.object({ certificate: wireBytes, signature: base64urlOf(64), staff: z.array(AllowedStaff.extend({ id: StaffId })) });
export type EnrolReply = z.infer<typeof EnrolReply>;

/**
 * POST /session, signed by the device (domain `session`): the handshake. What holds for the whole session is said once. `staff`: statements of the device's administrator (who works there, who left) that the
 * centre has not answered for; a centre that does not know them leaves them unanswered.
 */
export const SessionRequest = z.object({
  device: DeviceId,
  versions: z.array(z.int().positive()).min(1).max(20),
  nonce: base64urlOf(16),
  staff: z.array(SignedStatement).max(20).optional(),
  /** The device takes verdicts on entries that were judged again, those after this one. */
  verdictsAfter: z.int().nonnegative().optional(),
  /** Streams beside those of the classes that this program knows; a device that says nothing is sent none of them. */
  takes: z.array(z.string().max(20)).max(20).optional(),
  /** Kinds of document beyond those of protocol 3 (PROTOCOL.md, "Kinds") that the device can read. The others are left out of what it is sent; a device that says nothing reads the first ones alone. */
  kinds: z.array(z.string().max(20)).max(50).optional(),
  /** Orders of acting supervisors (`acting/`): `after`, the last that the device has of the centre's; `say`, those that the centre is not known to have. A device that says nothing knows of none. */
  orders: z.object({ after: z.int().nonnegative(), say: z.array(SignedStatement).max(20) }).optional(),
});
export type SessionRequest = z.infer<typeof SessionRequest>;

/** `certificate` carries the renewed lease. `time` is the centre's clock, for the window; drift is measured by `certificate.issued`, which is signed, and is never a reason to reject. */
export const SessionReply = z.object({
  session: base64urlOf(16),
  version: z.int().positive(),
  epoch: z.int().positive(),
  time: Instant,
  certificate: wireBytes,
  signature: base64urlOf(64),
  /** The people the centre took from the request's statements, with its ids for them. */
  staff: z.array(z.object({ login: z.string(), id: StaffId, signKey: z.string() })).optional(),
  /** Where statements said that somebody left (`staff-leaving.ts`): those of this request, settled; `taken` false: not on this word. A centre that says nothing of them has not understood them. */
  left: z.array(z.object({ login: z.string(), at: Instant, taken: z.boolean() })).optional(),
  /** Those of the request's statements that the centre does not take, now or later: said again they would be passed over again. A centre of an earlier version says nothing of them. */
  passed: z.array(z.object({ login: z.string(), at: Instant })).optional(),
  /** To a device of a commission that takes the experts' streams: who in the district may be asked for an opinion in absentia, wherever they work. */
  experts: z.array(z.object({ id: StaffId, name: z.string() })).max(200).optional(),
  /** Where the request asked for them; more may wait where there are 50. */
  verdicts: z.array(Verdict).max(50).optional(),
  /** To a device that says `orders`: those of its district after the one it named, its own among them, each with the centre's signature in the place of its signer's; `last` is the number of the last. A centre that says nothing takes none. */
  orders: z.object({ last: z.int().nonnegative(), said: z.array(SignedStatement).max(50) }).optional(),
  /** To a device that takes files (`file-messages.ts`): they are kept here. */
  files: z.literal(true).optional(),
});
export type SessionReply = z.infer<typeof SessionReply>;

/**
 * POST /sync: `packParts([SyncRequest JSON, envelope, …])`, answered by `packParts([SyncReply JSON, receipt or frame, …])`. Headers `x-tirek-session`,
 * `x-tirek-number` (rises within the session) and `x-tirek-signature` = Ed25519 by the device over `domain request ‖ session ‖ number ‖ SHA-256(body)`.
 */
export const SyncRequest = z.object({
  cursors: z.array(Cursor).max(120),
  envelopes: z.int().min(0).max(16),
  maxBytes: z.int().min(1024).max(16_777_216),
  /** Protocol 2: about how large one frame shall be, a second of the line; and chunks may be offered instead of frames. */
  frameBytes: z.int().min(1024).max(65_536).optional(),
});
export type SyncRequest = z.infer<typeof SyncRequest>;

/** A piece of a stream that lies ready at the centre: its bytes are a frame in columns, its name is their SHA-256. Fetched by POST /chunk, from any offset. */
export const ChunkOffer = z.object({ stream: StreamName, epoch: z.int().positive(), from: z.int().nonnegative(), to: z.int().positive(), hash: base64urlOf(32), size: z.int().positive().max(16_777_216) });
export type ChunkOffer = z.infer<typeof ChunkOffer>;

/** POST /chunk, signed as /sync is; answered by the chunk's bytes from `offset` on. */
export const ChunkRequest = z.object({ hash: base64urlOf(32), offset: z.int().nonnegative() });
export type ChunkRequest = z.infer<typeof ChunkRequest>;

/**
 * Parts that follow: for each envelope, in order, the receipt's bytes and signature; then `frames` frames. `more`: call again. An envelope that
 * cannot be read at all has `refused`, no lines and two empty parts: it does not stop the ones beside it.
 */
export const SyncReply = z.object({
  envelopes: z.array(z.object({ lines: z.array(ReceiptLine), refused: RefusalCode.optional() })),
  frames: z.int().nonnegative(),
  more: z.boolean(),
  /** Protocol 2: what a replica that is far behind fetches first; frames go on from there. Oldest first. */
  chunks: z.array(ChunkOffer).max(1000).optional(),
  /** Where the device takes sums and there is no more: the sum of all that its streams say, at their heads (`compare/stream-sum.ts`). */
  sum: base64urlOf(8).optional(),
});
export type SyncReply = z.infer<typeof SyncReply>;

/**
 * POST /office, signed as /sync is: the mailbox of the laptops of one office. `packParts([OfficeRequest JSON, letter, …])`, answered by `packParts([OfficeReply JSON, part, …])`. `roster`: number of
 * the roster here, 0 for none. `taken`: the last letter of the mailbox that is kept here; it and those before it need not stay. `receipts`: entries of other laptops of the office whose receipts are
 * wanted; of this one too, which another may have handed in. `manifests`: own entries with a receipt of whose batch it knows nothing: of these, and of its own among `receipts`, the manifests are wanted. `news`: frames are wanted for laptops without a line, from these cursors on. `leases`: laptops of the office whose lease shall be renewed.
 */
export const OfficeRequest = z.object({
  roster: z.int().nonnegative(),
  taken: z.int().nonnegative(),
  letters: z.int().min(0).max(64),
  receipts: z.array(z.object({ device: DeviceId, numbers: z.array(z.int().positive()).max(2000) })).max(16).optional(),
  manifests: z.array(z.int().positive()).max(2000).optional(),
  news: z.array(Cursor).max(mostSaidCursors).optional(),
  leases: z.array(DeviceId).max(64).optional(),
  /** The district that the device was told to move to: it has handed in all it had, and is there from now on. Nothing else of the request counts. */
  ready: KatoCode.optional(),
  maxBytes: z.int().min(1024).max(4_194_304),
});
export type OfficeRequest = z.infer<typeof OfficeRequest>;

/**
 * Parts that follow: where `roster`, its bytes and signature; the letters of `mail`, oldest first; `receipts` receipt files; `certificates` as bytes and signature; `news` sealed frames; `manifests` as bytes and signature.
 * `posted`: what became of each letter that came. `more`: call again; `newsTo`: where the frames lead.
 */
export const OfficeReply = z.object({
  roster: z.boolean(),
  mail: z.array(z.int().positive()).max(1000),
  posted: z.array(z.enum(['kept', 'malformed', 'tooLarge', 'full'])).max(64),
  receipts: z.int().nonnegative(),
  certificates: z.int().nonnegative(),
  news: z.int().nonnegative(),
  newsTo: z.array(Cursor).max(mostSaidCursors),
  /** Only where the request has them too. */
  manifests: z.int().nonnegative().optional(),
  /** The operator has this device move: it hands in what it has, takes nothing new upon itself, and says `ready`. */
  moving: z.object({ area: KatoCode, classes: z.array(SensitivityClass) }).optional(),
  /** The answer to `ready`: the certificate there, and the ids of its people, which are of the district. */
  moved: z.object({ certificate: wireBytes, signature: base64urlOf(64), staff: z.array(z.object({ login: z.string(), id: StaffId })).max(100) }).optional(),
  /** Laptops that are not of this office any more, of those whose receipts were wanted: which of their entries are the office's (`asked`), and what the centre has taken, and put aside, of these. No letter and no receipt of theirs need be waited for. */
  gone: z.array(z.object({ device: DeviceId, asked: z.array(z.int().positive()).max(2000), taken: z.array(z.int().positive()).max(2000), aside: z.array(z.int().positive()).max(2000) })).max(16).optional(),
  more: z.boolean(),
});
export type OfficeReply = z.infer<typeof OfficeReply>;

/** Any refusal: an HTTP status of 400 and above with this body. The words for each code are in `resources/locales/<lang>/errors.json` (`server.<code>`). */
export const ServerRefusal = z.object({ refused: RefusalCode });
export type ServerRefusal = z.infer<typeof ServerRefusal>;
