/** Whose documents there are: looked up when a case moves away, to know whether its person goes with it. */
export const personDocuments = `
  CREATE INDEX document_person ON document ((body ->> 'personId')) WHERE body ? 'personId';
`;
