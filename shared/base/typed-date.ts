import { isPlainDate, type PlainDate } from './plain-date.ts';

const dateOf = (year: number, month: number, day: number): PlainDate | undefined => {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isPlainDate(text) ? (text as PlainDate) : undefined;
};

/** A two-digit year is the latest one that is not after the year of `latest`: with 2026, 26 is 2026 and 27 is 1927. */
const fullYear = (typed: string, latest: PlainDate): number => {
  if (typed.length > 2) return Number(typed);
  const last = Number(latest.slice(0, 4));
  const guess = last - (last % 100) + Number(typed);
  return guess > last ? guess - 100 : guess;
};

/**
 * The calendar day that a person typed, day first as in Kazakhstan: 050126, 05012026, 5.1.26, 05.01.2026, 5/1/26, 5-1-26, «5 1 26», and the
 * ISO form 2026-01-05. Undefined where it is not a day (yet). `latest` (today, as a rule) decides the century of a two-digit year: a
 * birth date and a finding lie behind us.
 */
export const findTypedDate = (text: string, latest: PlainDate): PlainDate | undefined => {
  const typed = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const match = /^(\d{2})(\d{2})(\d{2}|\d{4})$/.exec(typed) ?? /^(\d{1,2})[.,/\- ]+(\d{1,2})[.,/\- ]+(\d{2}|\d{4})\.?$/.exec(typed);
  if (!match) return undefined;
  const [, day, month, year] = match as unknown as [string, string, string, string];
  return dateOf(fullYear(year, latest), Number(month), Number(day));
};
