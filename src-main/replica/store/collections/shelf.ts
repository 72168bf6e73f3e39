import type { RxJsonSchema } from 'rxdb';
import { isPaper } from '../../../../shared/domain/paper-kinds.ts';

/**
 * The commission's kinds of document, decisions, ledgers, scans and extracts lie in one RxDB collection, each on a shelf of its own: RxDB's open version takes 13 collections in a process, and a test has three laptops in one. To everybody above the store
 * they are collections like the others. The columns are what queries seek by.
 */
export const shelfCollection = 'papers';

/** Name of the RxDB collection that holds the documents of `collection`. */
export const holderOf = (collection: string): string => (isPaper(collection) ? shelfCollection : collection);

/** True where `collection` is a shelf. */
export const isShelf = (collection: string): boolean => isPaper(collection);

const columns = { shelf: 20, status: 30, personId: 36, caseId: 36, until: 10, cites: 36, code: 36, expert: 36, number: 30 } as const;

/** Columns of the shelves beside `id`, `deleted` and `body`. */
export const shelfColumns = Object.keys(columns);

export const shelfSchema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 36 }, ...Object.fromEntries(Object.entries(columns).map(([field, maxLength]) => [field, { type: 'string', maxLength }])) },
  required: ['id'],
  indexes: [['shelf', 'status'], ['shelf', 'personId'], ['shelf', 'caseId'], ['shelf', 'until'], ['shelf', 'cites'], ['shelf', 'code'], ['shelf', 'expert'], ['shelf', 'number']],
  // the file of a scan
  attachments: {},
  additionalProperties: true,
} as unknown as RxJsonSchema<{ id: string }>;
