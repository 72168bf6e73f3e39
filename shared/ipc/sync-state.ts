import { z } from 'zod';
import { AppError } from '../base/app-error.ts';
import { Instant } from '../base/instant.ts';

/** The status line at the foot: it never lies. `link` is what the last contact showed, not what the network card says. */
export const StatusLine = z.object({
  link: z.enum(['unknown', 'up', 'down']),
  lastContactAt: Instant.nullable(),
  /** Entries that wait for a supervisor's batch; those that can never be released (their case has left) are told in its history instead. */
  unreleased: z.int(),
  /** Released entries without a receipt. */
  unsent: z.int(),
  quarantined: z.int(),
  lastReceiptAt: Instant.nullable(),
  leaseDaysLeft: z.int(),
  /** Files that the centre is not known to have, of what is released or not, and their bytes. */
  filesOnlyHere: z.int(),
  fileBytesOnlyHere: z.int(),
  syncing: z.boolean(),
});
export type StatusLine = z.infer<typeof StatusLine>;

/** A sync as it runs, and the last one when none does. Counts are entries up and items down; bytes are of the protocol, both ways. Files (phase `files`, the last) are counted by themselves: what the centre had of them before counts as sent. */
export const SyncProgress = z.object({
  phase: z.enum(['idle', 'connecting', 'exchanging', 'files', 'done', 'failed', 'cancelled']),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  entriesSent: z.int(),
  entriesToSend: z.int(),
  receipts: z.int(),
  /** Of the entries sent, those that the centre put aside: the sync is done, and a person must look. */
  quarantined: z.int(),
  itemsReceived: z.int(),
  itemsToReceive: z.int(),
  /** Of the chunks that are coming in (a first load), whose items are counted when one is whole. */
  chunkBytesReceived: z.int(),
  chunkBytesToReceive: z.int(),
  bytesUp: z.int(),
  bytesDown: z.int(),
  filesSent: z.int(),
  filesToSend: z.int(),
  fileBytesSent: z.int(),
  fileBytesToSend: z.int(),
  /** The same of files that somebody here wants to see. */
  filesReceived: z.int(),
  filesToReceive: z.int(),
  fileBytesReceived: z.int(),
  fileBytesToReceive: z.int(),
  /** The one of them that comes now (SHA-256, hexadecimal), how many of its bytes are here, and how many it has. */
  fetching: z.object({ hash: z.string(), here: z.int(), size: z.int() }).nullable(),
  /** Records that were here otherwise than the centre has them, and are as it has them now; and those that still differ. */
  repaired: z.int(),
  unequal: z.int(),
  /** Seconds left at the speed measured so far; null where it cannot be told. */
  secondsLeft: z.int().nullable(),
  /** The centre was restored from a backup since the last handshake: what had been receipted is handed in again, what came is read anew. */
  restored: z.boolean(),
  error: AppError.nullable(),
});
export type SyncProgress = z.infer<typeof SyncProgress>;
