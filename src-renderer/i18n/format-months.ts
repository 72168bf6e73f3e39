import type { Language } from './language.ts';

/** Months in the nominative: they stand alone here, not in a date. */
const names = {
  kk: ['қаңтар', 'ақпан', 'наурыз', 'сәуір', 'мамыр', 'маусым', 'шілде', 'тамыз', 'қыркүйек', 'қазан', 'қараша', 'желтоқсан'],
  ru: ['январь', 'февраль', 'март', 'апрель', 'май', 'июнь', 'июль', 'август', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
} as const satisfies Record<Language, readonly string[]>;

const nameOf = (language: Language, month: string): string => names[language][Number(month.slice(5)) - 1] ?? '';
const year = { kk: (text: string) => `${text} ж.`, ru: (text: string) => `${text} г.`, en: (text: string) => text } as const;

/** Months `YYYY-MM` of one year: «2026 ж. қаңтар – қазан», «январь – октябрь 2026 г.»; of two years each with its own. */
export const formatMonths = (language: Language, from: string, to: string): string => {
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
  const one = (month: string, of: string) => (language === 'kk' ? `${year.kk(of)} ${nameOf(language, month)}` : `${nameOf(language, month)} ${year[language](of)}`);
  if (from === to) return one(from, first);
  if (first !== last) return `${one(from, first)} – ${one(to, last)}`;
  return language === 'kk' ? `${one(from, first)} – ${nameOf(language, to)}` : `${nameOf(language, from)} – ${one(to, last)}`;
};
