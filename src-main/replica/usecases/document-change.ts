import type { CollectionName, DocumentOf } from '../../../shared/domain/collection.ts';

/** What a decision wants done: a document as it was (undefined for a new one) and as it shall be. */
export type DocumentChange = { readonly [C in CollectionName]: { readonly collection: C; readonly before: DocumentOf[C] | undefined; readonly after: DocumentOf[C] } }[CollectionName];
