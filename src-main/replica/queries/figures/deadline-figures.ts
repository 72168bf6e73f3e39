import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import type { MseRules } from '../../../../shared/domain/mse/mse-rules.ts';
import type { OfficeFigures, Period } from '../../../../shared/domain/figures/office-figures.ts';
import { afterWorkingDays } from '../../../../shared/rules/mse/working-days.ts';
import { getDated } from '../../../../shared/rules/mse/find-dated.ts';
import type { ReadableDb } from '../../store/db.ts';
import { dayNumber, dayOf } from './day-number.ts';

/** The earliest opening whose term may end in a period: a term of some working days is shorter than this, whatever holidays there are. */
const longestDays = 90;

/** Of the cases whose term ends in the period: decided in time, decided late, not decided on `today` though the term is over. */
export const deadlinesOf = (db: ReadableDb, rules: Pick<MseRules, 'holidays' | 'day-moves' | 'benefit-working-days'>, area: string, { from, to }: Period, today: PlainDate): OfficeFigures['deadlines'] => {
  const term = getDated(rules['benefit-working-days'], to);
  const days = db.list<{ opened: number; decided: number | null; count: number }>(
    "SELECT opened, decided, count(*) AS count FROM case_figure WHERE district = ? AND status <> 'transferredAway' AND opened BETWEEN ? AND ? GROUP BY opened, decided", area, dayNumber(from) - longestDays, dayNumber(to),
  );
  const [first, last, now] = [dayNumber(from), dayNumber(to), dayNumber(today)];
  const ends = new Map<number, number>();
  const endOf = (opened: number): number => {
    const known = ends.get(opened) ?? dayNumber(afterWorkingDays(rules, dayOf(opened), getDated(rules['benefit-working-days'], dayOf(opened)).value));
    ends.set(opened, known);
    return known;
  };
  const found = { workingDays: term.value, confirmed: term.trace.certainty !== 'U', inTime: 0, late: 0, overdue: 0 };
  for (const { opened, decided, count } of days) {
    const end = endOf(opened);
    if (end < first || end > last) continue;
    if (decided !== null) found[decided <= end ? 'inTime' : 'late'] += count;
    else if (end < now) found.overdue += count;
  }
  return found;
};
