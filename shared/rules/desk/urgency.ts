import type { PlainDate } from '../../base/plain-date.ts';
import { afterWorkingDays, type WorkCalendar } from '../mse/working-days.ts';

/** How near a deadline is: gone, today, within the next two working days, later, or there is none. */
export const urgencies = ['overdue', 'today', 'soon', 'later', 'none'] as const;
export type Urgency = (typeof urgencies)[number];

const soonDays = 2;

/** Sorts deadlines by how near they are on `today`. The calendar is looked into once; the function it returns only compares. */
export const urgencyOn = (rules: WorkCalendar, today: PlainDate): ((due: PlainDate | null) => Urgency) => {
  const soon = afterWorkingDays(rules, today, soonDays);
  return (due) => (due === null ? 'none' : due < today ? 'overdue' : due === today ? 'today' : due <= soon ? 'soon' : 'later');
};
