import type { StoredDocument } from '../../shared/sync/merge-entry.ts';
import { bodyText } from './body-text.ts';
import { caseBoundKinds } from '../../shared/domain/case-bound.ts';
import { paperKinds } from '../../shared/domain/paper-kinds.ts';
import { arrayText } from './array-text.ts';
import type { Db } from './db.ts';
import { inSql } from './in-sql.ts';
import { jsonList } from './json-list.ts';

/** Which document. */
export type DocumentKey = { readonly collection: string; readonly id: string };
export type AreaDocument = DocumentKey & StoredDocument & { readonly areas: readonly string[] };

/** The documents that exist, with the areas that hold them, locked in key order until the transaction ends. */
export const lockDocuments = async (db: Db, keys: readonly DocumentKey[]): Promise<AreaDocument[]> => {
  const wanted = [arrayText(keys.map((key) => key.collection)), arrayText(keys.map((key) => key.id))];
  const locked = db.query<AreaDocument>(
    `SELECT d.collection, d.id, d.version, d.body, d.field_versions AS "fieldVersions" FROM document d
     JOIN unnest($1::text[], $2::text[]) AS k (collection, id) USING (collection, id) ORDER BY d.collection, d.id FOR UPDATE OF d`, wanted,
  );
  // Read after the lock, though asked for at once: whoever changes the areas of a document holds it.
  const placed = db.query<{ collection: string; document: string; areas: string[] }>(
    `SELECT a.collection, a.document, array_agg(a.area ORDER BY a.area) AS areas FROM document_area a
     JOIN unnest($1::text[], $2::text[]) AS k (collection, id) ON k.collection = a.collection AND k.id = a.document GROUP BY 1, 2`, wanted,
  );
  const [{ rows }, areas] = await Promise.all([locked, placed]);
  const areasOf = new Map(areas.rows.map((row) => [`${row.collection}/${row.document}`, row.areas]));
  return rows.map((row) => ({ ...row, areas: areasOf.get(`${row.collection}/${row.id}`) ?? [] }));
};

/** Decisions and scans of the cases among `ids`: what goes along with one. */
export const listCaseBound = async (db: Db, ids: readonly string[]): Promise<DocumentKey[]> =>
  ids.length === 0 ? [] : (await db.query<DocumentKey>(`SELECT collection, id FROM document WHERE collection IN ${inSql(caseBoundKinds)} AND body ->> 'caseId' = ANY ($1)`, [ids])).rows;

/** The cases of the decisions and scans among `ids`. */
export const listCasesOfBound = async (db: Db, ids: readonly string[]): Promise<string[]> =>
  (await db.query<{ id: string }>(`SELECT DISTINCT body ->> 'caseId' AS id FROM document WHERE collection IN ${inSql(caseBoundKinds)} AND id = ANY ($1)`, [ids])).rows.map(({ id }) => id);

/** The opinions of the same examinations as `ids`, or of one of `codes`: what must be locked with one. */
export const listOpinionsTogether = async (db: Db, ids: readonly string[], codes: readonly string[]): Promise<string[]> =>
  ids.length + codes.length === 0 ? [] : (await db.query<{ id: string }>(
    `SELECT id FROM document WHERE collection = 'opinions' AND body ->> 'code' = ANY (SELECT body ->> 'code' FROM document WHERE collection = 'opinions' AND id = ANY ($1) UNION SELECT unnest($2::text[]))`, [ids, codes],
  )).rows.map(({ id }) => id);

/** The papers, of whatever kind, that have one of these ids. */
export const listPapers = async (db: Db, ids: readonly string[]): Promise<DocumentKey[]> =>
  (await db.query<DocumentKey>('SELECT collection, id FROM document WHERE collection = ANY ($1) AND id = ANY ($2)', [paperKinds, ids])).rows;

/** What the registers say of the blanks with these numbers. */
export const listBlankLines = async (db: Db, numbers: readonly string[]): Promise<DocumentKey[]> =>
  (await db.query<DocumentKey>("SELECT collection, id FROM document WHERE collection = 'registers' AND body ->> 'kind' = 'blank' AND body ->> 'number' = ANY ($1)", [numbers])).rows;

