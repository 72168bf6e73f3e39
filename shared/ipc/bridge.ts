import { z } from 'zod';
import type { AppError } from '../base/app-error.ts';
import type { Result } from '../base/result.ts';

/** What a live query tells its screen: a whole value (at first, and again after the replica host was restarted), a change to the last value, or a failure. */
export type LiveMessage = { readonly first: unknown } | { readonly diff: unknown } | { readonly error: AppError };

/** A request over `bridge.call`. The input is judged by the contract, not here. */
export const BridgeCall = z.strictObject({ channel: z.string().min(1).max(100), input: z.unknown().optional() });
export type BridgeCall = z.infer<typeof BridgeCall>;

/** What a page says over its own port. Ids are the page's: two pages may use the same ones. */
export const BridgePortMessage = z.union([
  z.strictObject({ id: z.int().nonnegative(), subscribe: BridgeCall }),
  z.strictObject({ id: z.int().nonnegative(), unsubscribe: z.literal(true) }),
]);
export type BridgePortMessage = z.infer<typeof BridgePortMessage>;

/**
 * `window.bridge`: all that the window gets from the desktop.
 * `call` never rejects: every failure, a junk channel included, is the error arm of the Result.
 * `live` answers with the function that ends the subscription.
 */
export type Bridge = {
  readonly call: (channel: string, input?: unknown) => Promise<Result<unknown, AppError>>;
  readonly live: (channel: string, input: unknown, onMessage: (message: LiveMessage) => void) => () => void;
  readonly platform: 'linux' | 'win32' | 'darwin';
};
