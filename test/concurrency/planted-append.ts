import type { Append } from './writer.ts';

/**
 * Numbers as `bigserial` gives them: taken from a sequence that no transaction waits for, so that a later number may be committed before an earlier one. A reader passes the
 * hole and never looks back. The bug that the counter row is there to prevent.
 */
export const plantedAppend: Append = async (db, items) => {
  for (const item of items) {
    const { rows } = await db.query<{ seq: number }>(`SELECT nextval('planted') AS seq`);
    const { seq } = rows[0]!;
    await db.query('INSERT INTO stream_item (stream, seq, kind, collection, document, version, item) VALUES ($1, $2, $3, $4, $5, $6, $7)', [item.stream, seq, item.kind, item.collection, item.document, item.version, item.item]);
  }
};

/** The reader's end of a stream under the planted bug: the highest number anybody can see. */
export const plantedSchema = `
  CREATE SEQUENCE planted;
  ALTER TABLE stream RENAME TO stream_before;
  CREATE VIEW stream AS SELECT i.stream AS name, 1 AS epoch, max(i.seq) AS seq FROM stream_item i GROUP BY i.stream;`;
