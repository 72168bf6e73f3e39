import type { BulkWriteRow, RxAttachmentWriteData } from 'rxdb';
import type { Connection } from './connection.ts';
import type { DocumentTable } from './document-table.ts';
import { textKey } from './order-key.ts';

const chunkBytes = 256 * 1024;

/** The bytes of every attachment that `rows` bring, read before the transaction because a Blob can only be read asynchronously. */
export const readAttachmentBytes = async (rows: readonly BulkWriteRow<unknown>[]): Promise<Map<object, Uint8Array>> => {
  const bytes = new Map<object, Uint8Array>();
  for (const row of rows) {
    for (const attachment of Object.values(row.document._attachments)) {
      const { data } = attachment as Partial<RxAttachmentWriteData>;
      if (data) bytes.set(attachment, new Uint8Array(await data.arrayBuffer()));
    }
  }
  return bytes;
};

/** Deletes one attachment; nothing happens where there is none. */
export const removeAttachment = (connection: Connection, table: DocumentTable, document: string, attachment: string): void => {
  connection.prepare('DELETE FROM rx_attachment WHERE rx_table = ? AND document = ? AND attachment = ?').run(table.number, textKey(document), attachment);
};

/** Writes one attachment in chunks, in place of an older one of that name. */
export const writeAttachment = (connection: Connection, table: DocumentTable, document: string, attachment: string, data: { digest: string; type: string }, bytes: Uint8Array): void => {
  removeAttachment(connection, table, document, attachment);
  const number = connection
    .prepare('INSERT INTO rx_attachment (rx_table, document, attachment, digest, type) VALUES (?, ?, ?, ?, ?)')
    .run(table.number, textKey(document), attachment, data.digest, data.type).lastInsertRowid;
  const insert = connection.prepare('INSERT INTO rx_attachment_chunk (attachment, chunk, bytes) VALUES (?, ?, ?)');
  for (let at = 0; at < bytes.length; at += chunkBytes) insert.run(number, at / chunkBytes, bytes.subarray(at, at + chunkBytes));
};

/** The attachment with that digest, or undefined. */
export const findAttachment = (connection: Connection, table: DocumentTable, document: string, attachment: string, digest: string): Blob | undefined => {
  const row = connection
    .prepare('SELECT number, type FROM rx_attachment WHERE rx_table = ? AND document = ? AND attachment = ? AND digest = ?')
    .get(table.number, textKey(document), attachment, digest) as { number: number; type: string } | undefined;
  if (!row) return undefined;
  const chunks = connection.prepare('SELECT bytes FROM rx_attachment_chunk WHERE attachment = ? ORDER BY chunk').pluck().all(row.number) as Uint8Array<ArrayBuffer>[];
  return new Blob(chunks, { type: row.type });
};
