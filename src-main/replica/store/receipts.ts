import type { ReadableDb, WritableDb } from './db.ts';

/** The centre's receipt for an envelope as it came: its bytes, the signature over them and when it arrived (Instant). */
export type ReceiptRow = { readonly id: number; readonly bytes: Uint8Array; readonly signature: Uint8Array; readonly at: string };

/** Keeps a receipt and returns its number. */
export const insertReceipt = (db: WritableDb, receipt: Omit<ReceiptRow, 'id'>): number => {
  const id = (findLastReceipt(db)?.id ?? 0) + 1;
  putReceipt(db, { id, ...receipt });
  return id;
};

/** Keeps a receipt under the number it has. */
export const putReceipt = (db: WritableDb, { id, bytes, signature, at }: ReceiptRow): void => {
  db.run('INSERT INTO receipt (id, bytes, signature, at) VALUES (?, ?, ?, ?)', id, bytes, signature, at);
  db.note({ kind: 'receipt', id, bytes, signature, at });
};

/** The newest receipt. */
export const findLastReceipt = (db: ReadableDb): ReceiptRow | undefined => db.find<ReceiptRow>('SELECT id, bytes, signature, at FROM receipt ORDER BY id DESC LIMIT 1');
