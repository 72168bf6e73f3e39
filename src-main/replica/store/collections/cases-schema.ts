import type { RxJsonSchema } from 'rxdb';

/** Cases by status (worklists) and by person. */
export const casesSchema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 36 }, personId: { type: 'string', maxLength: 36 }, district: { type: 'string', maxLength: 9 }, status: { type: 'string', maxLength: 30 } },
  required: ['id'],
  indexes: ['status', 'personId'],
  additionalProperties: true,
} as unknown as RxJsonSchema<{ id: string }>;
