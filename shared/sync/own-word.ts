import type { CollectionName } from '../domain/collection.ts';

/**
 * What needs no release by a supervisor or a chair, as data: collection → why. An expert's opinion in absentia is that person's own word, asked for by the centre; a chair who released it would have read it before the others gave
 * theirs. The file that is sent to the experts has no name in it.
 */
export const ownWord: Partial<Readonly<Record<CollectionName, string>>> = { opinions: 'an expert’s own word, which nobody else may see before all are in' };

/** What stands in the place of a batch for an entry that needs no release. */
export const noBatch = 'own-word';
