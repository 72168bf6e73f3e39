import type { Db } from './db.ts';

/** A person as they stand in the file: `text` is the JSON, valid by the schema, without line breaks. */
export type PersonLine = { readonly id: string; readonly district: string; readonly text: string };

/**
 * Adds the persons that the centre does not have yet to the registry of their district, as version 1 without an author; returns how many were new.
 * One statement, so that each text is sent once; stream counters are raised as in `appendItems`, in sorted order and within the transaction.
 */
export const importPersons = async (db: Db, epoch: number, persons: readonly PersonLine[]): Promise<number> => {
  const known = await db.query<{ id: string }>("SELECT id FROM document WHERE collection = 'persons' AND id = ANY ($1)", [persons.map((person) => person.id)]);
  const seen = new Set(known.rows.map((row) => row.id));
  const fresh = persons.filter((person) => !seen.has(person.id) && seen.add(person.id));
  if (fresh.length === 0) return 0;
  await db.query(
    `WITH person AS MATERIALIZED (
       SELECT id, area, area || '/registry' AS stream, text,
         row_number() OVER (PARTITION BY area ORDER BY at) AS place, count(*) OVER (PARTITION BY area) AS of
       FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS n (id, area, text, at)
     ), stored AS (
       INSERT INTO document (collection, id, version, body, field_versions) SELECT 'persons', id, 1, text::jsonb, '{"fields":{},"writers":{}}' FROM person
     ), placed AS (
       INSERT INTO document_area (collection, document, area) SELECT 'persons', id, area FROM person
     ), raised AS (
       INSERT INTO stream (name, epoch, seq) SELECT stream, $4::int, count(*) FROM person GROUP BY stream ORDER BY stream
       ON CONFLICT (name) DO UPDATE SET seq = stream.seq + excluded.seq, epoch = greatest(stream.epoch, excluded.epoch) RETURNING name, seq
     )
     INSERT INTO stream_item (stream, seq, kind, collection, document, version, item)
     SELECT p.stream, r.seq - p.of + p.place, 'put', 'persons', p.id, 1, '{"k":"put","c":"persons","i":"' || p.id || '","v":1,"d":' || p.text || '}'
     FROM person p JOIN raised r ON r.name = p.stream ORDER BY p.stream, p.place`,
    [fresh.map((person) => person.id), fresh.map((person) => person.district), fresh.map((person) => person.text), epoch],
  );
  return fresh.length;
};
