/** The mailbox of each office: letters that the centre cannot read, and how far each laptop has taken them. The counter row is locked while one is put in, so that numbers are in the order of the commits. */
export const officeMail = `
  CREATE TABLE office_box (area text PRIMARY KEY, seq bigint NOT NULL);
  CREATE TABLE office_mail (
    area text NOT NULL, seq bigint NOT NULL, device text NOT NULL REFERENCES device, bringer text NOT NULL REFERENCES device, hash bytea NOT NULL, written timestamptz NOT NULL, bytes bytea NOT NULL, at timestamptz NOT NULL,
    PRIMARY KEY (area, seq), UNIQUE (area, hash)
  );
  ALTER TABLE office_mail ALTER COLUMN bytes SET STORAGE EXTERNAL;
  CREATE TABLE office_taken (device text NOT NULL REFERENCES device, area text NOT NULL, seq bigint NOT NULL, PRIMARY KEY (device, area));
`;
