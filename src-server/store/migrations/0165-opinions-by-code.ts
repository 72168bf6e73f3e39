/** The opinions of one examination are found by the code that joins them. */
export const opinionsByCode = `
  CREATE INDEX document_opinion_code ON document ((body ->> 'code')) WHERE collection = 'opinions';
`;
