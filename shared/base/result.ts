/**
 * A value or an expected failure (Evolu's `Result`). Expected failures are returned, bugs are thrown.
 * Both arms are plain objects, so a Result crosses process boundaries by structured clone or JSON.
 */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A success carrying `value`; without an argument, a success that carries nothing. */
export function ok(): Result<void, never>;
export function ok<T>(value: T): Result<T, never>;
export function ok<T>(value?: T): Result<T | undefined, never> {
  return { ok: true, value };
}

/** An expected failure carrying `error`. */
export const err = <E>(error: E): Result<never, E> => ({ ok: false, error });
