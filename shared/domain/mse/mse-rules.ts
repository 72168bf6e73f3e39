import { z } from 'zod';
import { PlainDate } from '../../base/plain-date.ts';
import { Cause } from './cause.ts';
import { dated } from './dated.ts';
import { Degree } from './degree.ts';
import { AgeBand } from './age-band.ts';
import { LifeActivity } from './life-activity.ts';
import type { Outcome } from './outcome.ts';
import { Term } from './term.ts';

const group = z.enum(['group1', 'group2', 'group3']);
const whole = z.int().nonnegative();
const monthDay = z.string().regex(/^\d{2}-\d{2}$/);

/** File of `resources/rules/mse` → what its values are. The law as data: each value has a day, a source and how sure it is. */
export const mseRuleFiles = {
  'age-cut-offs': dated(z.object({ childUnder: whole, adultFrom: whole })),
  terms: dated(z.record(AgeBand, z.array(Term).min(1))),
  'group-by-degree': dated(z.object({ 1: group, 2: group, 3: group })),
  'degree-by-qualifier': dated(z.object({ 0: Degree, 1: Degree, 2: Degree, 3: Degree, 4: Degree })),
  'general-loss-bands': dated(z.array(z.object({ from: whole, to: whole })).min(1)),
  'band-by-group': dated(z.object({ group1: whole, group2: whole, group3: whole })),
  'professional-loss-range': dated(z.object({ from: whole, to: whole })),
  quorum: dated(z.int().positive()),
  'appeal-months': dated(whole),
  'examination-working-days': dated(whole),
  'benefit-working-days': dated(whole),
  'absentia-experts': dated(z.int().positive()),
  'referral-wait': dated(z.object({ months: whole, exceptions: z.array(z.string()) })),
  causes: dated(z.array(z.object({ id: Cause, bands: z.array(AgeBand).min(1), needsDocument: z.boolean() })).min(1)),
  responsibilities: dated(z.array(z.object({ step: z.string(), who: z.string() })).min(1)),
  'pension-age': dated(z.object({ maleMonths: whole, femaleMonths: whole })),
  /** `weekend`: ISO week days, `days`: month and day, `MM-DD`. `moving`: those of them that give the next working day off where they fall on a weekend. */
  holidays: dated(z.object({ weekend: z.array(z.int().min(1).max(7)), days: z.array(monthDay), moving: z.array(monthDay) })),
  /** By year: days off that have no fixed day in the calendar or were given by the government, and weekend days worked instead. */
  'day-moves': dated(z.object({ off: z.array(PlainDate), worked: z.array(PlainDate) })),
  /** Working days from the application to the decision: the usual count, and that of programmes with one of their own. */
  'decision-working-days': dated(z.object({ usual: whole, programmes: z.record(z.string(), whole) })),
  categories: dated(z.array(z.object({ id: LifeActivity, childOnly: z.boolean(), items: z.array(z.string()).min(1) })).length(LifeActivity.options.length)),
} as const;

export const MseRules = z.object(mseRuleFiles);
export type MseRules = z.infer<typeof MseRules>;
/** The outcomes that are a group. */
export type Group = Extract<Outcome, `group${number}`>;
