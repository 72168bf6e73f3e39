import type { Decision } from '../../domain/decision.ts';
import type { FactValue } from '../../domain/fact-value.ts';
import { determine } from '../determine.ts';
import type { Determination } from '../determination.ts';
import { inOrder } from '../in-order.ts';
import type { Rules } from '../load/rules.ts';
import { resultOf } from '../result-of.ts';
import type { Fact } from '../schema/fact.ts';
import type { Words } from '../schema/words.ts';
import { sumDecimals } from '../sum-decimals.ts';

type Part = { readonly programme: string; readonly title: Words; readonly facts: Readonly<Record<string, FactValue>>; readonly made: Determination; readonly before: string; readonly after: string };
/** A decision made again by other norms. `parts` undefined: they ask something that it does not tell, or know its programme no more. */
export type Recomputed = { readonly parts: readonly Part[] | undefined; readonly before: string; readonly after: string };

type Paid = { readonly amount: string; readonly unit: string };
const monthly = (amounts: readonly Paid[]): string => sumDecimals(amounts.filter(({ unit }) => unit === 'KZT/month').map(({ amount }) => amount));

/** The kept facts; one that was the result of a programme of the same decision becomes what that gives now. One that somebody typed otherwise stays. */
const flowing = (asked: readonly Fact[], kept: Readonly<Record<string, FactValue>>, before: Decision['programmes'], after: readonly Part[]): Readonly<Record<string, FactValue>> => {
  const changed = asked.flatMap(({ id, fill }): [string, FactValue][] => {
    const [was, is] = fill?.from === 'programme' ? [before.find(({ programme }) => programme === fill.path), after.find(({ programme }) => programme === fill.path)] : [];
    const now = is && resultOf(is.made);
    return was && now !== undefined && kept[id] === resultOf(was) ? [[id, now]] : [];
  });
  return changed.length === 0 ? kept : { ...kept, ...Object.fromEntries(changed) };
};

/** What a decision becomes by these rules on that day: each of its programmes on its own kept facts (Concept, S13). Pure. */
export const recompute = (rules: Rules, { programmes }: Pick<Decision, 'programmes'>, asOf: string): Recomputed => {
  const before = sumDecimals(programmes.map(({ amounts }) => monthly(amounts)));
  const parts: Part[] = [];
  const known = programmes.map(({ programme }) => rules.programmes.get(programme));
  if (known.includes(undefined)) return { parts: undefined, before, after: before };
  for (const { source, facts: asked } of inOrder(known.filter((one) => one !== undefined))) {
    const { programme, facts: kept, amounts } = programmes.find((one) => one.programme === source.id)!;
    const facts = flowing(asked, kept, programmes, parts);
    const made = determine({ rules, programme, facts, asOf });
    if (!made.ok) return { parts: undefined, before, after: before };
    parts.push({ programme, title: source.title, facts, made: made.value, before: monthly(amounts), after: monthly(made.value.amounts) });
  }
  return { parts, before, after: sumDecimals(parts.map(({ after }) => after)) };
};
