import { addDays, weekdayOf } from '../../base/date-steps.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { MseRules } from '../../domain/mse/mse-rules.ts';
import { getDated } from './find-dated.ts';

/** True where offices work on `day`, by the calendar that holds then. */
export const isWorkingDay = (rules: Pick<MseRules, 'holidays'>, day: PlainDate): boolean => {
  const { weekend, days } = getDated(rules.holidays, day).value;
  return !weekend.includes(weekdayOf(day)) && !days.includes(day.slice(5));
};

/** The last of `count` working days after `day`; `day` itself does not count. */
export const afterWorkingDays = (rules: Pick<MseRules, 'holidays'>, day: PlainDate, count: number): PlainDate => {
  let [found, left] = [day, count];
  while (left > 0) {
    found = addDays(found, 1);
    if (isWorkingDay(rules, found)) left -= 1;
  }
  return found;
};
