import { z } from 'zod';
import { base64urlOf } from '../../../shared/base/base64url.ts';
import { DeviceId, StaffId } from '../../../shared/base/ids.ts';
import { Instant } from '../../../shared/base/instant.ts';
import { FallenRow } from '../../../shared/ipc/office-rows.ts';
import { QueueView } from '../../../shared/ipc/queue-rows.ts';
import { SignedStatement } from '../../../shared/sync/staff-statement.ts';
import { CollectionName, SensitivityClass } from '../../../shared/domain/collection.ts';
import { KatoCode } from '../../../shared/domain/kato.ts';
import { Cursor } from '../../../shared/sync/frame.ts';
import { Staff } from '../../../shared/domain/staff.ts';

const keyPair = z.object({ publicKey: base64urlOf(32), privateKey: base64urlOf(32) });

/**
 * Settings inside the encrypted replica, by name, each with its schema. What says who may do what is here and not in `keys.json`,
 * where anybody with a text editor could make themselves a supervisor.
 */
export const deviceSettings = {
  /** The device's Ed25519 pair to sign and X25519 pair to read. */
  'device.keys': z.object({ sign: keyPair, read: keyPair }),
  'device.serverUrl': z.string(),
  /** The newest certificate, as signed. */
  'device.certificate': z.object({ bytes: z.string(), signature: base64urlOf(64) }),
  'device.staff': z.array(Staff),
  /** Who in the district may be asked for an opinion in absentia, as the centre last said. */
  'mse.experts': z.array(z.object({ id: StaffId, name: z.string() })),
  /** People added here whom the centre has not named yet; they unlock once it has. */
  'staff.waiting': z.array(Staff.omit({ id: true })),
  /** Those whose key was taken away: when, by whom, and whether the centre has answered for it. Their names stay in the history. */
  'staff.left': z.array(Staff.extend({ leftAt: Instant, leftBy: StaffId, told: z.boolean().optional() })),
  /** At the last handshake the centre did not answer for those who left: its program knows nothing of them, and hears of them once it is renewed. */
  'staff.leftUnheard': z.boolean(),
  /** The administrator's statements that the centre has not answered for, oldest first; `tried`: with how many handshakes each was said. */
  'staff.statements': z.array(SignedStatement.extend({ tried: z.int().optional() })),
  /** Whose newest word the centre does not take, and when that was made. */
  'staff.passed': z.array(z.object({ login: z.string(), at: Instant })),
  /** Those that it has answered for, oldest first: a centre that was restored from a backup may have lost them, and is told again. */
  'staff.said': z.array(SignedStatement),
  /** Milliseconds since 1970: a clock set back gains nothing. */
  'clock.latest': z.number(),
  /** Milliseconds by which the centre's clock was ahead of this computer's at the last handshake. */
  'clock.offset': z.number(),
  /** The last check of the whole file, and where it goes on where its time was over. */
  'check.last': z.object({ at: z.string(), complete: z.boolean() }),
  'check.place': z.object({ tree: z.string(), row: z.number() }).nullable(),
  /** The two sums, here and at the centre, that a repair could not make one. */
  'sync.unequal': z.string().nullable(),
  /** When the documents were last looked through, and where that goes on; null: it was done. */
  'sync.looked': z.object({ at: z.number(), place: z.object({ kind: CollectionName, after: z.string() }).nullable() }),
  'journal.hlc': z.string(),
  /** Last number given to a case, a batch or a decision in `year`. */
  'number.case': z.object({ year: z.int(), last: z.int() }),
  'number.batch': z.object({ year: z.int(), last: z.int() }),
  'number.assessment': z.object({ year: z.int(), last: z.int() }),
  'number.act': z.object({ year: z.int(), last: z.int() }),
  'number.minutes': z.object({ year: z.int(), last: z.int() }),
  'number.report': z.object({ year: z.int(), last: z.int() }),
  'number.decision': z.object({ year: z.int(), last: z.int() }),
  /** Editions of the law that were put in force here, the last one holds where it is newer than the program's own. */
  'edition.inForce': z.array(z.object({ edition: z.string(), name: z.string(), issued: Instant, at: Instant, by: StaffId, byName: z.string() })),
  /** SHA-256 of the newest receipted envelope; the next one names it. */
  'push.head': base64urlOf(32),
  /** The envelope on its way: kept until its receipt has come, so that a retry sends the same bytes. */
  'push.outbox': z.object({ bytes: z.string(), numbers: z.array(z.int()) }).nullable(),
  /** The centre's epoch at the last handshake: one that rose means a restore from a backup. */
  'sync.epoch': z.int(),
  /** The last verdict on an entry that was judged again. */
  'sync.verdict': z.int(),
  /** The last order of an acting supervisor that the centre said. */
  'acting.after': z.int(),
  /** At the last handshake the centre said nothing of orders: its program knows of none, and would put aside what is done under one. */
  'acting.refused': z.boolean(),
  /** At the last handshake the centre said that it keeps files. */
  'files.taken': z.boolean(),
  /** Member of staff → their views of the queue. */
  'desk.views': z.record(StaffId, z.array(QueueView)),
  'sync.lastContactAt': z.string().nullable(),
  /** The newest roster of this office, as the centre signed it. */
  'office.roster': z.object({ bytes: z.string(), signature: base64urlOf(64) }),
  /** The laptops that anything is sealed to: those of the first roster, and those that a supervisor or an administrator let in here since. */
  'office.admitted': z.array(DeviceId),
  /** The last letter of the mailbox that was taken. */
  'office.mail': z.int(),
  /** What fell away with laptops that are no longer of this office and nobody has released, newest last, until a supervisor has seen it. */
  'office.fallen': z.array(FallenRow.omit({ label: true })),
  /** Milliseconds since 1970: when the mailbox was last asked. */
  'office.askedAt': z.number(),
  /** When this laptop's newest letters were written, by their own word: the next ones are later, though the clock be set back. */
  'office.written': Instant,
  /** What the letters said that were last posted, as a hash. */
  'office.posted': z.string(),
  'office.urgent': z.string(),
  /** The operator has this laptop move: it hands in what it has first. `asked`: it has said that it is ready; until the centre has answered nothing is written, or it would be of neither district. */
  'device.moving': z.object({ area: KatoCode, classes: z.array(SensitivityClass), asked: z.boolean().optional() }).nullable(),
  /** It has moved: what it holds of the district it came from is left behind at the next unlocking. */
  'device.moved': z.object({ from: KatoCode }).nullable(),
  /** Since the centre was restored: of a colleague's entries up to `upTo`, which had been answered for, it is not known here that the centre has them; of `open` alone, where their maker has named these since. */
  'office.doubted': z.record(DeviceId, z.object({ upTo: z.int(), open: z.array(z.int()).optional() })),
  /** From where the frames go on that are carried for others, and how far they lead. */
  'office.newsFrom': z.array(Cursor),
  'office.news': z.array(Cursor),
} as const;

export type DeviceSettingName = keyof typeof deviceSettings;
export type DeviceSetting<N extends DeviceSettingName> = z.infer<(typeof deviceSettings)[N]>;
