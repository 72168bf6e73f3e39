import { addDays, weekdayOf } from '../../base/date-steps.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { MseRules } from '../../domain/mse/mse-rules.ts';
import { getDated } from './find-dated.ts';

/** What a working day depends on. */
export type WorkCalendar = Pick<MseRules, 'holidays' | 'day-moves'>;

const isPlainlyOff = (rules: WorkCalendar, day: PlainDate): boolean => {
  const { weekend, days } = getDated(rules.holidays, day).value;
  const { off, worked } = getDated(rules['day-moves'], day).value;
  return off.includes(day) || (!worked.includes(day) && (weekend.includes(weekdayOf(day)) || days.includes(day.slice(5))));
};

const known = new WeakMap<WorkCalendar['holidays'], Map<string, ReadonlySet<PlainDate>>>();

/**
 * The days off of `year` that holidays on a weekend give: of each the first working day after it that is not given yet (Law 267-II on holidays, art. 5; days of
 * religion give none). Those of the last days of the year before fall into this one.
 */
const givenDays = (rules: WorkCalendar, year: string): ReadonlySet<PlainDate> => {
  const byYear = known.get(rules.holidays) ?? new Map<string, ReadonlySet<PlainDate>>();
  known.set(rules.holidays, byYear);
  const before = byYear.get(year);
  if (before) return before;
  const given = new Set<PlainDate>();
  for (let day = addDays(`${year}-01-01` as PlainDate, -14); day.slice(0, 4) <= year; day = addDays(day, 1)) {
    const { weekend, moving } = getDated(rules.holidays, day).value;
    if (!moving.includes(day.slice(5)) || !weekend.includes(weekdayOf(day)) || getDated(rules['day-moves'], day).value.worked.includes(day)) continue;
    let next = addDays(day, 1);
    while (isPlainlyOff(rules, next) || given.has(next)) next = addDays(next, 1);
    given.add(next);
  }
  byYear.set(year, given);
  return given;
};

/** True where offices work on `day`, by the calendar that holds then. */
export const isWorkingDay = (rules: WorkCalendar, day: PlainDate): boolean => !isPlainlyOff(rules, day) && !givenDays(rules, day.slice(0, 4)).has(day);

/** The last of `count` working days after `day`; `day` itself does not count. */
export const afterWorkingDays = (rules: WorkCalendar, day: PlainDate, count: number): PlainDate => {
  let [found, left] = [day, count];
  while (left > 0) {
    found = addDays(found, 1);
    if (isWorkingDay(rules, found)) left -= 1;
  }
  return found;
};
