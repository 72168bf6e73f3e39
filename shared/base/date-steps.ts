import { isPlainDate, type PlainDate } from './plain-date.ts';

const at = (day: string): [number, number, number] => day.split('-').map(Number) as [number, number, number];
const write = (milliseconds: number): PlainDate => {
  const day = new Date(milliseconds).toISOString().slice(0, 10);
  if (!isPlainDate(day)) throw new RangeError(`no calendar day: ${day}`);
  return day as PlainDate;
};
const utc = (day: PlainDate): number => Date.UTC(at(day)[0], at(day)[1] - 1, at(day)[2]);

/** The day `days` later (earlier where negative). Throws RangeError beyond the years that a {@link PlainDate} can name. */
export const addDays = (day: PlainDate, days: number): PlainDate => write(utc(day) + days * 86_400_000);

/** The same day `months` later; where that month is shorter, its last day (31 January + 1 month = 28 or 29 February). */
export const addMonths = (day: PlainDate, months: number): PlainDate => {
  const [year, month, date] = at(day);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return write(Date.UTC(year, month - 1 + months, Math.min(date, last)));
};

/** Whole months from `from` to `to`, as a birthday is counted: somebody born on 29 February is a year older on 28 February only where there is no 29th. Negative where `to` is before. */
export const wholeMonths = (from: PlainDate, to: PlainDate): number => {
  const [[y1, m1], [y2, m2]] = [at(from), at(to)];
  const months = (y2 - y1) * 12 + (m2 - m1);
  return addMonths(from, months) <= to ? months : months - 1;
};

/** ISO day of the week, 1 (Monday) to 7. */
export const weekdayOf = (day: PlainDate): number => new Date(utc(day)).getUTCDay() || 7;
