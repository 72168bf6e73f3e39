import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { DeviceId } from '../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { checkReceipt } from '../../../shared/sync/check-receipt.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { documentSchemaVersion } from '../../../shared/sync/messages.ts';
import { encodeReceiptFile } from '../../../shared/sync/receipt-file.ts';
import type { ReceiptLine } from '../../../shared/sync/receipt.ts';
import { sealEnvelope } from '../../../shared/sync/seal-envelope.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import type { ReadableDb } from '../store/db.ts';
import { findFirstClock } from '../store/journal.ts';
import { listToCarry, type OfficeEntryRow } from '../store/office-entries.ts';
import { listOfficeManifests } from '../store/office-papers.ts';
import { proofsFor } from '../store/office-proofs.ts';
import type { Outbox } from '../sync/outbox.ts';
import { heldBack } from './held-back.ts';
import { takeOfficeReceipt } from './take-office-receipt.ts';

/** What the office hands in next: entries of another laptop, or this one's, of a clock before `before` alone and without those that are `held`. */
export type NextTurn = { readonly carried: readonly OfficeEntryRow[] } | { readonly before: string | undefined; readonly held: readonly number[] };

/** What the centre takes of others' in this session: nothing at all, or all but the entries of the laptops for which it `refused` them. */
export type Carrying = { readonly carries: boolean; readonly refused: ReadonlySet<string> };

/** Bytes of entries in one envelope that is carried, as in one of this laptop's own: far below what the centre takes, so that none is refused for its size. */
const mostBytes = 200_000;

/**
 * What goes next. Entries of several laptops go to the centre in the order of their clocks: what somebody wrote after reading a colleague's entry has a later one, so nothing arrives before what it was built on. What was built on what is not here, or in no batch, or on entries that the centre
 * does not take now, waits for these (`heldBack`); nothing else does. Undefined where nothing is to be handed in.
 */
export const nextTurn = (db: ReadableDb, { carries, refused }: Carrying): NextTurn | undefined => {
  const { own: held, others } = heldBack(db, carries ? refused : undefined);
  const own = findFirstClock(db, held);
  const [first, ...rest] = carries ? listToCarry(db, 2000).filter((row) => !refused.has(row.device) && !others.has(`${row.device} ${row.number}`)) : [];
  if (!first) return own === undefined ? undefined : { before: undefined, held };
  if (own !== undefined && own < first.hlc) return { before: first.hlc, held };
  const carried = [first];
  let bytes = first.bytes.length;
  for (const row of rest) {
    if (row.device !== first.device || row.number <= carried.at(-1)!.number || (own !== undefined && row.hlc >= own) || carried.length >= 500 || (bytes += row.bytes.length) > mostBytes) break;
    carried.push(row);
  }
  return { carried };
};

/** How many manifests may be larger than the envelope they are for. */
const mostManifests = limits.manifests;

/** An envelope of entries that another laptop made: signed by this one, which can leave out but not make up, since the maker's own signature over their hashes goes with it. It is not kept: a retry seals the same entries anew, and the centre takes each once. */
export const sealCarried = (host: Host, rows: readonly OfficeEntryRow[]): Outbox => {
  const { replica, certificate, sign } = getOffice(host);
  const { device } = rows[0]!;
  const batches = new Set(rows.map(({ batch }) => batch));
  const bytes = sealEnvelope(host.crypto, (message) => host.crypto.sign(sign.privateKey, message), {
    device: device as DeviceId, carrier: certificate.device, previous: new Uint8Array(32), readers: [findBase64urlBytes(certificate.serverReadKey)!], schema: documentSchemaVersion,
    manifests: listOfficeManifests(replica.db, device).filter(({ batch }) => batches.has(batch)).slice(0, mostManifests),
    entries: rows.map(({ number, bytes: entry }) => ({ number, bytes: entry })), proofs: proofsFor(replica.db, device, rows),
  });
  return { carried: device, bytes, entries: rows.map(({ number, hash }) => ({ number, hash })) };
};

/** The centre's receipt for an envelope that was carried: checked as any, noted here, and kept for the laptop whose entries they are. Errors: SignatureInvalid, those of the storage. */
export const applyCarriedReceipt = (host: Host, outbox: Outbox, receipt: { readonly bytes: Uint8Array; readonly signature: Uint8Array }, lines: readonly ReceiptLine[]): Result<void, AppError> => {
  const { certificate } = getOffice(host);
  const checked = checkReceipt(host.crypto, { serverSignKey: findBase64urlBytes(certificate.serverSignKey)!, device: outbox.carried!, envelopeHash: host.crypto.sha256(outbox.bytes), entries: outbox.entries }, receipt, lines);
  if (!checked.ok) {
    host.log('receiptRefused', { why: checked.error });
    return err({ type: 'SignatureInvalid', what: 'receipt' });
  }
  const taken = takeOfficeReceipt(host, encodeReceiptFile({ ...receipt, lines }));
  return taken.ok ? ok() : taken;
};
