import { streamKindOf, type CollectionName } from '../../../shared/domain/collection.ts';
import { findEntry, type JournalEntry } from '../../../shared/sync/journal-entry.ts';
import { noBatch } from '../../../shared/sync/own-word.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { listCursors } from '../store/cursors.ts';
import type { ReadableDb } from '../store/db.ts';
import { listPeers } from '../store/office-peers.ts';
import { serverVersionOf } from '../store/versions.ts';
import { doubtOf } from './doubted.ts';
import { findOfficeRoster } from './office-roster.ts';

/** What of the office is here: its laptops, and how far the entries of each have come. */
type Here = { readonly devices: ReadonlySet<string>; readonly reached: ReadonlyMap<string, number>; readonly isDoubted: (device: string, number: number) => boolean };

/** The centre's version of a document, 0 where its stream has not been read since the centre was restored: what was read before says nothing of what it has. */
const knownVersionOf = (db: ReadableDb, collection: CollectionName, document: string): number => {
  const epoch = findDeviceSetting(db, 'sync.epoch') ?? 0;
  const isOld = listCursors(db).some((cursor) => cursor.epoch < epoch && cursor.stream.split('/')[1] === streamKindOf(collection));
  return isOld ? 0 : serverVersionOf(db, collection, document);
};

/**
 * True where an entry was built on one of a colleague's that the centre cannot have from here yet: it is here and in no batch, or it has not come (after a restore from the save file, which has no letters in it), or the centre had it before it was restored itself
 * (`doubted.ts`), and has sent nothing of the document since. A laptop that is not of the office any more is waited for no longer.
 */
const lacksGround = (db: ReadableDb, { devices, reached, isDoubted }: Here, { collection, document, base, heard }: JournalEntry): boolean =>
  (heard ?? []).some(([device, number]) => {
    if (!devices.has(device)) return false;
    if (db.find('SELECT 1 FROM office_entry WHERE device = ? AND document = ? AND collection = ? AND number <= ? AND ended = 0 AND batch IS NULL LIMIT 1', device, document, collection, number)) return true;
    // What is here in a batch goes before it.
    if (db.find('SELECT 1 FROM office_entry WHERE device = ? AND number = ? AND ended = 0', device, number)) return false;
    return (number > (reached.get(device) ?? 0) || isDoubted(device, number)) && knownVersionOf(db, collection, document) <= base;
  });

/** Released entries of this laptop that were built on what the centre cannot have yet, by number: they wait, or they would be put aside. */
export const listWithoutGround = (db: ReadableDb): number[] => {
  const devices = new Set<string>((findOfficeRoster(db)?.devices ?? []).map(({ device }) => device));
  if (devices.size < 2) return [];
  // Few entries name a colleague's; what is text is looked through before it is read.
  const rows = db.list<{ number: number; bytes: Uint8Array }>(`SELECT number, bytes FROM journal WHERE receipt IS NULL AND batch IS NOT NULL AND batch <> ? AND instr(bytes, CAST('"heard":' AS BLOB)) > 0 ORDER BY number`, noBatch);
  if (rows.length === 0) return [];
  const here: Here = { devices, isDoubted: doubtOf(db), reached: new Map(listPeers(db).map((peer) => [peer.device, peer.reached])) };
  return rows.flatMap(({ number, bytes }) => {
    const entry = findEntry(bytes);
    return entry && lacksGround(db, here, entry) ? [number] : [];
  });
};
