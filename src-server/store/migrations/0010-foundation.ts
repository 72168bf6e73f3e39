/**
 * The centre's tables. The stream name leads the keys of what is read by stream; documents and entries have keys of their own (architecture page, "Scale-out").
 * Bodies are jsonb for questions asked by people; what is sent out is `stream_item.item`, text written once.
 */
export const foundation = `
  CREATE TABLE setting (key text PRIMARY KEY, value jsonb NOT NULL);

  CREATE TABLE device (
    id text PRIMARY KEY, name text NOT NULL, area text NOT NULL, classes text[] NOT NULL, training boolean NOT NULL,
    sign_key bytea NOT NULL UNIQUE, read_key bytea NOT NULL, revoked boolean NOT NULL DEFAULT false,
    certificate bytea NOT NULL, signature bytea NOT NULL, enrolled timestamptz NOT NULL
  );
  CREATE TABLE staff (id text PRIMARY KEY, area text NOT NULL, login text NOT NULL, name text NOT NULL, UNIQUE (area, login));
  CREATE TABLE staff_key (
    staff text NOT NULL REFERENCES staff, device text NOT NULL REFERENCES device, key text NOT NULL, roles text[] NOT NULL,
    PRIMARY KEY (device, staff)
  );
  CREATE TABLE enrol_code (
    hash bytea PRIMARY KEY, area text NOT NULL, name text NOT NULL, training boolean NOT NULL,
    expires timestamptz NOT NULL, device text REFERENCES device
  );
  CREATE TABLE session (id bytea PRIMARY KEY, device text NOT NULL REFERENCES device, number bigint NOT NULL DEFAULT 0, expires timestamptz NOT NULL);
  CREATE INDEX session_expires ON session (expires);

  CREATE TABLE stream (name text PRIMARY KEY, epoch integer NOT NULL, seq bigint NOT NULL);
  CREATE TABLE stream_item (
    stream text NOT NULL, seq bigint NOT NULL, kind text NOT NULL, collection text NOT NULL, document text NOT NULL,
    version integer NOT NULL, item text NOT NULL, PRIMARY KEY (stream, seq)
  );
  CREATE TABLE document (
    collection text NOT NULL, id text NOT NULL, version integer NOT NULL, body jsonb NOT NULL, field_versions jsonb NOT NULL,
    PRIMARY KEY (collection, id)
  );
  CREATE TABLE document_area (collection text NOT NULL, document text NOT NULL, area text NOT NULL, PRIMARY KEY (collection, document, area));

  CREATE TABLE envelope (
    device text NOT NULL REFERENCES device, hash bytea NOT NULL, previous bytea NOT NULL, first bigint NOT NULL, last bigint NOT NULL,
    lines text NOT NULL, receipt bytea NOT NULL, signature bytea NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (device, hash)
  );
  CREATE TABLE entry (
    device text NOT NULL REFERENCES device, number bigint NOT NULL, hash bytea NOT NULL, bytes bytea NOT NULL, result text NOT NULL, why text,
    collection text, document text, version integer, envelope bytea NOT NULL, PRIMARY KEY (device, number)
  );
  CREATE INDEX entry_conflict ON entry (device, collection, document) WHERE why = 'conflict';
  CREATE TABLE manifest (
    device text NOT NULL REFERENCES device, hash bytea NOT NULL, batch text NOT NULL, signed_by text NOT NULL, first bigint NOT NULL, last bigint NOT NULL,
    bytes bytea NOT NULL, signature bytea NOT NULL, PRIMARY KEY (device, hash)
  );
  CREATE TABLE quarantine (
    device text NOT NULL, number bigint NOT NULL, hash bytea NOT NULL, why text NOT NULL, bytes bytea NOT NULL, at timestamptz NOT NULL,
    PRIMARY KEY (device, number, hash)
  );
`;
