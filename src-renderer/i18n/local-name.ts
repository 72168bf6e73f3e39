import type { Language } from './language.ts';

type Names = { readonly nameKk: string; readonly nameRu: string; readonly nameEn: string };

/** The name of an area or a risk in the language of the window. */
export const localName = (language: Language, names: Names): string => ({ kk: names.nameKk, ru: names.nameRu, en: names.nameEn })[language];

/** A person's name: Kazakh in the Kazakh window, Russian spelling in the others, the one there is where the other is missing. */
export const localPerson = (language: Language, kk: string, ru: string): string => (language === 'kk' ? kk || ru : ru || kk);
