import type { RxJsonSchema } from 'rxdb';

/** Batches are few and listed whole. */
export const batchesSchema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 36 } },
  required: ['id'],
  additionalProperties: true,
} as unknown as RxJsonSchema<{ id: string }>;
