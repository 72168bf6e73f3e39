import type { StatusLine, SyncProgress } from '../../shared/ipc/sync-state.ts';
import { call } from './call.ts';
import { useLive } from './use-live.ts';

/** What a place that fetches files follows: the sync as it runs, the line at the foot, and a way to begin a sync. */
export type Fetching = { readonly sync: SyncProgress | undefined; readonly line: StatusLine | undefined; readonly start: () => void };

/** {@link Fetching}, live. */
export const useFetching = (): Fetching => ({ sync: useLive('sync.watch', {}).value, line: useLive('status.watch', {}).value, start: () => void call('sync.start', {}) });
