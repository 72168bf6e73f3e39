import type { PlainDate } from '../../base/plain-date.ts';
import type { AgeBand } from '../../domain/mse/age-band.ts';
import type { Degree } from '../../domain/mse/degree.ts';
import type { LifeActivity } from '../../domain/mse/life-activity.ts';
import type { MseRules } from '../../domain/mse/mse-rules.ts';
import type { Rating } from '../../domain/mse/rating.ts';
import { getDated } from './find-dated.ts';
import type { TraceLine } from './trace-line.ts';

/**
 * One category: the degree that its ICF items propose (null: no item is rated), what is still missing, and whether the commission rated it otherwise. `open`: codes with qualifier
 * 8 (not specified).
 */
export type RatedCategory = {
  readonly category: LifeActivity;
  readonly decided: Degree | null;
  readonly proposed: Degree | null;
  readonly open: readonly string[];
  readonly missing: 'degree' | 'items' | 'open' | null;
};

/** The categories that apply at this age: the children's ones for whoever is not an adult. */
export const categoriesOf = (rules: Pick<MseRules, 'categories'>, band: AgeBand, day: PlainDate): readonly { readonly id: LifeActivity; readonly items: readonly string[] }[] =>
  getDated(rules.categories, day).value.filter((category) => band !== 'adult' || !category.childOnly);

/** Proposes a degree for every category from the highest qualifier among its items, and says what is missing. A limitation (degree above 0) needs items that ground it. */
export const rateCategories = (rules: Pick<MseRules, 'categories' | 'degree-by-qualifier'>, ratings: readonly Rating[], band: AgeBand, day: PlainDate): { readonly categories: readonly RatedCategory[]; readonly trace: readonly TraceLine[] } => {
  const table = getDated(rules['degree-by-qualifier'], day);
  const categories = categoriesOf(rules, band, day).map(({ id }): RatedCategory => {
    const rating = ratings.find((one) => one.category === id);
    const items = rating?.items ?? [];
    const rated = items.flatMap(({ qualifier }) => (qualifier <= 4 ? [table.value[qualifier as 0 | 1 | 2 | 3 | 4]] : []));
    const open = items.filter(({ qualifier }) => qualifier === 8).map(({ code }) => code);
    const decided = rating?.degree ?? null;
    const missing = decided === null ? 'degree' : decided > 0 && rated.length === 0 ? 'items' : open.length > 0 ? 'open' : null;
    return { category: id, decided, proposed: rated.length === 0 ? null : (Math.max(...rated) as Degree), open, missing };
  });
  return { categories, trace: [getDated(rules.categories, day).trace, table.trace] };
};
