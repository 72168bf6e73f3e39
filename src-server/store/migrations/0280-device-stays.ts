/** Where a device has worked before: what it wrote up to number `last`, and after the end of an earlier stay, was written in `area`; `stayed`: the last number of all of these; `placed`: when it was last put into another district. */
export const deviceStays = `
  CREATE TABLE device_stay (device text NOT NULL REFERENCES device, last bigint NOT NULL, area text NOT NULL, PRIMARY KEY (device, last));
  ALTER TABLE device ADD COLUMN stayed bigint NOT NULL DEFAULT 0;
  ALTER TABLE device ADD COLUMN placed timestamptz;
`;
