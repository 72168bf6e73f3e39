import type { RxCollection } from 'rxdb';
import { shelfCollection } from './collections/shelf.ts';
import type { ReadableDb, WritableDb } from './db.ts';
import type { Replica } from './replica.ts';
import { listAside } from './resolve-aside.ts';
import type { SqliteInternals } from './rx-storage/storage-instance.ts';
import { serverVersionOf } from './versions.ts';

/** A file that lies here with a record: `attachment` is its name there, `hash` its SHA-256 in hexadecimal, `version` the centre's of the record. */
export type FileHere = { readonly collection: 'scans' | 'assessments'; readonly document: string; readonly attachment: string; readonly hash: string; readonly size: number; readonly version: number };

type Row = Omit<FileHere, 'version'>;

/** The files here that are not known to be at the centre; a scan that was taken back is none. */
const listOnlyHere = (replica: Replica): Row[] => {
  const { table } = (replica.rx.collections[shelfCollection] as RxCollection).storageInstance.internals as SqliteInternals;
  const shelves = table.layout.columns.get('shelf')?.name ?? 'shelf';
  return replica.db.list<Row>(
    `SELECT a.document, a.attachment, a.digest AS hash, (SELECT sum(length(c.bytes)) FROM rx_attachment_chunk c WHERE c.attachment = a.number) AS size, d.${shelves} AS collection
     FROM rx_attachment a JOIN ${table.name} d ON d.id = a.document AND d.deleted = 0
     WHERE a.rx_table = ? AND d.${shelves} IN ('scans', 'assessments') AND d.body ->> '$.removed' IS NULL AND NOT EXISTS (SELECT 1 FROM file_held h WHERE h.hash = a.digest)`, table.number,
  );
};

/** The files here that are not known to be at the centre, each once, whatever has become of their records. */
export const listFilesOnlyHere = (replica: Replica): Omit<FileHere, 'version'>[] => [...new Map(listOnlyHere(replica).map((row) => [row.hash, row])).values()];

/** How many files lie here alone, as far as is known, and their bytes. */
export const countFilesOnlyHere = (replica: Replica): { readonly count: number; readonly bytes: number } => {
  const sizes = new Map(listOnlyHere(replica).map(({ hash, size }) => [hash, size]));
  return { count: sizes.size, bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0) };
};

/**
 * The files here that are not known to be at the centre and whose record the centre has taken, the smallest first: on a bad line many documents are safe sooner than one large one. Whether the
 * record as the centre has it names the file, the centre says.
 */
export const listFilesToSend = (replica: Replica): FileHere[] =>
  listOnlyHere(replica).flatMap((row): FileHere[] => {
    const version = serverVersionOf(replica.db, row.collection, row.document);
    return version > 0 ? [{ ...row, version }] : [];
  }).sort((a, b) => a.size - b.size || (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0));

/**
 * The files that lie here alone, by hash, while their record may still be taken: it was, and has not come back yet; or something of it was put aside, and nobody has decided about that. A record that was taken back or given up holds its file no longer. The centre takes no such file as
 * things stand, and would have it nowhere once it has gone from here.
 */
export const listFilesHeldBack = (replica: Replica): string[] => {
  const aside = new Set(listAside(replica.db).map(({ collection, document }) => `${collection}/${document}`));
  const isOnItsWay = (collection: string, document: string) =>
    serverVersionOf(replica.db, collection, document) === 0 && replica.db.find("SELECT 1 FROM journal WHERE document = ? AND collection = ? AND result IN ('applied', 'merged')", document, collection) !== undefined;
  return listOnlyHere(replica).flatMap(({ collection, document, hash }) => (aside.has(`${collection}/${document}`) || isOnItsWay(collection, document) ? [hash] : []));
};

/** True where the centre has said that it holds the file whole. */
export const isFileHeld = (db: ReadableDb, hash: string): boolean => db.find('SELECT 1 FROM file_held WHERE hash = ?', hash) !== undefined;

/** Notes files that the centre holds whole. */
export const markFilesHeld = (db: WritableDb, hashes: readonly string[]): void => {
  for (const hash of hashes) db.run('INSERT INTO file_held (hash) VALUES (?) ON CONFLICT DO NOTHING', hash);
};

/** The centre was restored from a backup: what it held is asked anew. */
export const forgetFilesHeld = (db: WritableDb): void => {
  db.run('DELETE FROM file_held');
};
