import type { RefusalCode } from '../../shared/sync/messages.ts';

/** The HTTP status of each refusal. */
export const refusalStatus = {
  malformed: 400,
  tooLarge: 413,
  unknownDevice: 401,
  revoked: 403,
  badSignature: 401,
  noSession: 401,
  badCode: 403,
  usedCode: 409,
  badStaff: 403,
  noCommonVersion: 426,
  tooMany: 429,
  internal: 500,
  notFound: 404,
  stopping: 503,
  badFile: 422,
} as const satisfies Record<RefusalCode, number>;
