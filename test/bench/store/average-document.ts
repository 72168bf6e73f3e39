import { randomInt } from 'node:crypto';
import type { RxJsonSchema } from 'rxdb';

export type AverageDocument = { id: string; var1: string; var2: number; deep: object; list: object[] };

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789äöü ÄÖÜßé';
const text = (from: number, to: number): string => Array.from({ length: randomInt(from, to + 1) }, () => letters[randomInt(letters.length)]).join('');

const field = { type: 'string', maxLength: 12 } as const;

/** The schema of RxDB's own performance test (`averageSchema` of rxdb/plugins/test-utils, which needs packages we do not have). */
export const averageSchema = {
  version: 0, primaryKey: 'id', type: 'object', keyCompression: false,
  properties: {
    id: field, var1: field, var2: { type: 'number', minimum: 0, maximum: 50_000, multipleOf: 1 },
    deep: { type: 'object', properties: { deep1: { type: 'string', maxLength: 10 }, deep2: { type: 'string', maxLength: 10 } } },
    list: { type: 'array', items: { type: 'object', properties: { deep1: { type: 'string' }, deep2: { type: 'string' } } } },
  },
  required: ['id', 'var1', 'var2'],
  indexes: ['var1', 'var2', 'deep.deep1', ['var2', 'var1']],
} as unknown as RxJsonSchema<AverageDocument>;

/** A document of the shape and size that RxDB's performance test writes. */
export const averageDocument = (given: Partial<AverageDocument> = {}): AverageDocument => ({
  id: text(11, 12), var1: text(9, 12), var2: randomInt(100, 50_000),
  deep: { deep1: text(7, 10), deep2: text(7, 10), deeper: { deepNr: randomInt(11) } },
  list: Array.from({ length: 5 }, () => ({ deep1: text(2, 5), deep2: text(5, 8) })),
  ...given,
});
