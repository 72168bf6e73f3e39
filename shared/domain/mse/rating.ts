import { z } from 'zod';
import { Degree } from './degree.ts';
import { LifeActivity } from './life-activity.ts';
import { Qualifier } from './qualifier.ts';

/** An ICF body function (b) or activity (d) with its qualifier. */
export const IcfItem = z.object({ code: z.string().regex(/^[bd]\d{3,5}$/, { error: 'icfCode' }), qualifier: Qualifier });
export type IcfItem = z.infer<typeof IcfItem>;

/** One category as the commission rates it: `degree` is theirs (null: not rated yet), the items are what it is built on. */
export const Rating = z.object({ category: LifeActivity, degree: Degree.nullable(), items: z.array(IcfItem).max(40) });
export type Rating = z.infer<typeof Rating>;

/** At most one rating per category, and one qualifier per item. */
export const Ratings = z.array(Rating).max(LifeActivity.options.length).refine((all) => new Set(all.map((one) => one.category)).size === all.length, { error: 'twice' })
  .refine((all) => all.every((one) => new Set(one.items.map((item) => item.code)).size === one.items.length), { error: 'twice' });
