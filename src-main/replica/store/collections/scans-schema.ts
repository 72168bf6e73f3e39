import type { RxJsonSchema } from 'rxdb';

/** Scans by case; the file is an attachment. */
export const scansSchema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 36 }, caseId: { type: 'string', maxLength: 36 } },
  required: ['id'],
  indexes: ['caseId'],
  attachments: {},
  additionalProperties: true,
} as unknown as RxJsonSchema<{ id: string }>;
