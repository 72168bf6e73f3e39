/**
 * Files of scans and of referrals, by content: what is here of each, in the ranges in which it came, and which device asked for its bytes when. `device`: whoever began to send it, for the limit on what is unfinished;
 * `whole`: since when all of it is here, its SHA-256 checked. Of a size that a record only pretends there is nothing but an unfinished file, which is why the size is in the key. The indexes are of the records that name a file.
 */
export const files = `
  CREATE TABLE file (
    hash bytea NOT NULL, size integer NOT NULL, held integer NOT NULL, device text NOT NULL REFERENCES device, touched timestamptz NOT NULL, whole timestamptz,
    PRIMARY KEY (hash, size)
  );
  CREATE INDEX file_unfinished ON file (device, touched) WHERE whole IS NULL;
  CREATE TABLE file_range (
    hash bytea NOT NULL, size integer NOT NULL, at integer NOT NULL, bytes bytea NOT NULL,
    PRIMARY KEY (hash, size, at), FOREIGN KEY (hash, size) REFERENCES file ON DELETE CASCADE
  );
  ALTER TABLE file_range ALTER COLUMN bytes SET STORAGE EXTERNAL;
  CREATE TABLE file_read (device text NOT NULL REFERENCES device, hash bytea NOT NULL, first timestamptz NOT NULL, last timestamptz NOT NULL, bytes bigint NOT NULL, PRIMARY KEY (device, hash));
  CREATE INDEX document_scan_hash ON document ((body ->> 'hash')) WHERE collection = 'scans';
  CREATE INDEX document_referral_files ON document USING gin ((body -> 'files') jsonb_path_ops) WHERE collection = 'assessments';
`;
