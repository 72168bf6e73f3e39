import type { Instant } from '../../../shared/base/instant.ts';
import { BatchManifest } from '../../../shared/sync/batch-manifest.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import type { ReadableDb, WritableDb } from './db.ts';
import { markOfficeReleased } from './office-entries.ts';

type Signed = { readonly bytes: Uint8Array; readonly signature: Uint8Array };

/** A manifest that releases entries of another laptop. */
export const putOfficeManifest = (db: WritableDb, device: string, batch: string, { bytes, signature }: Signed): void => {
  db.run('INSERT INTO office_manifest (device, batch, bytes, signature) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING', device, batch, bytes, signature);
};
/** A batch that was signed here releases entries of another laptop. Once the laptop is restored its save file has it: those entries come again by letter, their release from nowhere. */
export const releaseForOffice = (db: WritableDb, { device, batch, bytes, signature, entries }: Signed & { readonly device: string; readonly batch: string; readonly entries: readonly (readonly [number: number, hash: Uint8Array])[] }): void => {
  putOfficeManifest(db, device, batch, { bytes, signature });
  markOfficeReleased(db, device, entries, batch);
  db.note({ kind: 'released', numbers: [], batch, office: { device, bytes, signature, entries: entries.map(([number, hash]) => [number, hash]) } });
};
export type OfficeManifest = Signed & { readonly device: string; readonly batch: string };
export const listOfficeManifests = (db: ReadableDb, device?: string): OfficeManifest[] =>
  db.list<OfficeManifest>('SELECT device, batch, bytes, signature FROM office_manifest WHERE device = coalesce(?, device) ORDER BY batch', device ?? null);
/** Those that somebody can use: their laptop is one of `devices`, or something that they release is open here, to be carried. */
export const listManifestsFor = (db: ReadableDb, devices: readonly string[]): OfficeManifest[] =>
  db.list<OfficeManifest>(
    `SELECT device, batch, bytes, signature FROM office_manifest m WHERE device IN (SELECT value FROM json_each(?)) OR EXISTS (SELECT 1 FROM office_entry e WHERE e.device = m.device AND e.batch = m.batch AND e.ended = 0) ORDER BY batch`,
    JSON.stringify(devices),
  );
const dropIdle = (db: WritableDb, device: string, batch: string): void => {
  if (!db.find('SELECT 1 FROM office_entry WHERE device = ? AND batch = ? AND ended = 0 LIMIT 1', device, batch)) db.run('DELETE FROM office_manifest WHERE device = ? AND batch = ?', device, batch);
};
/**
 * Manifests for a laptop go once it waits for none of the entries that they name any more (`isDone`, by number) and none is open here. A receipt is no reason: their maker must have the batch too, or it could hand nothing in again after a restore of the centre. One
 * that names what has not come yet is waited for: its letter may be on the way.
 */
export const dropOfficeManifests = (db: WritableDb, device: string, isDone: (number: number) => boolean): void => {
  for (const { batch, bytes } of listOfficeManifests(db, device)) if (findMessage(BatchManifest, bytes)?.entries.every(([number]) => isDone(number)) !== false) dropIdle(db, device, batch);
};
/** Manifests from before `until` for laptops that are not among `devices` go: no letter of theirs says that they have them. A centre that was restored may know of a laptop only later, so those of today stay. */
const dropManifestsOfOthers = (db: WritableDb, devices: readonly string[], until: Instant): void => {
  for (const { device, batch, bytes } of listOfficeManifests(db)) if (!devices.includes(device) && (findMessage(BatchManifest, bytes)?.signedAt ?? '') < until) dropIdle(db, device, batch);
};

/** A receipt for entries of another laptop, to be handed on to it. */
export type OfficeReceipt = { readonly hash: string; readonly device: string; readonly numbers: readonly number[]; readonly file: Uint8Array };
export const putOfficeReceipt = (db: WritableDb, { hash, device, numbers, file }: OfficeReceipt): void => {
  db.run('INSERT INTO office_receipt (hash, device, numbers, file) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING', hash, device, JSON.stringify(numbers), file);
};
export const listOfficeReceipts = (db: ReadableDb): OfficeReceipt[] =>
  db.list<Omit<OfficeReceipt, 'numbers'> & { numbers: string }>('SELECT hash, device, numbers, file FROM office_receipt ORDER BY hash').map(({ numbers, ...row }) => ({ ...row, numbers: JSON.parse(numbers) as number[] }));
export const dropOfficeReceipt = (db: WritableDb, hash: string): void => {
  db.run('DELETE FROM office_receipt WHERE hash = ?', hash);
};

/** Receipts for laptops that are not of the office any more, and their letters, go: nobody takes them; and manifests from before `until`. */
export const dropPapersOfOthers = (db: WritableDb, devices: readonly string[], until: Instant): void => {
  dropManifestsOfOthers(db, devices, until);
  for (const table of ['office_receipt', 'office_letter']) db.run(`DELETE FROM ${table} WHERE device NOT IN (SELECT value FROM json_each(?))`, JSON.stringify(devices));
};

/** A letter of another laptop as it came: passed on as it is, to whoever it is for. */
export type KeptLetter = { readonly device: string; readonly place: number; readonly at: string; readonly bytes: Uint8Array };
/** Keeps it in the place of its writer's earlier ones. `posted`: it came from the mailbox. */
export const keepLetter = (db: WritableDb, { device, place, at, bytes }: KeptLetter, posted: boolean): void => {
  db.run('DELETE FROM office_letter WHERE device = ? AND at <> ?', device, at);
  db.run('INSERT INTO office_letter (device, place, at, bytes, posted) VALUES (?, ?, ?, ?, ?) ON CONFLICT (device, place) DO UPDATE SET posted = max(posted, excluded.posted)', device, place, at, bytes, posted ? 1 : 0);
};
export const listKeptLetters = (db: ReadableDb): KeptLetter[] => db.list<KeptLetter>('SELECT device, place, at, bytes FROM office_letter ORDER BY device, place');
export const listUnposted = (db: ReadableDb): KeptLetter[] => db.list<KeptLetter>('SELECT device, place, at, bytes FROM office_letter WHERE posted = 0 ORDER BY device, place LIMIT 16');
export const markPosted = (db: WritableDb, { device, place, at }: Pick<KeptLetter, 'device' | 'place' | 'at'>): void => {
  db.run('UPDATE office_letter SET posted = 1 WHERE device = ? AND place = ? AND at = ?', device, place, at);
};
/** The mailbox may have lost them all: they are posted again. */
export const unpostLetters = (db: WritableDb): void => {
  db.run('UPDATE office_letter SET posted = 0');
};

/** Frames that are carried for others, in order. */
export const listNews = (db: ReadableDb): { number: number; bytes: Uint8Array }[] => db.list<{ number: number; bytes: Uint8Array }>('SELECT number, bytes FROM office_news ORDER BY number');
export const addNews = (db: WritableDb, files: readonly Uint8Array[]): void => {
  for (const bytes of files) db.run('INSERT INTO office_news (bytes) VALUES (?)', bytes);
};
export const clearNews = (db: WritableDb): void => {
  db.run('DELETE FROM office_news');
};
