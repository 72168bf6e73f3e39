import { decimalText, type Rational } from './rational.ts';

/** One thing that is not known: why a determination stays `undetermined`. */
export type MissingItem =
  | { readonly what: 'fact'; readonly id: string }
  | { readonly what: 'parameter'; readonly id: string; readonly at: string; readonly keys: readonly string[]; readonly why: 'unknown' | 'notYet' | 'repealed' | 'outside' }
  | { readonly what: 'division'; readonly id: string };

/** A value that is not known; it passes through every operation that needs it. */
export class Missing {
  readonly items: readonly MissingItem[];
  constructor(items: readonly MissingItem[]) {
    this.items = items;
  }
}

export type RecordValue = { readonly [field: string]: Value | undefined };
export type Value = Rational | boolean | string | readonly Value[] | RecordValue | Missing;

export const isRational = (value: Value): value is Rational => typeof value === 'object' && 'numerator' in value && typeof value.numerator === 'bigint';

/** What the trace shows of a value: decimals as text. */
export type Shown = string | boolean | readonly Shown[] | { readonly [field: string]: Shown } | null;
export const shown = (value: Value | undefined): Shown => {
  if (value === undefined || value instanceof Missing) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(shown);
  if (isRational(value)) return decimalText(value);
  return Object.fromEntries(Object.entries(value as RecordValue).map(([field, inner]) => [field, shown(inner)]));
};
