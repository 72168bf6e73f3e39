/** Where a device has worked before: what it wrote up to number `last`, and after the end of an earlier stay, was written in `area`. */
export const deviceStays = `
  CREATE TABLE device_stay (device text NOT NULL REFERENCES device, last bigint NOT NULL, area text NOT NULL, PRIMARY KEY (device, last));
`;
