import { taskKinds } from '../../../shared/domain/task-kinds.ts';
import { givingUp } from '../../../shared/sync/own-word.ts';
import type { ReadableDb, WritableDb } from './db.ts';

/** A row of the journal. `bytes` are the encoded entry, `hash` its SHA-256, `previous` the hash of the entry before it; `at` is an Instant. */
export type JournalRow = {
  readonly number: number;
  readonly hash: Uint8Array;
  readonly previous: Uint8Array;
  readonly collection: string;
  readonly document: string;
  readonly bytes: Uint8Array;
  readonly author: string;
  readonly command: string;
  readonly at: string;
  /** The batch it was released in; null: not released. */
  readonly batch: string | null;
  /** The receipt that covers it; null: the centre has not answered for it. */
  readonly receipt: number | null;
  /** What became of it at the centre (`EntryResult`). */
  readonly result: string | null;
  /** Why it stays out: the centre's reason (`QuarantineReason`), or 'movedAway' for one that was not handed in before its case left. */
  readonly why: string | null;
};

/** What a new entry brings; number and chain are the caller's, who knows the last entry. */
export type NewJournalRow = Omit<JournalRow, 'batch' | 'receipt' | 'result' | 'why'>;

const columns = 'number, hash, previous, collection, document, bytes, author, command, at, batch, receipt, result, why';

/** Appends an entry. Throws when its number is taken: numbers have no gaps and are never written twice. */
export const appendEntry = (db: WritableDb, row: NewJournalRow): void => {
  const last = findLastEntry(db)?.number ?? 0;
  if (row.number !== last + 1) throw new Error(`journal entry ${row.number} after ${last}`);
  db.run(
    'INSERT INTO journal (number, hash, previous, collection, document, bytes, author, command, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    row.number, row.hash, row.previous, row.collection, row.document, row.bytes, row.author, row.command, row.at,
  );
  db.note({ kind: 'entry', ...row });
};

/** The newest entry of this device. */
export const findLastEntry = (db: ReadableDb): JournalRow | undefined => db.find<JournalRow>(`SELECT ${columns} FROM journal ORDER BY number DESC LIMIT 1`);

/** Entries of these documents that are in no batch yet, by number. */
export const listUnreleased = (db: ReadableDb, documentIds: readonly string[]): JournalRow[] =>
  db.list<JournalRow>(
    `SELECT ${columns} FROM journal WHERE document IN (SELECT value FROM json_each(?)) AND batch IS NULL AND receipt IS NULL AND settled = 0 ORDER BY number`,
    JSON.stringify(documentIds),
  );

/**
 * Entries of a document that the centre has not judged, has put aside, or has taken and not sent back for certain yet (`answered`), by number: what is laid over a pulled version again. One put aside stays until a person
 * decides: text that somebody typed does not vanish because the centre could not take it. One that is handed in again after a restore has been judged once.
 */
export const listPendingOf = (db: ReadableDb, collection: string, document: string): JournalRow[] =>
  db.list<JournalRow>(`SELECT ${columns} FROM journal WHERE document = ? AND collection = ? AND settled = 0 AND (result = 'quarantined' OR (receipt IS NULL AND result IS NULL) OR number IN (SELECT number FROM answered)) ORDER BY number`, document, collection);

/** Entries of a document after number `after` that the centre has taken: what they changed was typed later than what is laid over. */
export const listTakenAfter = (db: ReadableDb, collection: string, document: string, after: number): JournalRow[] =>
  db.list<JournalRow>(`SELECT ${columns} FROM journal WHERE document = ? AND collection = ? AND number > ? AND result IN ('applied', 'merged') ORDER BY number`, document, collection, after);

/** Puts entries into a batch, those that are in none. Word of a giving up is for the centre alone: whatever it answers, nothing is laid over anything and nobody is asked about it. */
export const markReleased = (db: WritableDb, numbers: readonly number[], batch: string): void => {
  db.run('UPDATE journal SET batch = ?, settled = CASE WHEN command = ? THEN 1 ELSE settled END WHERE number IN (SELECT value FROM json_each(?)) AND batch IS NULL', batch, givingUp, JSON.stringify(numbers));
  db.note({ kind: 'released', numbers: [...numbers], batch });
};

const notHeld = 'number NOT IN (SELECT value FROM json_each(?))';

/** The next released entries without a receipt, by number, after number `after`; with `before` those of an earlier clock alone, without those of `held`. (`LIMIT +?`: with a bare parameter SQLite plans the statement anew at each use, which takes longer than the rest.) */
export const listToPush = (db: ReadableDb, limit: number, after = 0, before?: string, held: readonly number[] = []): JournalRow[] =>
  db.list<JournalRow>(
    `SELECT ${columns} FROM journal WHERE receipt IS NULL AND batch IS NOT NULL AND number > ?${before === undefined ? '' : ` AND ${hlcSql} < ?`}${held.length === 0 ? '' : ` AND ${notHeld}`} ORDER BY number LIMIT +?`,
    after, ...(before === undefined ? [] : [before]), ...(held.length === 0 ? [] : [JSON.stringify(held)]), limit,
  );

