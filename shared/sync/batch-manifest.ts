import { z } from 'zod';
import { base64urlOf } from '../base/base64url.ts';
import { BatchId, DeviceId, StaffId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { KatoCode } from '../domain/kato.ts';
import { SignedStatement } from './staff-statement.ts';

/**
 * What a supervisor signs to release entries: their numbers and hashes on one device. Travels as bytes (canonical JSON) beside its
 * Ed25519 signature over `manifestDomain ‖ bytes` by the supervisor's own key. Entries outside a valid manifest stay in the office.
 */
export const BatchManifest = z.object({
  v: z.literal(1),
  batch: BatchId,
  district: KatoCode,
  device: DeviceId,
  signedBy: StaffId,
  signedAt: Instant,
  entries: z.array(z.tuple([z.int().positive(), base64urlOf(32)])).min(1).max(100_000),
  /** Orders that make the signer, or whoever wrote an entry, an acting supervisor, as they were signed: whoever has the manifest needs nothing else to check it. */
  orders: z.array(SignedStatement).max(20).optional(),
});
export type BatchManifest = z.infer<typeof BatchManifest>;

/** Entries in one batch at most, as a laptop signs it: a manifest goes up in one piece, about 35 bytes of it an entry, and must pass between two cuts of a slow line. One with more is taken all the same. */
export const mostReleased = 400;

/** Domain separation: a signature made for one purpose is worth nothing for another. */
export const signatureDomains = {
  manifest: 'tirek/manifest/1',
  envelope: 'tirek/envelope/1',
  receipt: 'tirek/receipt/1',
  certificate: 'tirek/certificate/1',
  enrol: 'tirek/enrol/1',
  admit: 'tirek/admit/1',
  session: 'tirek/session/1',
  request: 'tirek/request/1',
  staff: 'tirek/staff/1',
  paper: 'tirek/paper/1',
  frames: 'tirek/frames/1',
  edition: 'tirek/edition/1',
  roster: 'tirek/roster/1',
  letter: 'tirek/letter/1',
  proof: 'tirek/proof/1',
  last: 'tirek/last/1',
  revoked: 'tirek/revoked/1',
  order: 'tirek/order/1',
} as const;
