/** Per district, the laptops of its office and their staff as they were last signed: the number rises where the content changes. */
export const officeRoster = `
  CREATE TABLE office_roster (area text PRIMARY KEY, number integer NOT NULL, content bytea NOT NULL, bytes bytea NOT NULL, signature bytea NOT NULL);
`;
