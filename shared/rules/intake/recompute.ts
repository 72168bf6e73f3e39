import type { Decision } from '../../domain/decision.ts';
import type { FactValue } from '../../domain/fact-value.ts';
import { determine } from '../determine.ts';
import type { Determination } from '../determination.ts';
import type { Rules } from '../load/rules.ts';
import type { Words } from '../schema/words.ts';
import { sumDecimals } from '../sum-decimals.ts';

type Part = { readonly programme: string; readonly title: Words; readonly facts: Readonly<Record<string, FactValue>>; readonly made: Determination; readonly before: string; readonly after: string };
/** A decision made again by other norms. `parts` undefined: they ask something that it does not tell, or know its programme no more. */
export type Recomputed = { readonly parts: readonly Part[] | undefined; readonly before: string; readonly after: string };

type Paid = { readonly amount: string; readonly unit: string };
const monthly = (amounts: readonly Paid[]): string => sumDecimals(amounts.filter(({ unit }) => unit === 'KZT/month').map(({ amount }) => amount));

/** What a decision becomes by these rules on that day: each of its programmes on its own kept facts (Concept, S13). Pure. */
export const recompute = (rules: Rules, { programmes }: Pick<Decision, 'programmes'>, asOf: string): Recomputed => {
  const before = sumDecimals(programmes.map(({ amounts }) => monthly(amounts)));
  const parts: Part[] = [];
  for (const { programme, facts, amounts } of programmes) {
    const known = rules.programmes.get(programme);
    const made = known && determine({ rules, programme, facts, asOf });
    if (!made?.ok) return { parts: undefined, before, after: before };
    parts.push({ programme, title: known!.source.title, facts, made: made.value, before: monthly(amounts), after: monthly(made.value.amounts) });
  }
  return { parts, before, after: sumDecimals(parts.map(({ after }) => after)) };
};
