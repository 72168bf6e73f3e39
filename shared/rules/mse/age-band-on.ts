import { wholeMonths } from '../../base/date-steps.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { AgeBand } from '../../domain/mse/age-band.ts';
import type { MseRules } from '../../domain/mse/mse-rules.ts';
import { getDated } from './find-dated.ts';
import type { TraceLine } from './trace-line.ts';

/** Age in whole years on `day`; 0 before the first birthday. */
export const ageOn = (birthDate: PlainDate, day: PlainDate): number => Math.max(0, Math.floor(wholeMonths(birthDate, day) / 12));

/** Which rules of age hold for somebody born on `birthDate` who is examined on `day`. A birthday counts from its own day. */
export const ageBandOn = (rules: Pick<MseRules, 'age-cut-offs'>, birthDate: PlainDate, day: PlainDate): { readonly band: AgeBand; readonly trace: TraceLine } => {
  const { value, trace } = getDated(rules['age-cut-offs'], day);
  const age = ageOn(birthDate, day);
  return { band: age < value.childUnder ? 'child' : age < value.adultFrom ? 'youth' : 'adult', trace };
};
