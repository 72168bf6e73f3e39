/** Who was merged into a record is looked up where an act is told or a case is opened. */
export const mergedInto = `
  CREATE INDEX document_merged_into ON document ((body ->> 'mergedInto')) WHERE collection = 'persons' AND body ->> 'mergedInto' IS NOT NULL;
`;
