/** The later streams that a device's program knows, as it said at its newest handshake; one of an earlier version says nothing and is sent none. */
export const laterStreamsTaken = `
  ALTER TABLE device ADD COLUMN takes text[] NOT NULL DEFAULT '{}';
`;
