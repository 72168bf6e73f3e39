import { toBase64url } from '../../shared/base/base64url.ts';
import { checkReceipt } from '../../shared/sync/check-receipt.ts';
import { findEntry } from '../../shared/sync/journal-entry.ts';
import type { ReceiptLine } from '../../shared/sync/receipt.ts';
import type { Centre } from '../centre.ts';
import { listEntries, listEnvelopes, listHashes } from '../store/evidence.ts';

/** `gaps`: numbers that were never handed in (not released, as a rule), first to last. `faults`: what does not fit, by the entry's number or the envelope's hash. */
export type ChainReport = {
  readonly device: string;
  readonly entries: number;
  readonly envelopes: number;
  readonly gaps: readonly (readonly [first: number, last: number])[];
  readonly faults: readonly { readonly what: 'hash' | 'link' | 'header' | 'receipt' | 'envelope'; readonly number?: number; readonly envelope?: string }[];
};

const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, index) => byte === b[index]);
const page = 2000;
const none = new Uint8Array(32);

/**
 * Checks a device's audit chain as the centre holds it: each entry's bytes against its hash, its number and device, and the hash it names of the entry before; each envelope against
 * the one it names; each receipt's signature and root against the entries. A gap ends a chain, and the next begins after it.
 */
export const checkChain = async (centre: Centre, device: string): Promise<ChainReport> => {
  const db = centre.database.pool;
  const faults: ChainReport['faults'][number][] = [];
  const gaps: [number, number][] = [];
  let [last, before, entries] = [0, none as Uint8Array, 0];
  for (;;) {
    const rows = await listEntries(db, device, last, page);
    for (const { number, hash, bytes } of rows) {
      entries += 1;
      const entry = findEntry(bytes);
      if (!same(centre.crypto.sha256(bytes), hash)) faults.push({ what: 'hash', number });
      if (entry && (entry.number !== number || entry.device !== device)) faults.push({ what: 'header', number });
      if (number !== last + 1) gaps.push([last + 1, number - 1]);
      else if (entry && entry.previous !== toBase64url(before)) faults.push({ what: 'link', number });
      [last, before] = [number, hash];
    }
    if (rows.length < page) break;
  }
  const envelopes = await listEnvelopes(db, device);
  const known = new Set(envelopes.map((row) => toBase64url(row.hash)));
  for (const { hash, previous, lines: text, receipt, signature } of envelopes) {
    const envelope = toBase64url(hash);
    if (!same(previous, none) && !known.has(toBase64url(previous))) faults.push({ what: 'envelope', envelope });
    const lines = JSON.parse(text) as ReceiptLine[];
    const hashes = await listHashes(db, device, lines.map((line) => line.n));
    // A number that was taken by other bytes has two hashes: those that came in one envelope are the first of each, or the others.
    const isSigned = [hashes, hashes.toReversed()].some((rows) => {
      const byNumber = new Map(rows.map((row) => [row.number, row]));
      const found = lines.flatMap((line) => byNumber.get(line.n) ?? []);
      return checkReceipt(centre.crypto, { serverSignKey: centre.keys.sign.publicKey, device, envelopeHash: hash, entries: found }, { bytes: receipt, signature }, lines).ok;
    });
    if (!isSigned) faults.push({ what: 'receipt', envelope });
  }
  return { device, entries, envelopes: envelopes.length, gaps, faults };
};
