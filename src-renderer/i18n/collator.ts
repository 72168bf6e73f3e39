import type { Language } from './language.ts';

const kazakh = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя';
const places = new Map([...kazakh].map((letter, place) => [letter, place + 0x10000]));
const placeOf = (letter: string | undefined): number => (letter === undefined ? -1 : (places.get(letter) ?? letter.charCodeAt(0)));

/** Compares by the Kazakh alphabet, letter case aside: for runtimes whose ICU has no Kazakh order. */
export const compareKazakh = (a: string, b: string): number => {
  const [left, right] = [[...a.toLowerCase()], [...b.toLowerCase()]];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = placeOf(left[i]) - placeOf(right[i]);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** How the language sorts names. */
export const compareIn = (language: Language): ((a: string, b: string) => number) =>
  language === 'kk' && Intl.Collator.supportedLocalesOf('kk').length === 0 ? compareKazakh : new Intl.Collator(language).compare;
