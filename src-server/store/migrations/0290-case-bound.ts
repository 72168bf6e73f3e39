/** What is made of a case is looked up when the case moves; where it leaves a district with it, its items there are emptied. */
export const caseBound = `
  CREATE INDEX document_of_case ON document ((body ->> 'caseId')) WHERE collection IN ('decisions', 'scans');
  CREATE INDEX stream_item_of_case ON stream_item (document, stream) WHERE collection IN ('decisions', 'scans');
`;
