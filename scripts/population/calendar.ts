import type { PlainDate } from '../../shared/base/plain-date.ts';
import type { Random } from './random.ts';

/** The day the made-up population is as of. Fixed, so that a seed gives the same people in every year. */
export const asOf = { year: 2025, date: '2025-12-31' } as const;

const two = (value: number): string => (value < 10 ? `0${String(value)}` : String(value));
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Any day of `year`. */
export const dayIn = (year: number, random: Random): PlainDate => {
  let day = random.below(isLeap(year) ? 366 : 365);
  for (const [month, length] of lengths.entries()) {
    const days = month === 1 && isLeap(year) ? 29 : length;
    if (day < days) return `${String(year)}-${two(month + 1)}-${two(day + 1)}` as PlainDate;
    day -= days;
  }
  throw new Error('a year has 366 days at the most');
};

/** A month, `YYYY-MM`; `months` counts from January of year 0. */
export const monthText = (months: number): string => `${String(Math.floor(months / 12))}-${two((months % 12) + 1)}`;
