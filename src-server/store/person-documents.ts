import { instantOf, type Instant } from '../../shared/base/instant.ts';
import { streamName } from '../../shared/sync/frame.ts';
import type { Db } from './db.ts';

/** A record `p` that leads to another; word for word, so that its index serves. */
const isMerged = "p.collection = 'persons' AND p.body ->> 'mergedInto' IS NOT NULL";

/** The persons of the cases among `ids`: what must be locked with a case. */
export const listPersonsOfCases = async (db: Db, ids: readonly string[]): Promise<string[]> =>
  ids.length === 0 ? [] : (await db.query<{ person: string }>("SELECT DISTINCT body ->> 'personId' AS person FROM document WHERE collection = 'cases' AND id = ANY ($1)", [ids])).rows.map((row) => row.person);

/**
 * The merges by which these records and others are one person, however many there are between, either way: which leads into which. Asked step by step, most often once: of a search through all at once the database knows too little to go by its indexes.
 */
export const listMerges = async (db: Db, persons: readonly string[]): Promise<{ id: string; into: string }[]> => {
  const met = new Set(persons);
  const merges = new Map<string, string>();
  for (let asked = [...met]; asked.length > 0; ) {
    const { rows } = await db.query<{ id: string; into: string }>(
      `SELECT p.id, p.body ->> 'mergedInto' AS "into" FROM document p WHERE ${isMerged} AND p.id = ANY ($1) UNION ALL SELECT p.id, p.body ->> 'mergedInto' FROM document p WHERE ${isMerged} AND p.body ->> 'mergedInto' = ANY ($1)`, [asked],
    );
    for (const { id, into } of rows) merges.set(id, into);
    asked = [...new Set(rows.flatMap(({ id, into }) => [id, into]))].filter((id) => !met.has(id));
    for (const id of asked) met.add(id);
  }
  return [...merges].map(([id, into]) => ({ id, into }));
};

/** What stands in which district about these persons: cases, assessments and whatever else names one. */
export const listPersonDocuments = async (db: Db, persons: readonly string[]): Promise<{ person: string; collection: string; id: string; area: string }[]> =>
  persons.length === 0 ? [] : (await db.query<{ person: string; collection: string; id: string; area: string }>(
    `SELECT d.body ->> 'personId' AS person, d.collection, d.id, a.area FROM document d JOIN document_area a ON a.collection = d.collection AND a.document = d.id
     WHERE d.body ? 'personId' AND d.body ->> 'personId' = ANY ($1)`, [persons],
  )).rows;

/** An examination ends within months, and what a step says of its time may be a year before it came here (`own-step.ts`). */
const partedDays = 732;

/** Those of these persons whom a district has had and has no more, for two years at most: its registry's stream says last of them that they moved. `at`: now. Instants are compared as the texts that they are: one that no database can read as a time must not stop what stands beside it. */
export const listPartedPersons = async (db: Db, area: string, persons: readonly string[], at: Instant): Promise<string[]> =>
  (await db.query<{ person: string }>(
    `SELECT l.document AS person FROM stream_leaf l JOIN stream_item i ON i.stream = l.stream AND i.seq = l.seq
     WHERE l.stream = $1 AND l.collection = 'persons' AND l.document = ANY ($2) AND i.kind = 'moved' AND i.item::jsonb ->> 'at' > $3`, [streamName(area, 'registry'), persons, instantOf(Date.parse(at) - partedDays * 86_400_000)],
  )).rows.map(({ person }) => person);
