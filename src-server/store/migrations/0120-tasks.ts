/** Disputes are looked up by what they are about, and their items where it moves away; which kinds of document a device's program reads. All three indexes are over disputes alone, which are few. */
export const tasks = `
  ALTER TABLE device ADD COLUMN kinds text[] NOT NULL DEFAULT '{}';
  CREATE INDEX document_task ON document ((body ->> 'document')) WHERE collection IN ('registryTasks', 'caseworkTasks', 'medicalTasks');
  CREATE INDEX stream_item_task ON stream_item (document, stream) WHERE collection IN ('registryTasks', 'caseworkTasks', 'medicalTasks');
  CREATE INDEX stream_item_task_seq ON stream_item (stream, seq) WHERE collection IN ('registryTasks', 'caseworkTasks', 'medicalTasks');
`;
