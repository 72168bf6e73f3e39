/** Chunks of streams as they are sent to replicas that are far behind: made once, named by their hash, never changed. */
export const chunks = `
  CREATE TABLE stream_chunk (
    stream text NOT NULL, epoch integer NOT NULL, after bigint NOT NULL, until bigint NOT NULL, hash bytea NOT NULL, bytes bytea NOT NULL,
    PRIMARY KEY (stream, epoch, after)
  );
  ALTER TABLE stream_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;
  CREATE INDEX stream_chunk_hash ON stream_chunk (hash);
`;
