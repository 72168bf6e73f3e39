import { addDays } from '../../../../shared/base/date-steps.ts';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';

const epoch = '1970-01-01' as PlainDate;

/** Days since 1970-01-01, as `case_figure` counts them. */
export const dayNumber = (day: PlainDate): number => Date.parse(day) / 86_400_000;

/** The calendar day of such a number. */
export const dayOf = (number: number): PlainDate => addDays(epoch, number);
