/** Where an extract leaves a district, its items there are emptied. */
export const extractsEmptied = `
  CREATE INDEX stream_item_of_extract ON stream_item (document, stream) WHERE collection IN ('extracts');
`;
