/** Whom the operator lets work on the device that comes with a code, and the name that each key came with: what was signed under an older name stays signed. */
export const allowedStaff = `
  ALTER TABLE enrol_code ADD COLUMN staff jsonb NOT NULL DEFAULT '[]';
  CREATE INDEX enrol_code_device ON enrol_code (device);
  ALTER TABLE staff_key ADD COLUMN name text;
`;
