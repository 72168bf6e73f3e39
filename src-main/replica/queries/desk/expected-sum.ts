import type { Case } from '../../../../shared/domain/case.ts';
import type { DecidedAmount } from '../../../../shared/domain/decision.ts';
import type { QueueSum } from '../../../../shared/ipc/queue-rows.ts';
import { determine } from '../../../../shared/rules/determine.ts';
import { factsOf } from '../../../../shared/rules/intake/case-form.ts';
import { claimedOf } from '../../../../shared/rules/intake/claims.ts';
import { lawFacts } from '../../../../shared/rules/intake/law-facts.ts';
import type { Rules } from '../../../../shared/rules/load/rules.ts';
import { sumDecimals } from '../../../../shared/rules/sum-decimals.ts';

type Paid = Pick<DecidedAmount, 'amount' | 'unit'>;

/** Payments added up: those of a month, and those paid once. Exact. */
export const sumOf = (amounts: readonly Paid[]): QueueSum => ({
  monthly: sumDecimals(amounts.filter(({ unit }) => unit === 'KZT/month').map(({ amount }) => amount)),
  once: sumDecimals(amounts.filter(({ unit }) => unit === 'KZT once').map(({ amount }) => amount)),
});

/** What the law gives for a case as it was handed over, or null where nothing is decided by it: a case of an earlier version, one that asks for more than is known. */
export const expectedSum = (rules: Rules, { risk, facts }: Pick<Case, 'risk' | 'facts'>, today: string): QueueSum | null => {
  if (facts.law === undefined) return null;
  const asOf = facts.lawDay ?? today;
  const known = lawFacts(facts);
  const made = claimedOf(rules, risk, facts.claims, asOf).flatMap((id) => {
    const programme = rules.programmes.get(id);
    const answer = programme && determine({ rules, programme: id, facts: factsOf(programme, known), asOf });
    return answer?.ok ? [answer.value] : [];
  });
  return made.some(({ outcome }) => outcome === 'entitled') ? sumOf(made.flatMap(({ amounts }) => amounts as readonly Paid[])) : null;
};
