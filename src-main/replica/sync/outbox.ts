import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { EnvelopeContent } from '../../../shared/sync/envelope.ts';
import { linkPort } from '../../../shared/sync/link/link-keys.ts';
import { documentSchemaVersion } from '../../../shared/sync/messages.ts';
import { noBatch } from '../../../shared/sync/own-word.ts';
import { sealEnvelope } from '../../../shared/sync/seal-envelope.ts';
import { heldBack } from '../office/held-back.ts';
import { findDeviceSetting, putDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import type { ReadableDb } from '../store/db.ts';
import { listToPush, type JournalRow } from '../store/journal.ts';
import type { CompactLink } from './compact-link.ts';
import { getManifest, type ManifestRow } from '../store/manifests.ts';

/** The envelope on its way and the entries in it, in its order. `carried`: the laptop of the office that made them, where that is another. */
export type Outbox = { readonly carried?: string; readonly bytes: Uint8Array; readonly entries: readonly { readonly number: number; readonly hash: Uint8Array }[] };

/** Small enough that a cut on a slow link does not cost minutes: what was not receipted is sent again. */
export const mostEntries = 2000;
const mostBytes = 200_000;

/** A manifest larger than this goes once; the centre keeps it for the envelopes that follow. */
const smallManifest = 16_384;

/** The batches that the entries were released in; one that needs no release is in none. */
const batchesOf = (rows: readonly JournalRow[]): string[] => [...new Set(rows.flatMap(({ batch }) => (batch === null || batch === noBatch ? [] : batch)))];

/** The manifests that an envelope of `rows` needs. `small`: bytes up to which one goes again although the centre has it. That an entry of the batch has a receipt shows that it has; but not one whose receipt outlives a restore of the centre (`forgetReceived`). */
const manifestsFor = (db: ReadableDb, rows: readonly JournalRow[], small = smallManifest): ManifestRow[] =>
  batchesOf(rows).flatMap((batch) => {
    const manifest = getManifest(db, batch);
    const known = manifest.bytes.length > small && db.find('SELECT 1 FROM journal WHERE batch = ? AND receipt IS NOT NULL AND resolved IS NULL AND length(bytes) > 0 LIMIT 1', batch) !== undefined;
    return known ? [] : [manifest];
  });

const firstOf = (rows: readonly JournalRow[]): JournalRow[] => {
  let bytes = 0;
  const cut = rows.findIndex((row, index) => (bytes += row.bytes.length) > mostBytes && index > 0);
  return cut === -1 ? [...rows] : rows.slice(0, cut);
};

const keptOutbox = (host: Host): Outbox | undefined => {
  const { db } = getOffice(host).replica;
  const kept = findDeviceSetting(db, 'push.outbox');
  const bytes = kept && findBase64urlBytes(kept.bytes);
  if (!kept || !bytes) return undefined;
  const entries = db.list<{ number: number; hash: Uint8Array }>('SELECT number, hash FROM journal WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number', JSON.stringify(kept.numbers));
  return { bytes, entries };
};

/** Bytes of content up to which an envelope is made for a link: without compression of its own, since that is the link's. */
const mostCompact = 60_000;

const sizeOf = ({ entries, manifests }: EnvelopeContent): number => [...entries, ...manifests].reduce((sum, { bytes }) => sum + bytes.length + 70, 0);

/**
 * The envelope to send: the one that still waits for its receipt, or else the next released entries, at most `most`, sealed to the centre and kept before the first byte
 * leaves, so that every retry sends the same bytes. `link`: the compact link it will go over. `before`: entries of an earlier clock alone, where another laptop's must go first; `held`: without these, which wait for another's. Undefined where nothing is to be sent. Errors: those of the storage.
 */
export const takeOutbox = (host: Host, most: number, link?: CompactLink, before?: string, held: readonly number[] = []): Result<Outbox | undefined, AppError> => {
  const kept = keptOutbox(host);
  if (kept) return ok(kept);
  const { replica, certificate, sign } = getOffice(host);
  const rows = firstOf(listToPush(replica.db, most, 0, before, held));
  if (rows.length === 0) return ok(undefined);
  const head = findDeviceSetting(replica.db, 'push.head');
  const input = {
    device: certificate.device,
    previous: (head && findBase64urlBytes(head)) || new Uint8Array(32),
    readers: [findBase64urlBytes(certificate.serverReadKey)!],
    schema: documentSchemaVersion,
    // On a line where little passes between two cuts it is said once, however small it is.
    manifests: manifestsFor(replica.db, rows, host.mostEntries === undefined ? smallManifest : 0),
    entries: rows.map(({ number, bytes: entry }) => ({ number, bytes: entry })),
  };
  // For a link it is sealed with the link's keys, and need not be sent itself.
  const forLink = link && sizeOf(input) < mostCompact ? link : undefined;
  const number = forLink?.next ?? 0;
  let signature = new Uint8Array();
  // A number is used once, whatever happens next: its keys are.
  if (forLink) forLink.next = number + 1;
  const bytes = sealEnvelope(forLink ? linkPort(host.crypto, forLink.context.secret, number) : host.crypto, (message) => (signature = new Uint8Array(host.crypto.sign(sign.privateKey, message))), input);
  const saved = replica.commit({
    durability: 'full',
    documents: [],
    sql: (db) => putDeviceSetting(db, 'push.outbox', { bytes: toBase64url(bytes), numbers: rows.map((row) => row.number) }),
  });
  if (!saved.ok) return saved;
  if (forLink) forLink.sealed = { envelope: { ...input, number, signature }, bytes };
  return ok({ bytes, entries: rows });
};

/** The next released entries without a receipt after number `after`, sealed for a stick; every envelope there has its manifests with it. Undefined where there are none. Nothing is kept: which way comes first does not matter. */
export const sealForStick = (host: Host, after: number, previous: Uint8Array): { readonly numbers: readonly number[]; readonly bytes: Uint8Array } | undefined => {
  const { replica, certificate, sign } = getOffice(host);
  // By stick as by line: what was built on what the centre cannot have waits for it.
  const rows = firstOf(listToPush(replica.db, mostEntries, after, undefined, heldBack(replica.db, new Set()).own));
  if (rows.length === 0) return undefined;
  const bytes = sealEnvelope(host.crypto, (message) => host.crypto.sign(sign.privateKey, message), {
    device: certificate.device, previous, readers: [findBase64urlBytes(certificate.serverReadKey)!], schema: documentSchemaVersion,
    manifests: batchesOf(rows).map((batch) => getManifest(replica.db, batch)),
    entries: rows.map(({ number, bytes: entry }) => ({ number, bytes: entry })),
  });
  return { numbers: rows.map((row) => row.number), bytes };
};

/** The next entries without a receipt after number `after`, at most `most`, released or not: what a laptop that was revoked hands in for review. Undefined where there are none. */
export const sealUnanswered = (host: Host, most: number, after: number): Outbox | undefined => {
  const { replica, certificate, sign } = getOffice(host);
  const rows = firstOf(replica.db.list<JournalRow>('SELECT number, hash, batch, bytes FROM journal WHERE receipt IS NULL AND number > ? ORDER BY number LIMIT ?', after, most));
  if (rows.length === 0) return undefined;
  const bytes = sealEnvelope(host.crypto, (message) => host.crypto.sign(sign.privateKey, message), {
    device: certificate.device, previous: new Uint8Array(32), readers: [findBase64urlBytes(certificate.serverReadKey)!], schema: documentSchemaVersion, manifests: manifestsFor(replica.db, rows),
    entries: rows.map(({ number, bytes: entry }) => ({ number, bytes: entry })),
  });
  return { bytes, entries: rows };
};

/** Forgets an envelope that the centre cannot read at all; its entries go into the next one. */
export const dropOutbox = (host: Host): Result<void, AppError> =>
  getOffice(host).replica.commit({ durability: 'full', documents: [], sql: (db) => putDeviceSetting(db, 'push.outbox', null) });
