import type { Desk } from './desk.ts';
import { wordsOf, type Language } from './words.ts';

const languages = ['kk', 'ru', 'en'] as const satisfies readonly Language[];

/** Shows the window in each language, in turn, and gives `look` the words of that language by key. */
export const inEveryLanguage = async (desk: Desk, look: (words: (key: string) => string, language: Language) => Promise<void>): Promise<void> => {
  for (const language of languages) {
    await desk.speak(language);
    await look(wordsOf(language), language);
  }
};

/** The fixed parts of words with figures in them: what must be on the screen whatever the figures are. */
export const fixedParts = (words: string): string[] => words.split(/\{\{[^}]*\}\}/).map((part) => part.trim()).filter((part) => part.length > 1);
