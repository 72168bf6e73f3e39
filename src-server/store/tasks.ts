import { streamKindOf } from '../../shared/domain/collection.ts';
import { taskKinds } from '../../shared/domain/task-kinds.ts';
import type { Db } from './db.ts';
import type { DocumentKey } from './documents.ts';
import type { NewItem } from './streams.ts';

/** The condition of the index on disputes. */
const kinds = "collection IN ('registryTasks', 'caseworkTasks', 'medicalTasks')";

/** The disputes about documents with these ids: the open ones, or all. */
export const listTasks = async (db: Db, documents: readonly string[], open: boolean): Promise<DocumentKey[]> =>
  (await db.query<DocumentKey>(`SELECT collection, id FROM document WHERE ${kinds} AND body ->> 'document' = ANY ($1) AND (NOT $2 OR body ->> 'status' = 'open') ORDER BY collection, id`, [documents, open])).rows;

/** What these disputes are about. */
export const listTaskSubjects = async (db: Db, tasks: readonly string[]): Promise<DocumentKey[]> =>
  (await db.query<DocumentKey>(`SELECT DISTINCT body ->> 'collection' AS collection, body ->> 'document' AS id FROM document WHERE ${kinds} AND id = ANY ($1)`, [tasks])).rows;

/** What a program that has just learnt of disputes has missed: every one of its area, decided or not. */
export const listMissedTasks = async (db: Db, area: string): Promise<DocumentKey[]> =>
  (await db.query<DocumentKey>(`SELECT d.collection, d.id FROM document d JOIN document_area a ON a.collection = d.collection AND a.document = d.id WHERE d.${kinds} AND a.area = $1 ORDER BY 1, 2`, [area])).rows;

/** The traces of disputes that left the area with what they were about, as its streams say them last. */
export const listMovedTasks = async (db: Db, area: string): Promise<NewItem[]> =>
  (await db.query<NewItem>(
    `SELECT i.stream, i.kind, i.collection, i.document, i.version, i.item FROM stream_leaf l JOIN stream_item i ON i.stream = l.stream AND i.seq = l.seq WHERE l.stream = ANY ($1) AND l.${kinds} AND i.kind = 'moved' ORDER BY l.stream, l.seq`,
    [taskKinds.map((kind) => `${area}/${streamKindOf(kind)}`)],
  )).rows;

/** Who wrote an entry: author with the name they had on that device, the clock's reading, device and district. */
export type WriterRow = { readonly device: string; readonly number: number; readonly author: string; readonly name: string; readonly hlc: string; readonly deviceName: string; readonly area: string };

/** The writers of these entries, of those that are known. */
export const listWriters = async (db: Db, entries: readonly { readonly device: string; readonly number: number }[]): Promise<WriterRow[]> =>
  entries.length === 0 ? [] : (await db.query<WriterRow>(
    `SELECT e.device, e.number, e.said ->> 'author' AS author, coalesce(k.name, s.name, '') AS name, e.said ->> 'hlc' AS hlc, d.name AS "deviceName", d.area
     FROM (SELECT e.device, e.number, convert_from(e.bytes, 'UTF8')::jsonb AS said FROM entry e JOIN unnest($1::text[], $2::bigint[]) AS w (device, number) USING (device, number)) AS e
     JOIN device d ON d.id = e.device LEFT JOIN staff s ON s.id = e.said ->> 'author'
     LEFT JOIN LATERAL (SELECT name FROM staff_key k WHERE k.device = e.device AND k.staff = e.said ->> 'author' ORDER BY k.number DESC LIMIT 1) AS k ON true`,
    [entries.map(({ device }) => device), entries.map(({ number }) => number)],
  )).rows;