/** A document to be written. `created`: it is not in the database. `stored`: its body there, locked since; what is not known to be there is written whole. */
export type DocumentToSave = AreaDocument & { readonly created: boolean; readonly stored?: AreaDocument['body'] | undefined };

/** The fields in which a body differs from what is stored, undefined where it has lost one: that a patch cannot say. Fields that no change touched are the very values that were read. */
const findPatch = ({ body, stored }: DocumentToSave): Readonly<Record<string, unknown>> | undefined =>
  stored && Object.keys(stored).every((field) => body[field] !== undefined) ? Object.fromEntries(Object.entries(body).filter(([field, value]) => stored[field] !== value)) : undefined;

/**
 * Writes new and changed documents. `created` are inserted, so that two transactions that make the same one clash; the rest are updated: the fields that differ are laid over the stored body, which spares
 * the database reading the whole of it for each telephone number.
 */
export const saveDocuments = async (db: Db, documents: readonly DocumentToSave[]): Promise<void> => {
  const sorted = documents.toSorted((a, b) => (`${a.collection}/${a.id}` < `${b.collection}/${b.id}` ? -1 : 1));
  const columnsOf = (rows: readonly AreaDocument[], text: (row: AreaDocument) => string = (row) => bodyText(row.body)) => [
    arrayText(rows.map((row) => row.collection)), arrayText(rows.map((row) => row.id)), arrayText(rows.map((row) => row.version)), jsonList(rows.map(text)), jsonList(rows.map((row) => JSON.stringify(row.fieldVersions))),
  ];
  const created = sorted.filter((document) => document.created);
  const written: Promise<unknown>[] = [];
  if (created.length > 0) written.push(db.query('INSERT INTO document (collection, id, version, body, field_versions) SELECT * FROM unnest($1::text[], $2::text[], $3::int[], string_to_array($4, chr(30))::jsonb[], string_to_array($5, chr(30))::jsonb[])', columnsOf(created)));
  const patches = new Map<AreaDocument, string>();
  for (const document of sorted) {
    const patch = document.created ? undefined : findPatch(document);
    if (patch) patches.set(document, JSON.stringify(patch));
  }
  const update = (body: string) => `UPDATE document d SET version = n.version, body = ${body}, field_versions = n.field_versions
    FROM unnest($1::text[], $2::text[], $3::int[], string_to_array($4, chr(30))::jsonb[], string_to_array($5, chr(30))::jsonb[]) AS n (collection, id, version, body, field_versions)
    WHERE d.collection = n.collection AND d.id = n.id`;
  if (patches.size > 0) written.push(db.query(update('d.body || n.body'), columnsOf([...patches.keys()], (row) => patches.get(row)!)));
  const whole = sorted.filter((document) => !document.created && !patches.has(document));
  if (whole.length > 0) written.push(db.query(update('n.body'), columnsOf(whole)));
  await Promise.all(written);
};

/** Makes `areas` the areas of each document. */
export const saveAreas = async (db: Db, documents: readonly Pick<AreaDocument, 'collection' | 'id' | 'areas'>[]): Promise<void> => {
  if (documents.length === 0) return;
  const rows = documents.flatMap((document) => document.areas.map((area) => ({ ...document, area })));
  const kept = [rows.map((row) => row.collection), rows.map((row) => row.id), rows.map((row) => row.area)];
  await db.query('INSERT INTO document_area (collection, document, area) SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) ON CONFLICT DO NOTHING', kept);
  await db.query(
    `DELETE FROM document_area a USING unnest($1::text[], $2::text[]) AS k (collection, id) WHERE a.collection = k.collection AND a.document = k.id
     AND NOT EXISTS (SELECT FROM unnest($3::text[], $4::text[], $5::text[]) AS n (collection, document, area) WHERE (n.collection, n.document, n.area) = (a.collection, a.document, a.area))`,
    [documents.map((document) => document.collection), documents.map((document) => document.id), ...kept],
  );
};
