import { isPlainDate } from '../../../shared/base/plain-date.ts';
import { formatShortDate } from '../../i18n/format-date.ts';
import { formatDecimal } from '../../i18n/format-decimal.ts';
import type { Language } from '../../i18n/language.ts';

/** A value of a trace as a person reads it. `words`: yes, no, not known. */
export const shownValue = (language: Language, value: unknown, words: { readonly yes: string; readonly no: string; readonly unknown: string }): string => {
  if (value === null || value === undefined) return words.unknown;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string') ? value.join(', ') : `× ${String(value.length)}`;
  if (typeof value === 'object') return Object.values(value).map((one) => shownValue(language, one, words)).join(' · ');
  const text = String(value as string | number);
  return isPlainDate(text) ? formatShortDate(text) : formatDecimal(language, text);
};
