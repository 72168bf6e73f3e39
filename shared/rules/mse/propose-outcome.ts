import type { PlainDate } from '../../base/plain-date.ts';
import type { AgeBand } from '../../domain/mse/age-band.ts';
import type { Degree } from '../../domain/mse/degree.ts';
import type { LifeActivity } from '../../domain/mse/life-activity.ts';
import type { MseRules } from '../../domain/mse/mse-rules.ts';
import type { Outcome } from '../../domain/mse/outcome.ts';
import { getDated } from './find-dated.ts';
import type { TraceLine } from './trace-line.ts';

type Decided = { readonly category: LifeActivity; readonly decided: Degree | null };

/**
 * The outcome that the degrees lead to: the highest degree of any category gives the group; a child under the cut-off has no group; no limitation, no disability. `because`: the
 * categories that carry it.
 */
export const proposeOutcome = (rules: Pick<MseRules, 'group-by-degree'>, categories: readonly Decided[], band: AgeBand, day: PlainDate): { readonly outcome: Outcome; readonly because: readonly LifeActivity[]; readonly trace: TraceLine } => {
  const { value, trace } = getDated(rules['group-by-degree'], day);
  const highest = Math.max(0, ...categories.map(({ decided }) => decided ?? 0)) as Degree;
  const because = highest === 0 ? [] : categories.filter(({ decided }) => decided === highest).map(({ category }) => category);
  return { outcome: highest === 0 ? 'none' : band === 'child' ? 'child' : value[highest], because, trace };
};
