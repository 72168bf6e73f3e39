import { z } from 'zod';
import type { AppError } from '../base/app-error.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { determine } from './determine.ts';
import type { Determination } from './determination.ts';
import type { Rules } from './load/rules.ts';

/** What is kept of a decision: enough to make it again, word for word, with the same edition. */
export const StoredDecision = z.object({
  programme: z.string(),
  edition: z.string(),
  asOf: z.string(),
  facts: z.record(z.string(), z.unknown()),
  outcome: z.custom<Determination>((value) => typeof value === 'object' && value !== null),
});
export type StoredDecision = z.infer<typeof StoredDecision>;

/** Determines, and keeps facts, edition and outcome together. Errors: those of `determine`. */
export const decide = (rules: Rules, programme: string, facts: Readonly<Record<string, unknown>>, asOf: string): Result<StoredDecision, AppError> => {
  const made = determine({ rules, programme, facts, asOf });
  return made.ok ? ok({ programme, edition: rules.edition, asOf, facts, outcome: made.value }) : made;
};

/** Makes a stored decision again. Errors: Conflict{what:'edition'} where the rules are another edition, and those of `determine`. */
export const replay = (rules: Rules, stored: StoredDecision): Result<{ readonly identical: boolean; readonly outcome: Determination }, AppError> => {
  if (rules.edition !== stored.edition) return err({ type: 'Conflict', what: 'edition', id: stored.edition });
  const made = determine({ rules, programme: stored.programme, facts: stored.facts, asOf: stored.asOf });
  return made.ok ? ok({ identical: canonicalJson(made.value) === canonicalJson(stored.outcome), outcome: made.value }) : made;
};
