/** How far each device has read, as it last said: what an operator sees of a laptop that is behind. Written late and in batches, and never read to decide anything. */
export const deviceCursors = `
  CREATE TABLE device_cursor (
    device text NOT NULL REFERENCES device, stream text NOT NULL, epoch integer NOT NULL, seq bigint NOT NULL, at timestamptz NOT NULL,
    PRIMARY KEY (device, stream)
  );
`;
