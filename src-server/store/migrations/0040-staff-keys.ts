/** A member of staff may have several keys on one device: a password that was forgotten takes the old signing key with it, and what it signed stays signed. */
export const staffKeys = `
  ALTER TABLE staff_key DROP CONSTRAINT staff_key_pkey;
  ALTER TABLE staff_key ADD PRIMARY KEY (device, staff, key);
  ALTER TABLE staff_key ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;
`;
