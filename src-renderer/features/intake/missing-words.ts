import type { TFunction } from 'i18next';
import type { MissingRow } from '../../../shared/ipc/case-form.ts';
import { formatShortDate } from '../../i18n/format-date.ts';
import type { Language } from '../../i18n/language.ts';
import { lawWords } from '../../i18n/law-words.ts';

export type Names = Readonly<Record<string, { readonly kk: string; readonly ru: string; readonly en: string }>>;

/** What is not known, by its name: a fact that was not told, or a figure of the law that no source gives for that day. */
export const missingWords = (t: TFunction<'law'>, language: Language, item: MissingRow, names: Names): string => {
  const named = names[item.what === 'parameter' ? `@${item.id}` : item.id];
  const name = named ? lawWords(language, named) : item.id;
  return item.what === 'parameter' ? t(`missing.${item.why}`, { name, date: formatShortDate(item.at) }) : name;
};
