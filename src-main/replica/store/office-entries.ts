import type { ReadableDb, WritableDb } from './db.ts';
import { baseSql } from './journal.ts';

/** An entry that another laptop of the office made, under its number. `batch`: released in it. `ended`: the centre has answered for it. */
export type OfficeEntryRow = {
  readonly device: string;
  readonly number: number;
  readonly hash: Uint8Array;
  readonly collection: string;
  readonly document: string;
  readonly bytes: Uint8Array;
  readonly author: string;
  readonly command: string;
  readonly hlc: string;
  readonly batch: string | null;
  readonly result: string | null;
  readonly ended: number;
};
export type NewOfficeEntry = Omit<OfficeEntryRow, 'batch' | 'result' | 'ended'>;

const columns = 'device, number, hash, collection, document, bytes, author, command, hlc, batch, result, ended';

/** Keeps an entry; one that is known stays as it is. */
export const insertOfficeEntry = (db: WritableDb, row: NewOfficeEntry): void => {
  db.run('INSERT INTO office_entry (device, number, hash, collection, document, bytes, author, command, hlc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    row.device, row.number, row.hash, row.collection, row.document, row.bytes, row.author, row.command, row.hlc);
};

/** What others wrote of a document that the centre has not answered for, in the order of their clocks. */
export const listOfficeOpenOf = (db: ReadableDb, collection: string, document: string): OfficeEntryRow[] =>
  db.list<OfficeEntryRow>(`SELECT ${columns} FROM office_entry WHERE document = ? AND collection = ? AND ended = 0 ORDER BY hlc, device`, document, collection);

/** What others wrote of a document that lies over it: what the centre has not answered for, and what it has taken and not sent for certain yet. */
export const listOfficeLaidOf = (db: ReadableDb, collection: string, document: string): OfficeEntryRow[] =>
  db.list<OfficeEntryRow>(`SELECT ${columns} FROM office_entry WHERE document = ? AND collection = ? AND (ended = 0 OR result IS NULL OR result <> 'quarantined') ORDER BY hlc, device`, document, collection);

/** Open entries of one laptop, by number. */
export const listOfficeOpenBy = (db: ReadableDb, device: string): OfficeEntryRow[] =>
  db.list<OfficeEntryRow>(`SELECT ${columns} FROM office_entry WHERE device = ? AND ended = 0 ORDER BY number`, device);

/** What other laptops wrote of a document that no version here is known to hold, by laptop and number. */
export const listOfficeEntriesOf = (db: ReadableDb, collection: string, document: string): OfficeEntryRow[] =>
  db.list<OfficeEntryRow>(`SELECT ${columns} FROM office_entry WHERE document = ? AND collection = ? ORDER BY device, number`, document, collection);

/** Who of the other laptops wrote of a document with one of `commands`. */
export const officeAuthorsOf = (db: ReadableDb, document: string): { author: string; command: string }[] =>
  db.list<{ author: string; command: string }>('SELECT author, command FROM office_entry WHERE document = ?', document);

/** Others' entries of these documents that are in no batch, by laptop and number. */
export const listOfficeUnreleased = (db: ReadableDb, documents: readonly string[]): OfficeEntryRow[] =>
  db.list<OfficeEntryRow>(`SELECT ${columns} FROM office_entry WHERE document IN (SELECT value FROM json_each(?)) AND batch IS NULL AND ended = 0 ORDER BY device, number`, JSON.stringify(documents));

/** Released and not answered for: what this laptop may hand in for others, in the order of the clocks. */
export const listToCarry = (db: ReadableDb, limit: number): OfficeEntryRow[] =>
  db.list<OfficeEntryRow>(`SELECT ${columns} FROM office_entry WHERE batch IS NOT NULL AND ended = 0 ORDER BY hlc, device LIMIT +?`, limit);

export const countToCarry = (db: ReadableDb): number => db.find<{ count: number }>('SELECT count(*) AS count FROM office_entry WHERE batch IS NOT NULL AND ended = 0')?.count ?? 0;

/** Puts others' entries into a batch, those that are in none and are the very ones. */
export const markOfficeReleased = (db: WritableDb, device: string, entries: readonly (readonly [number: number, hash: Uint8Array])[], batch: string): void => {
  for (const [number, hash] of entries) db.run('UPDATE office_entry SET batch = ? WHERE device = ? AND number = ? AND hash = ? AND batch IS NULL', batch, device, number, hash);
};

/** Ends entries of a laptop; `result` where the centre's receipt says it, null where their maker does. */
export const endOfficeEntries = (db: WritableDb, device: string, numbers: readonly number[], result: string | null): void => {
  db.run('UPDATE office_entry SET ended = 1, result = coalesce(?, result) WHERE device = ? AND number IN (SELECT value FROM json_each(?))', result, device, JSON.stringify(numbers));
};

/** Forgets what others wrote of a document without knowing that it moved away: with a base below `version`. */
export const settleOfficeEntriesOf = (db: WritableDb, collection: string, document: string, version: number): void => {
  db.run("DELETE FROM office_entry WHERE document = ? AND collection = ? AND coalesce(CAST(bytes AS TEXT) ->> '$.base', 0) < ?", document, collection, version);
};

/** The centre's newest word on a document that entries are laid over, this laptop's or others'. */
export const putOfficeBase = (db: WritableDb, collection: string, document: string, body: object): void => {
  db.run('INSERT INTO office_base (collection, document, body) VALUES (?, ?, ?) ON CONFLICT (collection, document) DO UPDATE SET body = excluded.body', collection, document, JSON.stringify(body));
};

export const findOfficeBase = (db: ReadableDb, collection: string, document: string): object | undefined => {
  const row = db.find<{ body: string }>('SELECT body FROM office_base WHERE collection = ? AND document = ?', collection, document);
  return row && (JSON.parse(row.body) as object);
};

/** Documents of which there is such a word, as `collection/document`. */
export const basedDocuments = (db: ReadableDb): ReadonlySet<string> => new Set(db.list<{ key: string }>("SELECT collection || '/' || document AS key FROM office_base").map(({ key }) => key));

export const forgetOfficeBase = (db: WritableDb, collection: string, document: string): void => {
  db.run('DELETE FROM office_base WHERE collection = ? AND document = ?', collection, document);
};

/** Others' entries that the centre has answered for, as their makers or its receipts say, and that have not come from it for certain yet. */
export const listEnded = (db: ReadableDb): EndedRow[] => db.list(`SELECT device, number, collection, document, result, ${baseSql} AS base FROM office_entry WHERE ended = 1`);
export type EndedRow = Pick<OfficeEntryRow, 'device' | 'number' | 'collection' | 'document' | 'result'> & { readonly base: number };

/** Others' entries that have come from the centre, that their maker has taken back, or that can be handed in no more: nothing remembers them, and they lie over nothing. */
export const dropOfficeEntries = (db: WritableDb, device: string, numbers: readonly number[]): void => {
  db.run('DELETE FROM office_entry WHERE device = ? AND number IN (SELECT value FROM json_each(?))', device, JSON.stringify(numbers));
};