/** The clock of the first released entry without a receipt that is not one of `held`. */
export const findFirstClock = (db: ReadableDb, held: readonly number[]): string | undefined =>
  db.find<{ hlc: string }>(`SELECT ${hlcSql} AS hlc FROM journal WHERE receipt IS NULL AND batch IS NOT NULL${held.length === 0 ? '' : ` AND ${notHeld}`} ORDER BY number LIMIT 1`, ...(held.length === 0 ? [] : [JSON.stringify(held)]))?.hlc;

/** Notes the centre's answer for entries; an entry answered for once keeps its first answer. A decision of a dispute that was not taken is laid over nothing, nor is what went with it: the dispute is open again. */
export const markReceived = (db: WritableDb, numbers: readonly number[], receiptId: number, result: string, why: string | null = null): void => {
  // Where its document has come already, the answer changes what lies over it: what was taken before the centre was restored and is put aside now lies there again, a decision of a dispute that was not taken no longer, nor what went with it.
  if (result === 'quarantined') db.run("INSERT OR IGNORE INTO answered (number) SELECT number FROM journal WHERE receipt IS NULL AND (result IN ('applied', 'merged') OR ? = 'outdated' OR collection IN (SELECT value FROM json_each(?))) AND number IN (SELECT value FROM json_each(?))", why, JSON.stringify(taskKinds), JSON.stringify(numbers));
  db.run(
    `UPDATE journal SET receipt = ?, result = ?, why = ?, settled = CASE WHEN ? = 'quarantined' AND (? = 'outdated' OR collection IN (SELECT value FROM json_each(?))) THEN 1 ELSE settled END,
       resolved = CASE WHEN ? = 'quarantined' AND command = ? THEN 'discarded' ELSE resolved END
     WHERE number IN (SELECT value FROM json_each(?)) AND receipt IS NULL`,
    receiptId, result, why, result, why, JSON.stringify(taskKinds), result, givingUp, JSON.stringify(numbers),
  );
  if (result !== 'quarantined') db.run('INSERT OR IGNORE INTO answered (number) SELECT number FROM journal WHERE receipt = ? AND number IN (SELECT value FROM json_each(?))', receiptId, JSON.stringify(numbers));
  db.note({ kind: 'received', numbers: [...numbers], receipt: receiptId, result, why });
};

/** Notes that an entry which was put aside was taken after all. */
export const markJudgedAgain = (db: WritableDb, number: number, receiptId: number, result: string): void => {
  db.run("UPDATE journal SET receipt = ?, result = ?, why = NULL WHERE number = ? AND result = 'quarantined'", receiptId, result, number);
  db.run('INSERT OR IGNORE INTO answered (number) SELECT number FROM journal WHERE receipt = ? AND number = ?', receiptId, number);
  db.note({ kind: 'judgedAgain', number, receipt: receiptId, result });
};

/**
 * Takes back that entries were received: the centre was restored from a backup and may have lost them, so they are handed in again. What became of each is kept,
 * until it is answered anew; the receipts stay, as proof of what the centre had signed.
 */
export const forgetReceived = (db: WritableDb): void => {
  // What a person has sent again or given up is not handed in again: it would be put aside again, and stop what was made of it. Of what was left behind in another district only the chain is here.
  db.run('UPDATE journal SET receipt = NULL WHERE receipt IS NOT NULL AND resolved IS NULL AND length(bytes) > 0');
  // A colleague's that can still be shown to be theirs and released; the others they hand in again themselves.
  db.run(
    `UPDATE office_entry SET ended = 0 WHERE batch IS NOT NULL AND EXISTS (SELECT 1 FROM office_manifest m WHERE m.device = office_entry.device AND m.batch = office_entry.batch)
       AND EXISTS (SELECT 1 FROM office_proof p, json_each(CAST(p.bytes AS TEXT), '$.entries') e WHERE p.device = office_entry.device AND e.value ->> '$[0]' = office_entry.number)`,
  );
  db.note({ kind: 'forgotten' });
};

/**
 * Ends what this device has on top of a document that left the district: it is laid over nothing any more, and what was in no batch can go in none. Only what was
 * written without knowing of the move (its base is below `version`, the document's when it moved): after a restore a stream is read anew, and work on a case that has long come back must not end with it.
 */
