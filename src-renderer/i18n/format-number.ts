import type { Language } from './language.ts';

const separators = { kk: ['\u00a0', ','], ru: ['\u00a0', ','], en: [',', '.'] } as const satisfies Record<Language, readonly [string, string]>;

/** A number with thousands apart and at most `decimals` digits after the point: 111 872,3 (kk, ru), 111,872.3 (en). */
export const formatNumber = (language: Language, value: number, decimals = 0): string => {
  const [group, point] = separators[language];
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split('.') as [string, string | undefined];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return `${value < 0 ? '−' : ''}${grouped}${fraction ? point + fraction : ''}`;
};

const units = { kk: ['Б', 'КБ', 'МБ', 'ГБ'], ru: ['Б', 'КБ', 'МБ', 'ГБ'], en: ['B', 'KB', 'MB', 'GB'] } as const satisfies Record<Language, readonly string[]>;

/** Bytes in the unit that fits: 512 Б, 188 КБ, 4,2 МБ (1 КБ is 1024 Б). */
export const formatBytes = (language: Language, bytes: number): string => {
  let [value, unit] = [bytes, 0];
  while (value >= 1024 && unit < 3) [value, unit] = [value / 1024, unit + 1];
  return `${formatNumber(language, value, unit > 1 && value < 100 ? 1 : 0)}\u00a0${units[language][unit] ?? ''}`;
};
