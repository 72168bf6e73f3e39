/**
 * Entries put aside for any reason block what was built on them, so all are looked up. A case's items are looked up when it moves away; cases that have moved
 * before lose their facts in the streams they left.
 */
export const asideAndMoved = `
  DROP INDEX entry_conflict;
  CREATE INDEX entry_aside ON entry (device, document) WHERE why IS NOT NULL;
  CREATE INDEX stream_item_case ON stream_item (document, stream) WHERE collection = 'cases';
  UPDATE stream_item i SET item = jsonb_set(i.item::jsonb, '{d,facts}',
    '{"onsetDate":null,"employer":"","position":"","degreePercent":null,"degreeSetOn":null,"workInjury":false,"note":""}'::jsonb)::text
  FROM stream_item m WHERE m.kind = 'moved' AND m.collection = 'cases' AND m.stream = i.stream AND m.document = i.document AND i.seq < m.seq AND i.collection = 'cases' AND i.kind = 'put';
`;
