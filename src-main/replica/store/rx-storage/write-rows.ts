import { categorizeBulkWriteRows } from 'rxdb';
import type { BulkWriteRow, RxDocumentData, RxStorageInstance, RxStorageWriteError } from 'rxdb';
import { removeAttachment, writeAttachment } from './attachments.ts';
import type { Connection } from './connection.ts';
import type { DocumentTable } from './document-table.ts';
import { parseBodies } from './parse-bodies.ts';
import { irregular, textKey } from './order-key.ts';
import type { Column } from './table-layout.ts';

export type AnyInstance = RxStorageInstance<unknown, unknown, unknown>;
export type StoredDocument = RxDocumentData<unknown>;

/** The documents with these ids, deleted ones too, by id. */
export const readDocuments = (connection: Connection, table: DocumentTable, ids: readonly string[]): Map<string, StoredDocument> => {
  const found = new Map<string, StoredDocument>();
  const keep = (body: unknown) => {
    const document = JSON.parse(body as string) as StoredDocument;
    found.set((document as unknown as Record<string, string>)[table.layout.primaryPath] as string, document);
  };
  if (ids.length <= 4) {
    const find = connection.prepare(`SELECT body FROM ${table.name} WHERE id = ?`).pluck();
    for (const id of ids) {
      const body = find.get(textKey(id));
      if (body !== undefined) keep(body);
    }
    return found;
  }
  const keys = JSON.stringify(ids.map(textKey));
  for (const body of connection.prepare(`SELECT body FROM ${table.name} WHERE id IN (SELECT value FROM json_each(?))`).pluck().all(keys)) keep(body);
  return found;
};

/** The documents with these ids in the order asked for. */
export const readInOrder = (connection: Connection, table: DocumentTable, ids: readonly string[], withDeleted: boolean): StoredDocument[] =>
  parseBodies(
    connection
      .prepare(`SELECT t.body FROM json_each(?) wanted CROSS JOIN ${table.name} t ON t.id = wanted.value${withDeleted ? '' : ' WHERE t.deleted = 0'}`)
      .pluck()
      .all(JSON.stringify(ids.map(textKey))),
  );

/** Stores whole documents and returns the columns that became irregular by them. 'INSERT' is for ids that the table does not hold. */
const storeDocuments = (connection: Connection, table: DocumentTable, verb: 'INSERT' | 'REPLACE', rows: readonly BulkWriteRow<unknown>[]): Set<string> => {
  const columns = [...table.layout.columns.values()];
  const names = columns.map((column) => column.name);
  const insert = connection.prepare(
    `${verb} INTO ${table.name} (sequence, body, ${names.join(', ')}) VALUES (?, ?${', ?'.repeat(names.length)})`,
  );
  const broken = new Set<string>();
  const values: unknown[] = new Array(columns.length + 2);
  for (const row of rows) {
    const document = row.document as StoredDocument;
    values[0] = ++table.lastSequence;
    values[1] = JSON.stringify(document);
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i] as Column;
      const key = column.key(document);
      if (key === irregular) broken.add(column.name);
      values[i + 2] = key === irregular ? null : key;
    }
    insert.run(values);
  }
  return broken;
};

export type Written = {
  readonly errors: RxStorageWriteError<unknown>[];
  /** To be called once the transaction is committed: tells every instance on the table what changed. */
  readonly publish: () => void;
};

/**
 * Writes `rows` as RxDB asks (conflicts and attachment faults come back as errors, the rest is written). Runs inside the caller's
 * transaction; `known` holds the present state of every document of `rows` that exists.
 */
export const writeRows = (
  connection: Connection, table: DocumentTable, instance: AnyInstance, known: Map<string, StoredDocument>,
  rows: BulkWriteRow<unknown>[], context: string, attachmentBytes: ReadonlyMap<object, Uint8Array>,
): Written => {
  const sorted = categorizeBulkWriteRows<unknown>(instance, table.layout.primaryPath as never, known as never, rows, context);
  const twice = new Set(rows.map((row) => (row.document as Record<string, unknown>)[table.layout.primaryPath])).size < rows.length;
  const irregularNow = new Set([
    ...table.irregular,
    ...storeDocuments(connection, table, twice ? 'REPLACE' : 'INSERT', sorted.bulkInsertDocs),
    ...storeDocuments(connection, table, 'REPLACE', sorted.bulkUpdateDocs),
  ]);
  if (irregularNow.size > table.irregular.size) {
    connection.prepare('UPDATE rx_table SET irregular = ? WHERE number = ?').run(JSON.stringify([...irregularNow]), table.number);
  }
  for (const gone of sorted.attachmentsRemove) removeAttachment(connection, table, gone.documentId, gone.attachmentId);
  for (const added of [...sorted.attachmentsAdd, ...sorted.attachmentsUpdate]) {
    const bytes = attachmentBytes.get(added.attachmentData);
    if (!bytes) throw new Error('attachment bytes were not read before the write');
    writeAttachment(connection, table, added.documentId, added.attachmentId, added.attachmentData, bytes);
  }
  const { eventBulk, newestRow } = sorted;
  const sequence = table.lastSequence;
  return {
    errors: sorted.errors,
    publish: () => {
      table.irregular = irregularNow;
      if (!newestRow) return;
      // RxDB's sorting makes an event of a row even where it refuses its attachments.
      const refused = new Set(sorted.errors.filter((error) => error.status === 510).map((error) => error.documentId));
      if (refused.size > 0) eventBulk.events = eventBulk.events.filter((event) => !refused.has(event.documentId));
      if (eventBulk.events.length === 0) return;
      const newest = newestRow.document as StoredDocument;
      eventBulk.checkpoint = { id: (newest as unknown as Record<string, string>)[table.layout.primaryPath], lwt: newest._meta.lwt, sequence };
      for (const listener of table.listeners) listener.next(eventBulk as never);
    },
  };
};
