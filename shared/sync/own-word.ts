import type { CollectionName } from '../domain/collection.ts';
import type { JournalEntry } from './journal-entry.ts';

/**
 * What needs no release by a supervisor or a chair, as data: collection → why. An expert's opinion in absentia is that person's own word, asked for by the centre; a chair who released it would have read it before the others gave
 * theirs. The file that is sent to the experts has no name in it.
 */
export const ownWord: Partial<Readonly<Record<CollectionName, string>>> = { opinions: 'an expert’s own word, which nobody else may see before all are in' };

/**
 * The command by which a supervisor gives up what the centre put aside of a document: an entry without changes, whose `note` says who it was and why. It releases nothing and changes nothing, so it is in no batch, and it stands on nothing that
 * the centre would have to have: it is taken whatever became of the rest.
 */
export const givingUp = 'aside.discard';

/** True for an entry that tells of a giving up. */
export const isGivingUp = ({ command, changes }: Pick<JournalEntry, 'command' | 'changes'>): boolean => command === givingUp && Object.keys(changes).length === 0;

/** What stands in the place of a batch for an entry that needs no release. */
export const noBatch = 'own-word';
