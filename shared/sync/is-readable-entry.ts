import type { z } from 'zod';
import { documentSchemas } from '../domain/collection.ts';
import type { JournalEntry } from './journal-entry.ts';
import { changedSet } from './set-changes.ts';

/**
 * True where each field that the entry brings is one that this program can read, by the schema of the document (a field that it does not know is kept as it is), and the document stays who it is. What came in a letter was judged by nobody: it may be of another version
 * of the program, or of none.
 */
export const isReadableEntry = ({ collection, document, changes, sets = {} }: JournalEntry): boolean => {
  const shape = documentSchemas[collection].shape as Readonly<Record<string, z.ZodType | undefined>>;
  const isReadable = (field: string, value: unknown): boolean => shape[field]?.safeParse(value).success !== false;
  const isSetReadable = (field: string): boolean => {
    const put = sets[field] ? changedSet([], sets[field]) : [];
    return put.length === 0 || isReadable(field, put);
  };
  return Object.entries(changes).every(([field, value]) => (field === 'id' ? value === document : isReadable(field, value) && isSetReadable(field)));
};
