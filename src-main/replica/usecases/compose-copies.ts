import { toBase64url } from '../../../shared/base/base64url.ts';
import { nextHlc } from '../../../shared/sync/hlc.ts';
import { encodeEntry, type JournalEntry } from '../../../shared/sync/journal-entry.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findLastEntry, type NewJournalRow } from '../store/journal.ts';
import { serverVersionOf } from '../store/versions.ts';
import type { ComposedEntries } from './compose-entries.ts';

/** A text as the centre can keep it: half a character and NUL give way to the sign for what cannot be read. */
export const mended = <V>(value: V): V => {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\uFFFD') as V;
  if (Array.isArray(value)) return value.map(mended) as V;
  return typeof value === 'object' && value !== null ? (Object.fromEntries(Object.entries(value).map(([key, part]) => [mended(key), mended(part)])) as V) : value;
};

/**
 * Entries made again on the centre's version of today: the same changes by the same author with the same command, mended where the centre could not have kept them. Whose work it is does not change because somebody
 * else sends it again.
 */
export const composeCopies = (host: Host, originals: readonly JournalEntry[]): ComposedEntries => {
  const { replica, certificate } = getOffice(host);
  const last = findLastEntry(replica.db);
  let [number, previous, hlc] = [last?.number ?? 0, new Uint8Array(last?.hash ?? new Uint8Array(32)), findDeviceSetting(replica.db, 'journal.hlc') ?? ''];
  const rows = originals.map(({ collection, document, changes, sets, command, author }): NewJournalRow => {
    hlc = nextHlc(hlc, host.clock.now());
    const bytes = encodeEntry({ v: 1, device: certificate.device, number: ++number, collection, document, base: serverVersionOf(replica.db, collection, document), changes: mended(changes), ...(sets ? { sets: mended(sets) } : {}), command, author, hlc, previous: toBase64url(previous) });
    const hash = new Uint8Array(host.crypto.sha256(bytes));
    const row = { number, hash, previous, collection, document, bytes, author, command, at: host.clock.instant() };
    previous = hash;
    return row;
  });
  return { rows, hlc };
};
