import type { RxJsonSchema } from 'rxdb';

/** Persons are found through search; the one index is for the registry of a district. */
export const personsSchema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 36 }, district: { type: 'string', maxLength: 9 } },
  required: ['id'],
  indexes: ['district'],
  additionalProperties: true,
} as unknown as RxJsonSchema<{ id: string }>;
