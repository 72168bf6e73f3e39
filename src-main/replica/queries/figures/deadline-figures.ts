import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import type { OfficeFigures, Period } from '../../../../shared/domain/figures/office-figures.ts';
import { decisionDeadline, type DeadlineRules } from '../../../../shared/rules/desk/decision-deadline.ts';
import { getDated } from '../../../../shared/rules/mse/find-dated.ts';
import type { ReadableDb } from '../../store/db.ts';
import { dayNumber, dayOf } from './day-number.ts';

/** The earliest application whose term may end in a period: a term of some working days is shorter than this, whatever holidays there are. */
const longestDays = 90;

/** Of the cases whose term (counted from the application, by what was applied for) ends in the period: decided in time, decided late, not decided on `today` though the term is over. */
export const deadlinesOf = (db: ReadableDb, rules: DeadlineRules, area: string, { from, to }: Period, today: PlainDate): OfficeFigures['deadlines'] => {
  const term = getDated(rules['decision-working-days'], to);
  const days = db.list<{ applied: number; claims: string; decided: number | null; count: number }>(
    "SELECT applied, claims, decided, count(*) AS count FROM case_figure WHERE district = ? AND status <> 'transferredAway' AND applied BETWEEN ? AND ? GROUP BY applied, claims, decided", area, dayNumber(from) - longestDays, dayNumber(to),
  );
  const [first, last, now] = [dayNumber(from), dayNumber(to), dayNumber(today)];
  const ends = new Map<string, number>();
  const endOf = (applied: number, claims: string): number => {
    const key = `${applied} ${claims}`;
    const known = ends.get(key) ?? dayNumber(decisionDeadline(rules, dayOf(applied), JSON.parse(claims) as string[]));
    ends.set(key, known);
    return known;
  };
  const found = { workingDays: term.value.usual, confirmed: term.trace.certainty !== 'U', inTime: 0, late: 0, overdue: 0 };
  for (const { applied, claims, decided, count } of days) {
    const end = endOf(applied, claims);
    if (end < first || end > last) continue;
    if (decided !== null) found[decided <= end ? 'inTime' : 'late'] += count;
    else if (end < now) found.overdue += count;
  }
  return found;
};
