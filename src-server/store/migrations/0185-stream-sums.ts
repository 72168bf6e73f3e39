/** What each stream says last of each document, of those that streams had before there were sums. */
export const fillLeaves = `
  INSERT INTO stream_leaf (stream, collection, document, version, seq)
    SELECT DISTINCT ON (stream, collection, document) stream, collection, document, version, seq FROM stream_item WHERE collection <> 'opinions' ORDER BY stream, collection, document, seq DESC;
  INSERT INTO stream_sum (stream, collection, sum)
    SELECT stream, collection, bit_xor(first_bits(collection || '/' || document || '/' || version)) FROM stream_leaf GROUP BY stream, collection;
`;

/**
 * A leaf is what a stream says last of a document; a sum is the exclusive or of the numbers of the leaves (`shared/sync/compare/stream-sum.ts`), by kind of document, since not every program reads every kind. Opinions in
 * absentia stand in two streams and are in no sum. `first_bits` is not IMMUTABLE, though it could be: declared so PostgreSQL would call it instead of putting it into the query.
 */
export const streamSums = `
  CREATE FUNCTION first_bits(text) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT ('x' || encode(substring(sha256(convert_to($1, 'UTF8')) FROM 1 FOR 8), 'hex'))::bit(64)::bigint $$;
  CREATE TABLE stream_leaf (stream text NOT NULL, collection text NOT NULL, document text NOT NULL, version integer NOT NULL, seq bigint NOT NULL, PRIMARY KEY (stream, collection, document));
  CREATE TABLE stream_sum (stream text NOT NULL, collection text NOT NULL, sum bigint NOT NULL, PRIMARY KEY (stream, collection));
  ${fillLeaves}
`;
