/** An entry put aside may be judged again by an operator's hand: what came of it, and the order in which each device is told. */
export const verdicts = `
  ALTER TABLE quarantine ADD COLUMN released timestamptz;
  CREATE TABLE verdict (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, device text NOT NULL REFERENCES device, number bigint NOT NULL, envelope bytea NOT NULL);
  CREATE INDEX verdict_device ON verdict (device, id);
`;
