import { addDays } from './date-steps.ts';
import type { Instant } from './instant.ts';
import type { PlainDate } from './plain-date.ts';

/** From 19:00 UTC on it is the next day in Kazakhstan, which has had one zone, UTC+5, since 01.03.2024. */
const nextDayFrom = '19:00';

/** The calendar day in Kazakhstan at a moment. */
export const officeDay = (moment: Instant): PlainDate => {
  const day = moment.slice(0, 10) as PlainDate;
  return moment.slice(11, 16) < nextDayFrom ? day : addDays(day, 1);
};
