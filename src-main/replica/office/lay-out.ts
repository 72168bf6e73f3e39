import type { Person } from '../../../shared/domain/person.ts';
import { documentSchemas, type CollectionName } from '../../../shared/domain/collection.ts';
import type { DocumentWrite, Replica } from '../store/replica.ts';
import { findDocument, isOnOtherShelf } from '../store/documents.ts';
import { indexPerson } from '../store/search/person-index.ts';
import type { WritableDb } from '../store/db.ts';
import { findOfficeBase, type NewOfficeEntry } from '../store/office-entries.ts';
import { layOver } from '../sync/lay-over.ts';

/** A document by its key. */
export type DocumentKey = { readonly collection: CollectionName; readonly document: string };

/** Each key once. */
export const distinctKeys = (rows: readonly { readonly collection: string; readonly document: string }[]): DocumentKey[] =>
  [...new Map(rows.map(({ collection, document }) => [`${collection}/${document}`, { collection: collection as CollectionName, document }])).values()];

/**
 * The documents as they stand with what the office has written laid over the centre's newest word, `othersOf` being the entries of other laptops. It is a function of which entries there are, so that letters may come in any order and
 * any number of times. One that is not a whole document yet (its beginning has not come), or whose id is another paper's here, is left out.
 */
export const layOut = (replica: Replica, keys: readonly DocumentKey[], othersOf: (key: DocumentKey) => readonly Pick<NewOfficeEntry, 'bytes' | 'hlc'>[]): DocumentWrite[] =>
  keys.flatMap((key): DocumentWrite[] => {
    const { collection, document: id } = key;
    if (isOnOtherShelf(replica, collection, id)) return [];
    const below = (findOfficeBase(replica.db, collection, id) ?? findDocument(replica, collection, id) ?? {}) as Readonly<Record<string, unknown>>;
    const document = layOver(replica.db, collection, id, below, { others: [...othersOf(key)].sort((a, b) => (a.hlc < b.hlc ? -1 : 1)) });
    return document['id'] === id && documentSchemas[collection].safeParse(document).success ? [{ collection, document: document as DocumentWrite['document'] }] : [];
  });

/** Makes the persons among them searchable. */
export const indexLaidOut = (db: WritableDb, documents: readonly DocumentWrite[]): void => {
  for (const { collection, document } of documents) if (collection === 'persons') indexPerson(db, document as unknown as Person);
};
