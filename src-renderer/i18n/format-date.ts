import type { Language } from './language.ts';

/*
 * Own tables: the Chromium of an older runtime has no Kazakh months, and a date must not change its looks with the runtime.
 * Russian and English months are in the case and capitals that a date asks for.
 */
const months = {
  kk: ['қаңтар', 'ақпан', 'наурыз', 'сәуір', 'мамыр', 'маусым', 'шілде', 'тамыз', 'қыркүйек', 'қазан', 'қараша', 'желтоқсан'],
  ru: ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
} as const satisfies Record<Language, readonly string[]>;

type DayParts = { readonly year: number; readonly month: number; readonly day: number };

const partsOf = (date: string): DayParts => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return { year, month, day };
};

const long = {
  kk: ({ year, day }: DayParts, month: string) => `${String(year)} ж. ${String(day)} ${month}`,
  ru: ({ year, day }: DayParts, month: string) => `${String(day)} ${month} ${String(year)} г.`,
  en: ({ year, day }: DayParts, month: string) => `${String(day)} ${month} ${String(year)}`,
} as const;

const two = (n: number): string => String(n).padStart(2, '0');

/** A calendar day in words: «2026 ж. 5 қаңтар», «5 января 2026 г.», "5 January 2026". `date` is `YYYY-MM-DD`. */
export const formatLongDate = (language: Language, date: string): string => {
  const parts = partsOf(date);
  return long[language](parts, months[language][parts.month - 1] ?? '');
};

/** A calendar day in figures, for tables: 05.01.2026 in every language (the official forms have it so). */
export const formatShortDate = (date: string): string => {
  const { year, month, day } = partsOf(date);
  return `${two(day)}.${two(month)}.${String(year)}`;
};

/** The local calendar day of a moment, `YYYY-MM-DD`. */
export const localDay = (milliseconds: number): string => {
  const at = new Date(milliseconds);
  return `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
};

/** The local time of a moment, 10:42:07. */
export const formatTime = (instant: string): string => {
  const at = new Date(instant);
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
};

/** A moment for a list: the time where it was today, else the day (without the year in this year) and hours and minutes. */
export const formatMoment = (language: Language, instant: string, now: number): string => {
  const at = new Date(instant);
  const clock = `${two(at.getHours())}:${two(at.getMinutes())}`;
  const day = localDay(at.getTime());
  const today = localDay(now);
  if (day === today) return clock;
  if (day.slice(0, 4) !== today.slice(0, 4)) return `${formatShortDate(day)} ${clock}`;
  const { month, day: number } = partsOf(day);
  return `${String(number)} ${months[language][month - 1] ?? ''}, ${clock}`;
};

/** Whole years lived on `today` by somebody born on `birthDate`, both `YYYY-MM-DD`. */
export const ageOn = (birthDate: string, today: string): number =>
  Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (today.slice(5) < birthDate.slice(5) ? 1 : 0);
