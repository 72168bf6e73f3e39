import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { findStoredLanguage, storeLanguage, type Language } from './language.ts';
import { resources } from './resources.ts';

/** Starts the words of the window: everything is bundled, so it is ready when this returns. The page's `lang` follows the choice. */
export const startI18n = (): void => {
  const follow = (language: string) => {
    document.documentElement.lang = language;
  };
  i18next.on('languageChanged', (language) => {
    follow(language);
    storeLanguage(localStorage, language as Language);
  });
  void i18next.use(initReactI18next).init({
    lng: findStoredLanguage(localStorage),
    fallbackLng: 'ru',
    resources,
    defaultNS: 'common',
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  follow(i18next.language);
};
