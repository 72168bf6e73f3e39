/** The languages of the window, in the order of the switch. */
export const languages = ['kk', 'ru', 'en'] as const;
export type Language = (typeof languages)[number];

const storageKey = 'tirek.language';

/** The language chosen on this laptop last time; Kazakh at first. */
export const findStoredLanguage = (storage: Pick<Storage, 'getItem'>): Language => {
  const stored = storage.getItem(storageKey);
  return languages.find((language) => language === stored) ?? 'kk';
};

export const storeLanguage = (storage: Pick<Storage, 'setItem'>, language: Language): void => storage.setItem(storageKey, language);
