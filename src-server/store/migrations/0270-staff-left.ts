/** When a key was taken away on its device (an Instant), and the number of the last entry that was written there before; the administrators' words of it are kept as evidence. */
export const staffLeft = `
  ALTER TABLE staff_key ADD COLUMN until text;
  ALTER TABLE staff_key ADD COLUMN last bigint;
  CREATE TABLE staff_left (
    device text NOT NULL REFERENCES device, staff text NOT NULL REFERENCES staff, at text NOT NULL, bytes bytea NOT NULL, signature bytea NOT NULL, taken timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (device, staff, at)
  );
`;
