import type { RxCollection } from 'rxdb';
import type { CollectionName, DocumentOf } from '../../../shared/domain/collection.ts';
import { holderOf, isShelf, shelfColumns } from './collections/shelf.ts';
import type { Replica } from './replica.ts';
import type { SqliteInternals } from './rx-storage/storage-instance.ts';

/**
 * The table of a collection, as it stands in a FROM: columns `id`, `deleted` (0 or 1) and `body` (the document as JSON), for read models that SQLite can compute quicker than a loop. The commission's collections
 * have `shelfColumns` besides.
 */
export const documentTable = (replica: Replica, collection: CollectionName): string => {
  const found = replica.rx.collections[holderOf(collection)] as RxCollection | undefined;
  if (!found) throw new Error(`no such collection: ${collection}`);
  const { name, layout } = (found.storageInstance.internals as SqliteInternals).table;
  if (!isShelf(collection)) return name;
  const columnOf = (field: string) => layout.columns.get(field)?.name ?? field;
  return `(SELECT id, deleted, body, ${shelfColumns.map((field) => `${columnOf(field)} AS ${field}`).join(', ')} FROM ${name} WHERE ${columnOf('shelf')} = '${collection}')`;
};

/** The column of {@link documentTable} in which RxDB keeps an indexed field of a collection that is no shelf. Throws where the field has no index. */
export const documentColumn = (replica: Replica, collection: CollectionName, field: string): string => {
  const { layout } = ((replica.rx.collections[collection] as RxCollection).storageInstance.internals as SqliteInternals).table;
  const column = layout.columns.get(field);
  if (!column) throw new Error(`no index of ${collection} by ${field}`);
  return column.name;
};

/** True where `id` stands on another shelf than this one: shelves have their ids in common, and what would be written here would take the place of what is there. */
export const isOnOtherShelf = (replica: Replica, collection: CollectionName, id: string): boolean => {
  if (!isShelf(collection)) return false;
  const { name, layout } = ((replica.rx.collections[holderOf(collection)] as RxCollection).storageInstance.internals as SqliteInternals).table;
  return replica.db.find(`SELECT 1 FROM ${name} WHERE id = ? AND deleted = 0 AND ${layout.columns.get('shelf')?.name ?? 'shelf'} <> ?`, id, collection) !== undefined;
};

/** A stored body without what RxDB keeps in it. */
export const plainDocument = <D>(body: string): D => {
  const { _rev: _, _meta: __, _attachments: ___, _deleted: ____, shelf: _____, ...document } = JSON.parse(body) as Record<string, unknown>;
  return document as D;
};

/** The document `id` as the replica has it now, or undefined. Synchronous: what is read and then committed in one go cannot be overtaken. */
export const findDocument = <C extends CollectionName>(replica: Replica, collection: C, id: string): DocumentOf[C] | undefined => {
  const row = replica.db.find<{ body: string }>(`SELECT body FROM ${documentTable(replica, collection)} WHERE id = ? AND deleted = 0`, id);
  return row && plainDocument<DocumentOf[C]>(row.body);
};

/** The documents of a shelf whose column `field` is `value`, oldest first. Throws where shelves have no such column. */
export const listDocumentsBy = <C extends CollectionName>(replica: Replica, collection: C, field: 'caseId' | 'personId', value: string): DocumentOf[C][] =>
  replica.db.list<{ body: string }>(`SELECT body FROM ${documentTable(replica, collection)} WHERE deleted = 0 AND ${field} = ? ORDER BY id`, value).map(({ body }) => plainDocument<DocumentOf[C]>(body));

/** The bytes of an attachment of a document, or undefined where this laptop does not have them. */
export const findAttachmentBytes = async (replica: Replica, collection: CollectionName, id: string, name: string): Promise<Uint8Array | undefined> => {
  const row = replica.db.find<{ body: string }>(`SELECT body FROM ${documentTable(replica, collection)} WHERE id = ? AND deleted = 0`, id);
  const { _attachments } = row ? (JSON.parse(row.body) as { readonly _attachments: Readonly<Record<string, { readonly digest: string }>> }) : { _attachments: {} };
  const digest = Object.hasOwn(_attachments, name) ? _attachments[name]?.digest : undefined;
  if (digest === undefined) return undefined;
  const { storageInstance } = replica.rx.collections[holderOf(collection)] as RxCollection;
  const data = (await storageInstance.getAttachmentData(id, name, digest)) as unknown as Blob;
  return new Uint8Array(await data.arrayBuffer());
};
