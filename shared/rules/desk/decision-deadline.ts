import type { PlainDate } from '../../base/plain-date.ts';
import type { MseRules } from '../../domain/mse/mse-rules.ts';
import { getDated } from '../mse/find-dated.ts';
import { afterWorkingDays, type WorkCalendar } from '../mse/working-days.ts';

/** What deadlines of decisions depend on. */
export type DeadlineRules = WorkCalendar & Pick<MseRules, 'decision-working-days'>;

/** The last day on which the law lets an office decide what was applied for on `applied`: that of the programme with the shortest time, else the usual one. Pure. */
export const decisionDeadline = (rules: DeadlineRules, applied: PlainDate, programmes: readonly string[]): PlainDate => {
  const { usual, programmes: own } = getDated(rules['decision-working-days'], applied).value;
  const counts = programmes.map((programme) => own[programme] ?? usual);
  return afterWorkingDays(rules, applied, counts.length === 0 ? usual : Math.min(...counts));
};
