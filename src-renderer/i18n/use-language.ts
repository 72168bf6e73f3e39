import { useTranslation } from 'react-i18next';
import type { Language } from './language.ts';

/** The language the window speaks now. */
export const useLanguage = (): Language => useTranslation().i18n.language as Language;