export const settleEntriesOf = (db: WritableDb, collection: string, document: string, version: number): void => {
  db.run(
    `UPDATE journal SET settled = 1, why = CASE WHEN receipt IS NULL AND batch IS NULL THEN 'movedAway' ELSE why END WHERE document = ? AND collection = ? AND (receipt IS NULL OR result = 'quarantined')
       AND CASE WHEN json_valid(CAST(bytes AS TEXT)) THEN coalesce(CAST(bytes AS TEXT) ->> '$.base', 0) ELSE 0 END < ?`,
    document, collection, version,
  );
};

/** Ends what this device had put aside of a document, by the numbers of its entries: a person has decided the dispute about it. */
export const settleDecided = (db: WritableDb, collection: string, document: string, numbers: readonly number[]): void => {
  db.run("UPDATE journal SET settled = 1 WHERE number IN (SELECT value FROM json_each(?)) AND document = ? AND collection = ? AND result = 'quarantined'", JSON.stringify(numbers), document, collection);
};

/** Ends what was put aside since it stands on the right side of a dispute: it has ended with that. After a restore of the centre it is handed in again with the rest. */
export const settleGroundless = (db: WritableDb, numbers: readonly number[]): void => {
  db.run("UPDATE journal SET settled = 1, why = 'conflict' WHERE number IN (SELECT value FROM json_each(?)) AND result = 'quarantined'", JSON.stringify(numbers));
};

/** Ends entries that their author has taken back before they were released: they go into no batch, and stay in the history. */
export const takeBackEntries = (db: WritableDb, numbers: readonly number[]): void => {
  db.run("UPDATE journal SET settled = 1, why = 'takenBack' WHERE number IN (SELECT value FROM json_each(?)) AND batch IS NULL AND receipt IS NULL", JSON.stringify(numbers));
  db.note({ kind: 'takenBack', numbers: [...numbers] });
};

/** Ends decisions of disputes that were in no batch yet: the dispute has changed, and they were made on what it was. The centre says so again where it must. */
export const dropOutdated = (db: WritableDb, numbers: readonly number[]): void => {
  db.run("UPDATE journal SET settled = 1, why = 'outdated' WHERE number IN (SELECT value FROM json_each(?)) AND batch IS NULL AND receipt IS NULL", JSON.stringify(numbers));
};

/** How many entries the centre has not answered for (without those that can never be handed in), and how many of them are released. */
export const countUnsent = (db: ReadableDb): { unsent: number; released: number } =>
  db.find<{ unsent: number; released: number }>('SELECT count(*) AS unsent, count(batch) AS released FROM journal WHERE receipt IS NULL AND (settled = 0 OR batch IS NOT NULL)') ?? { unsent: 0, released: 0 };

/** Entries that the centre has not answered for and that are not beyond handing in: none of them may be left behind. */
export const countHeld = (db: ReadableDb): number => countUnsent(db).unsent;

/** Every entry of a document, by number. */
export const historyOf = (db: ReadableDb, document: string): JournalRow[] =>
  db.list<JournalRow>(`SELECT ${columns} FROM journal WHERE document = ? ORDER BY number`, document);

/** Documents with entries of {@link listPendingOf}, or of other laptops of the office, as `collection/document`. */
export const pendingDocuments = (db: ReadableDb): ReadonlySet<string> =>
  new Set(db.list<{ key: string }>("SELECT collection || '/' || document AS key FROM journal WHERE settled = 0 AND (result = 'quarantined' OR (receipt IS NULL AND result IS NULL)) UNION SELECT collection || '/' || document FROM answered JOIN journal USING (number) UNION SELECT collection || '/' || document FROM office_entry").map((row) => row.key));

/** Own entries that the centre has taken and that have not come back from it for certain: all streams have not been read to their heads since. */
export const listAnswered = (db: ReadableDb): { number: number; collection: string; document: string; result: string; base: number }[] =>
  db.list(`SELECT number, collection, document, result, ${baseSql} AS base FROM answered JOIN journal USING (number)`);

/** They have come back: these, or those of one document. */
export const forgetAnswered = (db: WritableDb, of: readonly number[] | { readonly collection: string; readonly document: string }): void => {
  if ('document' in of) db.run('DELETE FROM answered WHERE number IN (SELECT number FROM journal WHERE document = ? AND collection = ?)', of.document, of.collection);
  else db.run('DELETE FROM answered WHERE number IN (SELECT value FROM json_each(?))', JSON.stringify(of));
};

/** The version that an entry was made on, as SQL over its row; 0 where it says none. */
export const baseSql = "CASE WHEN json_valid(CAST(bytes AS TEXT)) THEN coalesce(CAST(bytes AS TEXT) ->> '$.base', 0) ELSE 0 END";

/** The clock that an entry carries, as SQL over its row: the office's entries go to the centre in its order, which is that of who had read whom. */
export const hlcSql = "CASE WHEN json_valid(CAST(bytes AS TEXT)) THEN coalesce(CAST(bytes AS TEXT) ->> '$.hlc', '') ELSE '' END";
