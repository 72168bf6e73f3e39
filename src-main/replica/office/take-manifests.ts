import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import { BatchManifest } from '../../../shared/sync/batch-manifest.ts';
import { findCanonical } from '../../../shared/sync/find-canonical.ts';
import type { OfficeRoster } from '../../../shared/sync/office-roster.ts';
import { verifyManifest } from '../../../shared/sync/verify-manifest.ts';
import { listTerms } from '../session/acting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import type { WritableDb } from '../store/db.ts';
import { markReleased } from '../store/journal.ts';
import { hasManifest, putManifest } from '../store/manifests.ts';
import { listOfficeManifests, putOfficeManifest } from '../store/office-papers.ts';
import { markOfficeReleased } from '../store/office-entries.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { manifestKeys } from './manifest-keys.ts';

type Signed = { readonly bytes: Uint8Array; readonly signature: Uint8Array };
export type VerifiedManifest = Signed & { readonly read: BatchManifest };

/** Those that a supervisor (or a chair, or who acted as a supervisor that day) of this office signed. */
export const verifiedManifests = (host: Host, roster: OfficeRoster | undefined, manifests: readonly Signed[]): VerifiedManifest[] => {
  const keys = manifestKeys(roster, listTerms(getOffice(host).replica.db));
  return manifests.flatMap((manifest) => {
    const read = verifyManifest(host.crypto.verify, keys, manifest);
    return read ? [{ ...manifest, read }] : [];
  });
};

const hashed = (entries: BatchManifest['entries']): (readonly [number, Uint8Array])[] => entries.map(([number, hash]) => [number, findBase64urlBytes(hash)!]);

/** Releases what the manifests name, of this laptop's own entries and of others' that are here; what comes later is released as it comes ({@link releaseKnown}). An own entry whose receipt came first needs its batch too: with it, it is handed in again after a restore of the centre. */
export const takeManifests = (db: WritableDb, own: string, manifests: readonly VerifiedManifest[]): void => {
  for (const { bytes, signature, read } of manifests) {
    if (read.device !== own) {
      const isOpen = db.find('SELECT 1 FROM office_entry WHERE device = ? AND ended = 0 LIMIT 1', read.device) !== undefined;
      if (!isOpen) continue;
      putOfficeManifest(db, read.device, read.batch, { bytes, signature });
      markOfficeReleased(db, read.device, hashed(read.entries), read.batch);
      continue;
    }
    const numbers = hashed(read.entries).flatMap(([number, hash]) => (db.find('SELECT 1 FROM journal WHERE number = ? AND hash = ? AND batch IS NULL', number, hash) ? [number] : []));
    if (numbers.length === 0) continue;
    putManifest(db, { batch: read.batch, bytes, signature });
    markReleased(db, numbers, read.batch);
  }
};

/**
 * Batches that the centre brings of this laptop's own entries, which somebody else released and handed in. Of entries that it has taken its receipt says that they were released: the signer, who may be on no roster any more, need not be known here. Nothing takes the
 * place of a batch that is known.
 */
export const takeOwnManifests = (db: WritableDb, own: string, manifests: readonly Signed[]): void => {
  for (const { bytes, signature } of manifests) {
    const read = findCanonical(BatchManifest, bytes);
    if (read?.device !== own || hasManifest(db, read.batch)) continue;
    const numbers = hashed(read.entries).flatMap(([number, hash]) => (db.find("SELECT 1 FROM journal WHERE number = ? AND hash = ? AND batch IS NULL AND receipt IS NOT NULL AND coalesce(why, '') <> 'notReleased'", number, hash) ? [number] : []));
    if (numbers.length === 0) continue;
    putManifest(db, { batch: read.batch, bytes, signature });
    markReleased(db, numbers, read.batch);
  }
};

/** Entries of `device` that have just come and that a manifest here names already. */
export const releaseKnown = (db: WritableDb, device: string): void => {
  for (const { batch, bytes } of listOfficeManifests(db, device)) {
    const read = findMessage(BatchManifest, bytes);
    if (read) markOfficeReleased(db, device, hashed(read.entries), batch);
  }
};
