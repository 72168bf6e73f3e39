import type { Contribution } from '../../domain/ledger.ts';
import { toNumber, whole, type Rational } from '../language/rational.ts';
import { Missing } from '../language/value.ts';
import type { Rules } from '../load/rules.ts';
import { makeFrame } from '../make-frame.ts';

/** What the law asks of an employer for one month, whole tenge; undefined where that is not known or not confirmed, for nobody is accused by a guess. */
export type ContributionDue = (row: Pick<Contribution, 'month' | 'income'>) => number | undefined;

/** A tenge is lost where a centre rounds the rate and an employer the sum. */
const roundingApart = 1;
/** Sums kept: people of one employer earn alike. */
const mostKept = 20_000;

/** Contributions due by the rules (Concept, S14: paid in full and in time): the expression of `contributions.json` on the first day of the month. Pure. */
export const contributionDue = (rules: Rules): ContributionDue => {
  const run = rules.contributionDue;
  const kept = new Map<string, number | undefined>();
  return ({ month, income }) => {
    if (!run) return undefined;
    const key = `${month} ${String(income)}`;
    if (!kept.has(key)) {
      if (kept.size >= mostKept) kept.clear();
      const frame = makeFrame(rules, `${month}-01`, { values: { income: whole(income) }, given: {} });
      const due = run(frame);
      kept.set(key, due instanceof Missing || frame.trace.some(({ certainty }) => certainty === 'U') ? undefined : Math.floor(toNumber(due as Rational)));
    }
    return kept.get(key);
  };
};

/** What is lacking of a contribution that was paid: 0 where it was paid in full, or where what is due is not known. */
export const shortBy = (row: Pick<Contribution, 'month' | 'income' | 'amount'>, due: ContributionDue | undefined): number => {
  const lacking = (due?.(row) ?? 0) - row.amount;
  return lacking > roundingApart ? lacking : 0;
};
