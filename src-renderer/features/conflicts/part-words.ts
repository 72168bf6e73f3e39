import type { TFunction } from 'i18next';
import { isPlainDate } from '../../../shared/base/plain-date.ts';
import type { ConflictPart } from '../../../shared/ipc/conflict-rows.ts';
import { formatLongDate } from '../../i18n/format-date.ts';
import { formatDecimal } from '../../i18n/format-decimal.ts';
import type { Language } from '../../i18n/language.ts';
import { lawWords } from '../../i18n/law-words.ts';

type Value = ConflictPart['left'];

/** What a part of a dispute is called: by the law, by the form it stands in, or by the room's own words. */
export const partLabel = (t: TFunction, language: Language, { path, label }: ConflictPart): string => {
  if (label) return lawWords(language, label);
  const field = path.split('.').at(-1)!;
  return t([`conflicts:field.${field}`, `person:field.${field}`, `case:field.${field}`, 'conflicts:field.other'], { name: field });
};

const isNumeric = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);

const disability = (t: TFunction, language: Language, value: { readonly group?: unknown; readonly since?: unknown }): string =>
  [value.group === null ? t('person:childWithDisability') : t(`person:group.${String(value.group)}`), typeof value.since === 'string' ? formatLongDate(language, value.since) : ''].filter((text) => text !== '').join(' · ');

/** A value as a person reads it: dates in words, money with its sign, a status by its name. Undefined: that side left it alone. */
export const partValue = (t: TFunction, language: Language, part: Pick<ConflictPart, 'path' | 'money'>, value: Value): string => {
  if (value === undefined) return t('conflicts:untouched');
  if (value === null || value === '') return t('conflicts:nothing');
  if (typeof value === 'boolean') return t(value ? 'common:yes' : 'common:no');
  if (Array.isArray(value)) return value.length === 0 ? t('conflicts:nothing') : value.map((one) => partValue(t, language, part, one)).join('\n');
  if (typeof value === 'object') {
    if (part.path === 'disability') return disability(t, language, value);
    return Object.values(value).filter((one) => one !== null && one !== '').map((one) => partValue(t, language, { path: '' }, one)).join(' · ');
  }
  if (part.path === 'status') return t([`case:status.${value}`, `mse:status.${value}`], { defaultValue: String(value) });
  if (part.path === 'sex') return t(`person:sex.${value}`);
  const text = String(value);
  if (isPlainDate(text)) return formatLongDate(language, text);
  if (part.money && isNumeric(text)) return `${formatDecimal(language, text)} ₸`;
  return typeof value === 'number' ? formatDecimal(language, text) : text;
};
