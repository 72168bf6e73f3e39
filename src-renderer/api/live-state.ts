import { create } from 'jsondiffpatch';
import type { Delta } from 'jsondiffpatch';
import type { AppError } from '../../shared/base/app-error.ts';
import type { LiveMessage } from '../../shared/ipc/bridge.ts';

/** What a screen knows of a live query. After an error `value` stays and `stale` says that it may have aged. */
export type LiveState<T> = { readonly value: T | undefined; readonly error: AppError | null; readonly stale: boolean };

export const emptyLive: LiveState<never> = { value: undefined, error: null, stale: false };

const patcher = create({ objectHash: (item, index) => (item as { id?: string }).id ?? `at ${String(index)}` });
const broken: AppError = { type: 'Unexpected', incidentId: 'live' };

/**
 * The state after one message. `parse` judges a whole value (undefined: not what the contract says). A difference is applied to a
 * copy, so screens that hold the old value keep it; one that does not fit, or makes what the contract does not know, leaves the old value, stale.
 */
export const applyLiveMessage = <T>(state: LiveState<T>, message: LiveMessage, parse: (value: unknown) => T | undefined): LiveState<T> => {
  if ('error' in message) return { value: state.value, error: message.error, stale: state.value !== undefined };
  if ('first' in message) {
    const value = parse(message.first);
    return value === undefined ? { value: state.value, error: broken, stale: state.value !== undefined } : { value, error: null, stale: false };
  }
  if (state.value === undefined) return { value: undefined, error: broken, stale: false };
  try {
    const value = parse(patcher.patch(structuredClone(state.value), message.diff as Delta));
    return value === undefined ? { value: state.value, error: broken, stale: true } : { value, error: null, stale: false };
  } catch {
    return { value: state.value, error: broken, stale: true };
  }
};
