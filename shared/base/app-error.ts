import { z } from 'zod';

/** One fault of an input: where it is, which message of `resources/locales/<lang>/errors.json` (`issue.<code>`) words it, and its figures. */
export const InputIssue = z.object({
  path: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type InputIssue = z.infer<typeof InputIssue>;

/**
 * Every expected failure that a person can be told about. Clonable, without personal data; its words are in
 * `resources/locales/<lang>/errors.json` under `error.<type>` (with a `detail` where the type has several).
 */
export const AppError = z.discriminatedUnion('type', [
  // Input
  z.object({ type: z.literal('InvalidInput'), issues: z.array(InputIssue) }),
  z.object({ type: z.literal('UnknownChannel'), channel: z.string() }),
  // Rule
  z.object({ type: z.literal('RuleRefused'), rule: z.string(), citation: z.string().nullable() }),
  // an edition of the law that cannot be used: every fault with its file and place
  z.object({ type: z.literal('RulesInvalid'), issues: z.array(z.object({ file: z.string(), path: z.string(), code: z.string(), detail: z.string() })) }),
  // State
  z.object({ type: z.literal('NotFound'), what: z.string(), id: z.string() }),
  z.object({ type: z.literal('Conflict'), what: z.string(), id: z.string() }),
  z.object({ type: z.literal('NotAllowed'), action: z.string() }),
  z.object({ type: z.literal('Locked') }),
  z.object({ type: z.literal('NotEnrolled') }),
  z.object({ type: z.literal('WrongPassword'), retryAfterSeconds: z.number() }),
  z.object({ type: z.literal('LeaseExpired'), since: z.string() }),
  // Environment
  z.object({ type: z.literal('Offline') }),
  z.object({ type: z.literal('ServerRefused'), detail: z.string() }),
  z.object({ type: z.literal('ServerNonsense'), detail: z.string() }),
  // somebody at the centre's address holds another TLS key than the one pinned at enrolment
  z.object({ type: z.literal('WrongServerKey') }),
  z.object({ type: z.literal('Cancelled') }),
  // the replica host died under a command: it happened wholly or not at all, so look, then try again
  z.object({ type: z.literal('Interrupted') }),
  // a stick: missing, nothing (on it, or to write), full, readonly, gone, damaged, foreign
  z.object({ type: z.literal('StickRefused'), detail: z.string() }),
  z.object({ type: z.literal('StorageBusy') }),
  z.object({ type: z.literal('StorageFull') }),
  z.object({ type: z.literal('StorageReadonly') }),
  // the disk itself did not read or write (input/output error): the file may be whole
  z.object({ type: z.literal('StorageFailed'), detail: z.string() }),
  // Integrity
  z.object({ type: z.literal('StorageCorrupt'), detail: z.string() }),
  z.object({ type: z.literal('DatabaseTooNew'), found: z.number(), supported: z.number() }),
  z.object({ type: z.literal('SignatureInvalid'), what: z.string() }),
  // Bug
  z.object({ type: z.literal('Unexpected'), incidentId: z.string() }),
]);
export type AppError = z.infer<typeof AppError>;
