import { now } from 'rxdb';
import type { BulkWriteRow, EventBulk, PreparedQuery, RxDocumentData, RxStorageBulkWriteResponse, RxStorageChangeEvent, RxStorageInstance, RxStorageInstanceCreationParams } from 'rxdb';
import { Subject, type Observable } from 'rxjs';
import { findAttachment, readAttachmentBytes } from './attachments.ts';
import type { Connection, Durability } from './connection.ts';
import { dropDocumentTable, purgeTombstones, type ChangeBulk, type Checkpoint, type DocumentTable } from './document-table.ts';
import { countQuery, runQuery } from './run-query.ts';
import { readDocuments, readInOrder, writeRows, type AnyInstance } from './write-rows.ts';

/** What the storage keeps behind an instance; `commit` reaches the table through it. */
export type SqliteInternals = { readonly connection: Connection; readonly table: DocumentTable; readonly durability: Durability };
export type SqliteOptions = Record<string, never>;

const tombstonesPerCleanup = 1000;
const noBytes: ReadonlyMap<object, Uint8Array> = new Map();

/** A storage instance of RxDB 17 over one table. Every call runs to its end before it returns; only attachments make a write wait. */
export class SqliteStorageInstance<RxDocType> implements RxStorageInstance<RxDocType, SqliteInternals, SqliteOptions, Checkpoint> {
  readonly databaseName: string;
  readonly collectionName: string;
  readonly schema: RxStorageInstanceCreationParams<RxDocType, SqliteOptions>['schema'];
  readonly options: SqliteOptions;
  readonly internals: SqliteInternals;
  private readonly changes = new Subject<ChangeBulk>();
  private readonly release: () => void;
  private closed: Promise<void> | undefined;
  /** Tail of the writes that wait for attachment bytes; later writes queue behind it, so that order is kept. */
  private waiting: Promise<unknown> | undefined;

  constructor(params: RxStorageInstanceCreationParams<RxDocType, SqliteOptions>, internals: SqliteInternals, release: () => void) {
    this.databaseName = params.databaseName;
    this.collectionName = params.collectionName;
    this.schema = params.schema;
    this.options = params.options;
    this.internals = internals;
    this.release = release;
    internals.table.listeners.add(this.changes);
  }

  private open(): SqliteInternals {
    if (this.closed) throw new Error(`storage instance is closed: ${this.collectionName}`);
    return this.there();
  }

  /** Also for a write that came before the close, which waits for it. */
  private there(): SqliteInternals {
    if (this.internals.table.removed) throw new Error(`collection was removed: ${this.collectionName}`);
    return this.internals;
  }

  private write(rows: BulkWriteRow<RxDocType>[], context: string, bytes: ReadonlyMap<object, Uint8Array>): RxStorageBulkWriteResponse<RxDocType> {
    const { connection, table, durability } = this.there();
    const self = this as unknown as AnyInstance;
    const primary = table.layout.primaryPath;
    const written = connection.transaction(() => {
      const known = readDocuments(connection, table, rows.map((row) => (row.document as Record<string, unknown>)[primary] as string));
      return writeRows(connection, table, self, known, rows as BulkWriteRow<unknown>[], context, bytes);
    }, durability);
    written.publish();
    return { error: written.errors as RxStorageBulkWriteResponse<RxDocType>['error'] };
  }

  async bulkWrite(rows: BulkWriteRow<RxDocType>[], context: string): Promise<RxStorageBulkWriteResponse<RxDocType>> {
    this.open();
    if (!this.schema.attachments) return this.write(rows, context, noBytes);
    const before = this.waiting;
    const reading = readAttachmentBytes(rows as BulkWriteRow<unknown>[]);
    const result = (async () => {
      const bytes = await reading;
      await before?.catch(() => undefined);
      return this.write(rows, context, bytes);
    })();
    this.waiting = result;
    return result;
  }

  async findDocumentsById(ids: string[], withDeleted: boolean): Promise<RxDocumentData<RxDocType>[]> {
    const { connection, table } = this.open();
    return readInOrder(connection, table, ids, withDeleted) as RxDocumentData<RxDocType>[];
  }

  async query(prepared: PreparedQuery<RxDocType>): Promise<{ documents: RxDocumentData<RxDocType>[] }> {
    const { connection, table } = this.open();
    return { documents: runQuery(connection, table, this as unknown as AnyInstance, prepared.query as never) as RxDocumentData<RxDocType>[] };
  }

  async count(prepared: PreparedQuery<RxDocType>): Promise<{ count: number; mode: 'fast' | 'slow' }> {
    const { connection, table } = this.open();
    return countQuery(connection, table, this as unknown as AnyInstance, prepared.query as never);
  }

  async getAttachmentData(documentId: string, attachmentId: string, digest: string): Promise<Blob> {
    const { connection, table } = this.open();
    const blob = findAttachment(connection, table, documentId, attachmentId, digest);
    if (!blob) throw new Error(`attachment does not exist: ${documentId}||${attachmentId}`);
    return blob;
  }

  async getChangedDocumentsSince(limit: number, checkpoint?: Checkpoint): Promise<{ documents: RxDocumentData<RxDocType>[]; checkpoint: Checkpoint }> {
    const { connection, table } = this.open();
    const rows = connection
      .prepare(`SELECT sequence, body FROM ${table.name} WHERE sequence > ? ORDER BY sequence LIMIT ?`)
      .all(checkpoint?.sequence ?? 0, limit === Infinity ? -1 : limit) as { sequence: number; body: string }[];
    const documents = rows.map((row) => JSON.parse(row.body) as RxDocumentData<RxDocType>);
    const last = documents.at(-1);
    if (!last) return { documents, checkpoint: checkpoint ?? { id: '', lwt: 0, sequence: 0 } };
    const id = (last as Record<string, unknown>)[table.layout.primaryPath] as string;
    return { documents, checkpoint: { id, lwt: last._meta.lwt, sequence: rows.at(-1)?.sequence ?? 0 } };
  }

  changeStream(): Observable<EventBulk<RxStorageChangeEvent<RxDocType>, Checkpoint>> {
    return this.changes.asObservable() as unknown as Observable<EventBulk<RxStorageChangeEvent<RxDocType>, Checkpoint>>;
  }

  async cleanup(minimumDeletedTime: number): Promise<boolean> {
    const { connection, table } = this.open();
    return purgeTombstones(connection, table, now() - minimumDeletedTime, tombstonesPerCleanup);
  }

  close(): Promise<void> {
    this.closed ??= (async () => {
      await this.waiting?.catch(() => undefined);
      this.internals.table.listeners.delete(this.changes);
      this.changes.complete();
      this.release();
    })();
    return this.closed;
  }

  async remove(): Promise<void> {
    const { connection, table } = this.open();
    await this.waiting?.catch(() => undefined);
    dropDocumentTable(connection, table);
    await this.close();
  }
}
