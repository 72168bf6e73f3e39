/** The tables cover the code units below this: Latin, Greek and Cyrillic. */
export const foldTableSize = 0x530;

/** Letters with a simpler kin, all lower case. Kazakh first; the last two rows are letters of neighbours' alphabets. */
const kin = {
  ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и', ё: 'е',
  ў: 'у', ҳ: 'х', ҷ: 'ч', җ: 'ж', ӣ: 'и', ӯ: 'у', ҡ: 'к', ҙ: 'з', ҫ: 'с', ѓ: 'г', ӊ: 'н', ӈ: 'н',
  ї: 'и', є: 'е', ґ: 'г', ѝ: 'и', ѐ: 'е',
} as const satisfies Record<string, string>;

/** Latin letters that pass for Cyrillic ones. */
const lookAlikes = {
  A: 'а', B: 'в', C: 'с', E: 'е', H: 'н', I: 'и', K: 'к', M: 'м', O: 'о', P: 'р', T: 'т', X: 'х', Y: 'у',
  a: 'а', b: 'в', c: 'с', e: 'е', h: 'х', i: 'и', k: 'к', m: 'м', o: 'о', p: 'р', t: 'т', x: 'х', y: 'у',
  ë: 'е', Ë: 'е', ï: 'и', Ï: 'и', ə: 'а', Ə: 'а', ɵ: 'о', Ɵ: 'о', ı: 'и',
} as const satisfies Record<string, string>;

const isLetterOrDigit = (character: string): boolean => /^[\p{L}\p{N}]$/u.test(character);
/** Not part of the key and not an end of the word: apostrophes, primes, and marks that did not compose (a stress over a vowel). */
const isSilent = (character: string): boolean => /^[\p{M}'`´ʹʺʻʼ‘’′\u00AD\u200B-\u200D\u2060\uFEFF]$/u.test(character);

/** What a character becomes in a search key: '' where it is silent, undefined where it ends a word. */
export const foldCharacter = (character: string): string | undefined => {
  if (isSilent(character)) return '';
  // Halves of a surrogate pair stay as they are: no name is written so, and nothing is lost.
  if (!isLetterOrDigit(character) && !/^[\uD800-\uDFFF]$/.test(character)) return undefined;
  const lower = character.toLowerCase().normalize('NFC');
  return (kin as Record<string, string>)[lower] ?? (lower.length > 1 ? lower[0] : lower);
};

/** `foldCharacter` by code unit. */
export const foldTable: readonly (string | undefined)[] = Array.from({ length: foldTableSize }, (_, code) => foldCharacter(String.fromCharCode(code)));
/** The same inside a word that has a Cyrillic letter. */
export const mendTable: readonly (string | undefined)[] = Array.from({ length: foldTableSize }, (_, code) =>
  (lookAlikes as Record<string, string>)[String.fromCharCode(code)] ?? foldTable[code]);
