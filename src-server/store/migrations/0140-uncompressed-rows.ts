/**
 * A document and its item are two or three kilobytes, just above the size from which PostgreSQL compresses a row (pglz). That took more than half of the database's time at an ingest, and its readers' as much
 * again: rows up to a page stay as they are, larger ones are compressed as before. What is there already is read as it lies.
 */
export const uncompressedRows = `
  ALTER TABLE document SET (toast_tuple_target = 8160);
  ALTER TABLE stream_item SET (toast_tuple_target = 8160);
`;
