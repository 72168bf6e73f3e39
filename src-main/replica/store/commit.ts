import { createRevision } from 'rxdb';
import type { BulkWriteRow, RxCollection } from 'rxdb';
import { prepareAttachments } from './prepare-attachments.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { holderOf, isShelf } from './collections/shelf.ts';
import { writableDbOf } from './db.ts';
import { keepCaseFigures } from './figures/case-figures.ts';
import type { CommitUnit, DocumentWrite, Replica } from './replica.ts';
import type { SqliteInternals } from './rx-storage/storage-instance.ts';
import { readDocuments, writeRows, type AnyInstance, type StoredDocument, type Written } from './rx-storage/write-rows.ts';
import type { SaveNote } from './saves/save-record.ts';
import { findStorageError } from './storage-error.ts';

const isDeletion = (document: object): boolean => 'deleted' in document && document.deleted === true && Object.keys(document).length === 2;

/** Gives the document what RxDB's own write would: the next revision, the write time, the attachments it had and gets, whether it is deleted. `bytes` takes the new ones. */
const rowOf = (token: string, lwt: number, given: DocumentWrite, previous: StoredDocument | undefined, bytes: Map<object, Uint8Array>): BulkWriteRow<unknown> | undefined => {
  const deletion = isDeletion(given.document);
  if (deletion && (!previous || previous._deleted)) return undefined;
  const body: object = deletion ? { ...previous } : given.document;
  const document = {
    ...body,
    _deleted: deletion,
    _attachments: deletion ? {} : prepareAttachments(previous?._attachments ?? {}, given.attachments, bytes),
    _meta: previous ? { ...previous._meta, lwt } : { lwt },
    _rev: createRevision(token, previous as never),
  };
  return previous ? { previous, document } : { document };
};

const groupByCollection = (unit: CommitUnit): Map<string, Map<string, DocumentWrite>> => {
  const groups = new Map<string, Map<string, DocumentWrite>>();
  for (const given of unit.documents) {
    const { collection, document } = given;
    const holder = holderOf(collection);
    const write = isShelf(collection) && !isDeletion(document) ? { ...given, document: { ...document, shelf: collection } } : given;
    const group = groups.get(holder) ?? new Map<string, DocumentWrite>();
    const other = group.get(document.id)?.collection;
    if (other !== undefined && other !== collection) throw new Error(`${collection}: ${other} with the same id in one commit`);
    // Of two writes of one document in a unit the last one counts; what either brought with it stays.
    const before = group.get(document.id)?.attachments;
    group.set(document.id, before ? { ...write, attachments: { ...before, ...write.attachments } } : write);
    groups.set(holder, group);
  }
  return groups;
};

/** A paper in the place of another kind's would be a document lost: whoever writes looks beforehand (`isOnOtherShelf`). */
const ensureShelf = (previous: StoredDocument | undefined, given: DocumentWrite): void => {
  const shelf = (previous as { readonly shelf?: string } | undefined)?.shelf;
  if (previous && !previous._deleted && shelf !== undefined && !isDeletion(given.document) && shelf !== given.document['shelf']) throw new Error(`${given.collection}: its id stands on another shelf`);
};

const writeCollection = (replica: Replica, name: string, documents: ReadonlyMap<string, DocumentWrite>, lwt: number): Written => {
  const collection = replica.rx.collections[name] as RxCollection | undefined;
  if (!collection) throw new Error(`no such collection: ${name}`);
  const { table } = collection.storageInstance.internals as SqliteInternals;
  const known = readDocuments(replica.connection, table, [...documents.keys()]);
  const bytes = new Map<object, Uint8Array>();
  for (const given of documents.values()) ensureShelf(known.get(given.document.id), given);
  const rows = [...documents.values()].flatMap((given) => rowOf(replica.rx.token, lwt, given, known.get(given.document.id), bytes) ?? []);
  if (bytes.size > 0 && !collection.storageInstance.schema.attachments) throw new Error(`${name} keeps no attachments`);
  const written = writeRows(replica.connection, table, collection.storageInstance as unknown as AnyInstance, known, rows, 'commit', bytes);
  const [fault] = written.errors;
  if (fault) throw new Error(`commit could not write to ${name}: status ${fault.status}`);
  return written;
};

/**
 * Writes documents of any number of collections and whatever `unit.sql` writes in one transaction, then tells RxDB what changed, so
 * that open documents and live queries follow. All or nothing: an expected failure of the storage is returned (`StorageFull`,
 * `StorageReadonly`, `StorageBusy`, `StorageCorrupt`), anything else is thrown; in both cases nothing is written and nothing told.
 * Synchronous, so neither another commit nor a write of RxDB can come in between.
 */
export const commit = (replica: Replica, unit: CommitUnit): Result<void, AppError> => {
  const groups = groupByCollection(unit);
  const lwt = replica.nextWriteTime();
  try {
    const written = replica.connection.transaction(() => {
      const parts = [...groups].map(([name, documents]) => writeCollection(replica, name, documents, lwt));
      const notes: SaveNote[] = [];
      const db = writableDbOf(replica.connection, (note) => notes.push(note));
      keepCaseFigures(db, groups.get('cases')?.values() ?? []);
      unit.sql?.(db);
      if (unit.durability === 'full') replica.saves?.append(db, { documents: unit.documents, notes });
      return parts;
    }, unit.durability);
    replica.saves?.confirm();
    for (const part of written) part.publish();
    return ok();
  } catch (error) {
    replica.saves?.takeBack();
    const expected = findStorageError(error);
    if (expected) return err(expected);
    throw error;
  }
};
