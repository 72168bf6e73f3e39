/** Days as `YYYY-MM-DD` text: compared as text, counted by the proleptic Gregorian calendar, without a zone. */
/** Stands for a period without an end; after every day that can be given. */
export const openEnd = '2199-12-31';

const pad = (value: number, length: number): string => String(value).padStart(length, '0');
const partsOf = (date: string): [number, number, number] => [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
const lastDay = (year: number, month: number): number =>
  month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;

/** The same day `months` later (or earlier); the last day of a shorter month. */
export const addMonths = (date: string, months: number): string => {
  const [year, month, day] = partsOf(date);
  const count = year * 12 + month - 1 + months;
  const [newYear, newMonth] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1];
  return `${pad(newYear, 4)}-${pad(newMonth, 2)}-${pad(Math.min(day, lastDay(newYear, newMonth)), 2)}`;
};

/** The day `days` later (or earlier). */
export const addDays = (date: string, days: number): string => {
  const [year, month, day] = partsOf(date);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
};

/** Days from `from` to `to`; negative where `to` is earlier. */
export const daysBetween = (from: string, to: string): number => (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;

/** Whole months from `from` to `to`; a month is full on its day, or on the last day of a shorter month. Negative where `to` is earlier. */
export const monthsBetween = (from: string, to: string): number => {
  if (to < from) return -monthsBetween(to, from);
  const [[fromYear, fromMonth, fromDay], [toYear, toMonth, toDay]] = [partsOf(from), partsOf(to)];
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth;
  return toDay >= Math.min(fromDay, lastDay(toYear, toMonth)) ? months : months - 1;
};

/** Full years of somebody born on `birth`, on the day `at`. */
export const ageAt = (birth: string, at: string): number => Math.floor(monthsBetween(birth, at) / 12);

/** The first day of the month of `date`. */
export const monthStart = (date: string): string => `${date.slice(0, 8)}01`;

/** The first day of the quarter of `date`. */
export const quarterStart = (date: string): string => `${date.slice(0, 5)}${pad(Math.floor((Number(date.slice(5, 7)) - 1) / 3) * 3 + 1, 2)}-01`;
