import type { TraceEntry } from './language/frame.ts';
import type { MissingItem } from './language/value.ts';
import type { Certainty } from './schema/certainty.ts';
import type { Words } from './schema/words.ts';

/** One payment. Money as decimal text in tenge; `to` null is open; `exact` is the amount before rounding. */
export type Amount = {
  readonly payment: string;
  readonly title: Words;
  readonly level: 1 | 2 | 3;
  readonly amount: string;
  readonly exact: string;
  readonly unit: 'KZT/month' | 'KZT once';
  readonly from: string;
  readonly to: string | null;
  readonly withheld: string;
  /** Where the amount is shared among several: their parts, which sum to it. */
  readonly shares?: readonly string[];
};

/**
 * Why: a condition that was met or failed, a stage of the law that has not begun or is over, something that is not known (`missing`), a service, duty or
 * warning that follows, or the rules used that are unconfirmed. `text` is null where the reason is named by `missing` or `rules` alone.
 */
export type Reason = {
  readonly rule: string;
  readonly kind: 'met' | 'failed' | 'stage' | 'missing' | 'service' | 'duty' | 'warning' | 'unconfirmed';
  readonly text: Words | null;
  readonly citation: string | null;
  readonly certainty: Certainty | null;
  readonly missing?: readonly MissingItem[];
  readonly rules?: readonly string[];
};

/** What the law gives, and why. */
export type Determination = {
  readonly programme: string;
  readonly edition: string;
  readonly asOf: string;
  readonly outcome: 'entitled' | 'refused' | 'undetermined';
  readonly amounts: readonly Amount[];
  readonly reasons: readonly Reason[];
  /** What is not known, each once; empty unless undetermined. */
  readonly missing: readonly MissingItem[];
  readonly trace: readonly TraceEntry[];
};
