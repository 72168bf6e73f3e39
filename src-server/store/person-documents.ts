import type { Instant } from '../../shared/base/instant.ts';
import { streamName } from '../../shared/sync/frame.ts';
import type { Db } from './db.ts';
import type { WantedThere } from './documents.ts';

/** A record `p` that leads to another; word for word, so that its index serves. */
const isMerged = "p.collection = 'persons' AND p.body ->> 'mergedInto' IS NOT NULL";

/** The persons of the cases among `ids`: what must be locked with a case. */
export const listPersonsOfCases = async (db: Db, ids: readonly string[]): Promise<string[]> =>
  ids.length === 0 ? [] : (await db.query<{ person: string }>("SELECT DISTINCT body ->> 'personId' AS person FROM document WHERE collection = 'cases' AND id = ANY ($1)", [ids])).rows.map((row) => row.person);

/** The merges by which these records and others are one person, however many there are between, either way: which leads into which. */
export const listMerges = async (db: Db, persons: readonly string[]): Promise<{ id: string; into: string }[]> =>
  persons.length === 0 ? [] : (await db.query<{ id: string; into: string }>(
    `WITH RECURSIVE same (id) AS (
       SELECT unnest($1::text[]) UNION SELECT n.id FROM same s CROSS JOIN LATERAL (
         SELECT p.body ->> 'mergedInto' FROM document p WHERE ${isMerged} AND p.id = s.id UNION ALL SELECT p.id FROM document p WHERE ${isMerged} AND p.body ->> 'mergedInto' = s.id
       ) AS n (id)
     ) SELECT p.id, p.body ->> 'mergedInto' AS "into" FROM same s JOIN document p ON p.id = s.id AND ${isMerged}`, [persons],
  )).rows;

/** Extracts that a district does not have though it has a case of their person, by whichever record of theirs, with that district; at most `limit`. `among`: of these only. */
export const listExtractsBehind = async (db: Db, limit: number, among: readonly string[] | null = null): Promise<WantedThere[]> =>
  (await db.query<WantedThere>(
    `WITH RECURSIVE merged (id, other) AS (
       SELECT p.id, p.body ->> 'mergedInto' FROM document p WHERE ${isMerged} UNION SELECT p.body ->> 'mergedInto', p.id FROM document p WHERE ${isMerged}
     ), same (id, other) AS (SELECT id, other FROM merged UNION SELECT s.id, m.other FROM same s JOIN merged m ON m.id = s.other)
     SELECT DISTINCT d.collection, d.id, c.area FROM document d
     CROSS JOIN LATERAL (SELECT d.body ->> 'personId' AS id UNION SELECT other FROM same WHERE same.id = d.body ->> 'personId') AS p
     JOIN document k ON k.collection = 'cases' AND k.body ? 'personId' AND k.body ->> 'personId' = p.id
     JOIN document_area c ON c.collection = k.collection AND c.document = k.id
     WHERE d.collection = 'extracts' AND NOT EXISTS (SELECT FROM document_area a WHERE (a.collection, a.document, a.area) = (d.collection, d.id, c.area)) AND ($2::text[] IS NULL OR d.id = ANY ($2)) LIMIT $1`, [limit, among],
  )).rows;

/** What stands in which district about these persons: cases, assessments and whatever else names one. */
export const listPersonDocuments = async (db: Db, persons: readonly string[]): Promise<{ person: string; collection: string; id: string; area: string }[]> =>
  persons.length === 0 ? [] : (await db.query<{ person: string; collection: string; id: string; area: string }>(
    `SELECT d.body ->> 'personId' AS person, d.collection, d.id, a.area FROM document d JOIN document_area a ON a.collection = d.collection AND a.document = d.id
     WHERE d.body ? 'personId' AND d.body ->> 'personId' = ANY ($1)`, [persons],
  )).rows;

/** An examination ends within months; a laptop that was away for a year has lost its right to work long before. */
const partedFor = "interval '366 days'";

/** Those of these persons whom a district has had and has no more, for a year at most: its registry's stream says last of them that they moved. `at`: now. */
export const listPartedPersons = async (db: Db, area: string, persons: readonly string[], at: Instant): Promise<string[]> =>
  (await db.query<{ person: string }>(
    `SELECT l.document AS person FROM stream_leaf l JOIN stream_item i ON i.stream = l.stream AND i.seq = l.seq
     WHERE l.stream = $1 AND l.collection = 'persons' AND l.document = ANY ($2) AND i.kind = 'moved' AND (i.item::jsonb ->> 'at')::timestamptz > $3::timestamptz - ${partedFor}`, [streamName(area, 'registry'), persons, at],
  )).rows.map(({ person }) => person);
