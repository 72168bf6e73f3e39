import type { AppError } from '../../shared/base/app-error.ts';

/** What a component needs to know of a live query. */
export type LiveView<T> = { readonly value: T | undefined; readonly error: AppError | null; readonly stale: boolean };
