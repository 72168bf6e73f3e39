import { findEntry, type JournalEntry } from '../../../shared/sync/journal-entry.ts';
import { noBatch } from '../../../shared/sync/own-word.ts';
import type { ReadableDb } from '../store/db.ts';
import { listPeers } from '../store/office-peers.ts';
import { serverVersionOf } from '../store/versions.ts';
import { findOfficeRoster } from './office-roster.ts';

/** What of the office is here: its laptops, and how far the entries of each have come. */
type Here = { readonly devices: ReadonlySet<string>; readonly reached: ReadonlyMap<string, number> };

/**
 * True where an entry was built on one of a colleague's that the centre cannot have from here yet: it is here and in no batch, or it has not come (after a restore from the save file, which has no letters in it) and the centre has sent nothing of
 * the document since. A laptop that is not of the office any more is waited for no longer.
 */
const lacksGround = (db: ReadableDb, { devices, reached }: Here, { collection, document, base, heard }: JournalEntry): boolean =>
  (heard ?? []).some(([device, number]) => {
    if (!devices.has(device)) return false;
    if (db.find('SELECT 1 FROM office_entry WHERE device = ? AND document = ? AND collection = ? AND number <= ? AND ended = 0 AND batch IS NULL LIMIT 1', device, document, collection, number)) return true;
    return number > (reached.get(device) ?? 0) && serverVersionOf(db, collection, document) <= base;
  });

/** Released entries of this laptop that were built on what the centre cannot have yet, by number: they wait, or they would be put aside. */
export const listWithoutGround = (db: ReadableDb): number[] => {
  const devices = new Set<string>((findOfficeRoster(db)?.devices ?? []).map(({ device }) => device));
  if (devices.size < 2) return [];
  // Few entries name a colleague's; what is text is looked through before it is read.
  const rows = db.list<{ number: number; bytes: Uint8Array }>(`SELECT number, bytes FROM journal WHERE receipt IS NULL AND batch IS NOT NULL AND batch <> ? AND instr(bytes, CAST('"heard":' AS BLOB)) > 0 ORDER BY number`, noBatch);
  if (rows.length === 0) return [];
  const here: Here = { devices, reached: new Map(listPeers(db).map((peer) => [peer.device, peer.reached])) };
  return rows.flatMap(({ number, bytes }) => {
    const entry = findEntry(bytes);
    return entry && lacksGround(db, here, entry) ? [number] : [];
  });
};
