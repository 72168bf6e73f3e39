import { classOf, type CollectionName } from '../../shared/domain/collection.ts';
import type { Db } from './db.ts';
import { keptSums } from './streams.ts';

/** A document as it stands in the file: `text` is the JSON, valid by the schema, without line breaks. */
export type DocumentLine = { readonly id: string; readonly district: string; readonly text: string };

/**
 * Adds the documents that the centre does not have yet to the stream of their district, as version 1 without an author; returns how many were new.
 * One statement, so that each text is sent once; stream counters are raised as in `appendItems`, in sorted order and within the transaction.
 */
export const importDocuments = async (db: Db, epoch: number, collection: CollectionName, lines: readonly DocumentLine[]): Promise<number> => {
  const known = await db.query<{ id: string }>('SELECT id FROM document WHERE collection = $1 AND id = ANY ($2)', [collection, lines.map(({ id }) => id)]);
  const seen = new Set(known.rows.map((row) => row.id));
  const fresh = lines.filter(({ id }) => !seen.has(id) && seen.add(id));
  if (fresh.length === 0) return 0;
  await db.query(
    `WITH line AS MATERIALIZED (
       SELECT id, area, area || '/' || $6 AS stream, text,
         row_number() OVER (PARTITION BY area ORDER BY at) AS place, count(*) OVER (PARTITION BY area) AS of
       FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS n (id, area, text, at)
     ), stored AS (
       INSERT INTO document (collection, id, version, body, field_versions) SELECT $5, id, 1, text::jsonb, '{"fields":{},"writers":{}}' FROM line
     ), placed AS (
       INSERT INTO document_area (collection, document, area) SELECT $5, id, area FROM line
     ), raised AS (
       INSERT INTO stream (name, epoch, seq) SELECT stream, $4::int, count(*) FROM line GROUP BY stream ORDER BY stream
       ON CONFLICT (name) DO UPDATE SET seq = stream.seq + excluded.seq, epoch = greatest(stream.epoch, excluded.epoch) RETURNING name, seq
     ), numbered AS MATERIALIZED (
       SELECT p.stream, r.seq - p.of + p.place AS seq, $5 AS collection, p.id AS document, 1 AS version, p.text FROM line p JOIN raised r ON r.name = p.stream
     ), kept AS (
       INSERT INTO stream_item (stream, seq, kind, collection, document, version, item)
       SELECT stream, seq, 'put', collection, document, version, '{"k":"put","c":"' || collection || '","i":"' || document || '","v":1,"d":' || text || '}' FROM numbered ORDER BY stream, seq
     ), ${keptSums('numbered')}`,
    [fresh.map(({ id }) => id), fresh.map(({ district }) => district), fresh.map(({ text }) => text), epoch, collection, classOf[collection]],
  );
  return fresh.length;
};
