import type { Language } from './language.ts';

/** A text of the rules in the language of the window. */
export const lawWords = (language: Language, words: { readonly kk: string; readonly ru: string; readonly en: string }): string => words[language];
