/**
 * Who left a district is never again said to it with more than a name: their items before the trace are emptied, as those of a case are, and chunks that were made before a trace go and are made anew. (What is emptied stands here as it was when
 * this was written.)
 */
export const personsEmptied = `
  CREATE INDEX stream_item_person ON stream_item (document, stream) WHERE collection = 'persons';
  CREATE INDEX stream_item_moved ON stream_item (stream, seq) WHERE kind = 'moved';
  UPDATE stream_item i SET item = jsonb_set(i.item::jsonb, '{d}', ((i.item::jsonb -> 'd')
    || '{"iin":null,"otherIds":[],"settlement":"","street":"","house":"","phone":"","householdId":null,"work":[],"contributions":[],"disability":null}') - 'merge')::text
  FROM stream_item m WHERE m.kind = 'moved' AND m.collection = 'persons' AND m.stream = i.stream AND m.document = i.document AND i.seq < m.seq AND i.collection = 'persons' AND i.kind = 'put';
  DELETE FROM stream_chunk c WHERE EXISTS (SELECT FROM stream_item m WHERE m.stream = c.stream AND m.kind = 'moved');
`;
