import type { RxJsonSchema } from 'rxdb';

/** The registry's records of contributions, by person. */
export const ledgerSchema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 36 }, personId: { type: 'string', maxLength: 36 } },
  required: ['id'],
  indexes: ['personId'],
  additionalProperties: true,
} as unknown as RxJsonSchema<{ id: string }>;
