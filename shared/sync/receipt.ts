import { z } from 'zod';
import { base64urlOf } from '../base/base64url.ts';
import { concatBytes, utf8 } from '../base/bytes.ts';
import { DeviceId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';

/** What became of an entry at the centre. A quarantined one is kept there with its reason, and does not block the next. */
export const EntryResult = z.enum(['applied', 'merged', 'quarantined']);
export type EntryResult = z.infer<typeof EntryResult>;

/** Why an entry was put aside. */
export const QuarantineReason = z.enum(['malformed', 'notReleased', 'wrongDevice', 'wrongArea', 'notAllowed', 'conflict', 'invalidDocument', 'unknownDocument', 'immutable', 'builtOnAside', 'outdated']);
export type QuarantineReason = z.infer<typeof QuarantineReason>;

/**
 * The centre's proof for one envelope: its signature (Ed25519 over `signatureDomains.receipt ‖ bytes`) over the Merkle root of what it brought.
 * A replay of the envelope returns these same bytes.
 */
export const Receipt = z.object({
  v: z.literal(1),
  device: DeviceId,
  envelope: base64urlOf(32),
  at: Instant,
  epoch: z.int().positive(),
  count: z.int().positive(),
  root: base64urlOf(32),
});
export type Receipt = z.infer<typeof Receipt>;

/** One entry's line in a reply: number, result, reason where it was quarantined. In the order of the envelope. */
export const ReceiptLine = z.object({ n: z.int().positive(), r: EntryResult, why: QuarantineReason.optional() });
export type ReceiptLine = z.infer<typeof ReceiptLine>;

/** The Merkle leaf of an entry: its hash with its result, so the receipt proves both. */
export const receiptLeaf = (entryHash: Uint8Array, line: ReceiptLine): Uint8Array => concatBytes(entryHash, utf8(`${line.r}:${line.why ?? ''}`));
