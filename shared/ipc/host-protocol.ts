import { z } from 'zod';
import { AppError } from '../base/app-error.ts';
import { BridgeCall } from './bridge.ts';

/**
 * The language between the Electron shell and the replica host, whichever transport carries it
 * (`process.parentPort` of a utility process, or `process.send` of a forked Node with `serialization: 'advanced'`).
 *
 * - The host says `{ ready: true }` once, when it listens; nothing is sent to it before.
 * - Each `call` gets exactly one `result` with its id. Each `subscribe` gets `first`, then `diff`s, or an `error`, until `unsubscribe`.
 * - The host ends itself (closing the replica) on `{ stop: true }`, on SIGTERM, and when the channel to the shell closes.
 */
export const HostRequest = z.union([
  z.strictObject({ id: z.int().nonnegative(), call: BridgeCall }),
  z.strictObject({ id: z.int().nonnegative(), subscribe: BridgeCall }),
  z.strictObject({ id: z.int().nonnegative(), unsubscribe: z.literal(true) }),
  z.strictObject({ stop: z.literal(true) }),
]);
export type HostRequest = z.infer<typeof HostRequest>;

const id = z.int().nonnegative();
/** The outcome of a call: `value` is judged by the contract, where the channel is known. */
const HostResult = z.union([
  z.strictObject({ ok: z.literal(true), value: z.unknown().optional() }),
  z.strictObject({ ok: z.literal(false), error: AppError }),
]);

export const HostReply = z.union([
  z.strictObject({ ready: z.literal(true) }),
  z.strictObject({ id, result: HostResult }),
  z.strictObject({ id, first: z.unknown() }),
  z.strictObject({ id, diff: z.unknown() }),
  z.strictObject({ id, error: AppError }),
]);
export type HostReply = z.infer<typeof HostReply>;
