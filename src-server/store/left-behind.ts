import { caseBoundKinds } from '../../shared/domain/case-bound.ts';
import type { Db } from './db.ts';
import type { DocumentKey } from './documents.ts';
import { inSql } from './in-sql.ts';

/** A document that a district should have. */
export type WantedThere = DocumentKey & { readonly area: string };

const isNotThere = (document: string, area: string): string => `NOT EXISTS (SELECT FROM document_area a WHERE (a.collection, a.document, a.area) = (${document}.collection, ${document}.id, ${area}))`;
const isAmong = (document: string): string => `($1::text[] IS NULL OR ${document}.id = ANY ($1))`;

/** Decisions and scans that a district does not have though it has their case, with that district. `among`: of these only. */
export const listLeftBehind = async (db: Db, among: readonly string[] | null = null): Promise<WantedThere[]> =>
  (await db.query<WantedThere>(
    `SELECT d.collection, d.id, c.area FROM document d JOIN document_area c ON c.collection = 'cases' AND c.document = d.body ->> 'caseId'
     WHERE d.collection IN ${inSql(caseBoundKinds)} AND ${isNotThere('d', 'c.area')} AND ${isAmong('d')}`, [among],
  )).rows;

/** `k`: a case of the person that `person` names, in the district of `c`. */
const caseOf = (person: string): string =>
  `JOIN document k ON k.collection = 'cases' AND k.body ? 'personId' AND k.body ->> 'personId' = ${person} JOIN document_area c ON c.collection = k.collection AND c.document = k.id`;

/**
 * Extracts that a district does not have though it has a case of their person, by whichever record of theirs, with that district. `among`: of these only.
 */
export const listExtractsBehind = async (db: Db, among: readonly string[] | null = null): Promise<WantedThere[]> =>
  (await db.query<WantedThere>(
    `WITH RECURSIVE merge (id, other) AS MATERIALIZED (
       SELECT p.id, p.body ->> 'mergedInto' FROM document p WHERE p.collection = 'persons' AND p.body ->> 'mergedInto' IS NOT NULL
     ), merged (id, other) AS MATERIALIZED (SELECT id, other FROM merge UNION SELECT other, id FROM merge),
     same (id, other) AS (SELECT id, other FROM merged UNION SELECT s.id, m.other FROM same s JOIN merged m ON m.id = s.other),
     told (extract, area) AS MATERIALIZED (
       SELECT d.id, c.area FROM same s JOIN document d ON d.collection = 'extracts' AND d.body ? 'personId' AND d.body ->> 'personId' = s.id ${caseOf('s.other')}
     )
     SELECT d.collection, d.id, c.area FROM document d ${caseOf("d.body ->> 'personId'")} WHERE d.collection = 'extracts' AND ${isNotThere('d', 'c.area')} AND ${isAmong('d')}
     UNION SELECT d.collection, d.id, t.area FROM told t JOIN document d ON d.collection = 'extracts' AND d.id = t.extract WHERE ${isNotThere('d', 't.area')} AND ${isAmong('d')}`, [among],
  )).rows;
