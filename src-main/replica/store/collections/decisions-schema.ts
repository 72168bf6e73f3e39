import type { RxJsonSchema } from 'rxdb';

/** Decisions by case and by person. */
export const decisionsSchema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 36 }, caseId: { type: 'string', maxLength: 36 }, personId: { type: 'string', maxLength: 36 } },
  required: ['id'],
  indexes: ['caseId', 'personId'],
  additionalProperties: true,
} as unknown as RxJsonSchema<{ id: string }>;
