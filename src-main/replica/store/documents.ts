import type { RxCollection } from 'rxdb';
import type { CollectionName, DocumentOf } from '../../../shared/domain/collection.ts';
import type { Replica } from './replica.ts';
import type { SqliteInternals } from './rx-storage/storage-instance.ts';

/** The table of a collection: columns `id`, `deleted` (0 or 1) and `body` (the document as JSON), for read models that SQLite can compute quicker than a loop. */
export const documentTable = (replica: Replica, collection: CollectionName): string => {
  const found = replica.rx.collections[collection] as RxCollection | undefined;
  if (!found) throw new Error(`no such collection: ${collection}`);
  return (found.storageInstance.internals as SqliteInternals).table.name;
};

/** A stored body without what RxDB keeps in it. */
export const plainDocument = <D>(body: string): D => {
  const { _rev: _, _meta: __, _attachments: ___, _deleted: ____, ...document } = JSON.parse(body) as Record<string, unknown>;
  return document as D;
};

/** The document `id` as the replica has it now, or undefined. Synchronous: what is read and then committed in one go cannot be overtaken. */
export const findDocument = <C extends CollectionName>(replica: Replica, collection: C, id: string): DocumentOf[C] | undefined => {
  const row = replica.db.find<{ body: string }>(`SELECT body FROM ${documentTable(replica, collection)} WHERE id = ? AND deleted = 0`, id);
  return row && plainDocument<DocumentOf[C]>(row.body);
};
