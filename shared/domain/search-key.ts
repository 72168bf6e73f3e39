import { foldCharacter, foldTable, foldTableSize, mendTable } from './search-key-folds.ts';
import { cyrillicReadings, latinReadings, secondReadings, type SecondReading } from './search-key-readings.ts';

/**
 * The key under which a text is found as typed in Cyrillic. Applied to both sides, the record and what is typed:
 * 1. NFC (so that й and ё are one character; й survives, it is not и), lower case;
 * 2. ә→а ғ→г қ→к ң→н ө→о ұ,ү→у һ→х і→и ё→е, with their Uzbek, Tajik and Ukrainian kin;
 * 3. inside a word that has a Cyrillic letter, Latin look-alikes become Cyrillic (Latin i for і is common even in official texts);
 *    upper and lower case differ here: H looks like Н, h stands for һ;
 * 4. hyphens and other punctuation become one space, apostrophes and stress marks go, ends are trimmed.
 * Latin words keep their letters. The function is idempotent.
 */
export const foldSearchKey = (text: string): string => {
  const composed = text.normalize('NFC');
  let key = '';
  let word = '';
  let start = 0;
  let cyrillic = false;
  const endWord = (end: number): void => {
    if (word !== '') key += `${key === '' ? '' : ' '}${cyrillic ? mendWord(composed, start, end) : word}`;
    word = '';
    cyrillic = false;
  };
  for (let at = 0; at < composed.length; at += 1) {
    const code = composed.charCodeAt(at);
    const folded = code < foldTableSize ? foldTable[code] : foldCharacter(composed[at] ?? '');
    if (folded === undefined) endWord(at);
    else {
      if (word === '') start = at;
      word += folded;
      if (code >= 0x400 && code < 0x530) cyrillic = true;
    }
  }
  endWord(composed.length);
  return key;
};

/** The word at `start` to `end`, which has a Cyrillic letter, with its Latin look-alikes made Cyrillic. */
const mendWord = (text: string, start: number, end: number): string => {
  let word = '';
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    word += (code < foldTableSize ? mendTable[code] : foldCharacter(text[at] ?? '')) ?? '';
  }
  return word;
};

/**
 * Names are typed in Latin letters in many ways: Gülnūr, Gulnur; Zhumabayeva, Jumabaeva; Qairat, Kairat, Kayrat. Cyrillic names
 * and Latin text are both brought to one coarse key, and equal keys are a find. The key's alphabet is a–z, digits and space;
 * j = ж, x = ш щ, q = ч, the rest as it sounds. Coarse on purpose: ranking puts exact spellings first.
 *
 * After the readings of `search-key-readings.ts`: doubled letters count once (Assel), ie → e (Zhumabayeva, Vasiliev), ng → n
 * (Zhanga for Жаңа, Mañğystau for Маңғыстау), dj → j (Джамбул), tq → q (Tch). Words are kept apart by one space.
 */
export const coarseLatinKey = (text: string): string => read(text, 0).key;

/**
 * Every key of `text`, the likeliest first. Several where a spelling has two readings (w is у or в, sh is ш or с+х, c is к or ц …),
 * 16 at the most. Index a record under all keys of its name, and look up all keys of what was typed.
 */
export const latinKeys = (text: string): string[] => {
  const { key, met } = read(text, 0);
  if (met === 0) return [key];
  const kinds = secondReadings.map((_, kind) => 1 << kind).filter((bit) => met & bit).slice(0, 4);
  const keys = new Set<string>();
  for (let choice = 0; choice < 1 << kinds.length; choice += 1) keys.add(read(text, kinds.reduce((mask, bit, at) => (choice & (1 << at) ? mask | bit : mask), 0)).key);
  return [...keys];
};

/**
 * Keys for a text still being typed, to be looked up as prefixes: those of `latinKeys`, and those that take the last letter for
 * the first half of a longer sign (z for zh, s for sh, k for kh, c for ch, t for tch, d for dzh, i or y for ie). Empty for no letters, and for one letter over and over.
 */
export const latinPrefixKeys = (text: string): string[] => {
  // Doubled letters count once (Assel), but no name has three: «zzzz» must not be everybody with a Z.
  if (/(\p{L})\1\1/iu.test(text)) return [];
  const completion = completions[text.at(-1)?.toLowerCase() ?? ''];
  const longer = completion === undefined ? [] : latinKeys(text.slice(0, -1) + completion);
  return [...new Set([...latinKeys(text), ...longer])].filter((key) => key !== '');
};

const completions: Readonly<Record<string, string>> = {
  z: 'zh', s: 'sh', k: 'kh', c: 'ch', t: 'tch', d: 'dzh', p: 'ph', i: '', y: '', j: '', и: '', й: '', і: '', ы: '', д: 'дж', т: 'тч',
};

const space = 32, e = 101, g = 103, i = 105, j = 106, n = 110, d = 100, q = 113, t = 116, zero = 48, nine = 57;
const firstCyrillic = 0x400;
const endOfCyrillic = 0x530;

/** True for Latin look-alikes among Cyrillic letters, and for two scripts side by side. */
const mixed = (text: string): boolean => /[\u0400-\u052F]/.test(text) && /[A-Za-z]/.test(text);

/** Reads `text` once; `second` has a bit for each kind of sign to be taken in its second reading, `met` for each kind met. */
const read = (text: string, second: number): { key: string; met: number } => {
  const source = (mixed(text) ? foldSearchKey(text) : text).normalize('NFC').toLowerCase();
  const out: number[] = [];
  let met = 0;
  const push = (code: number): void => {
    const last = out.length === 0 ? space : (out[out.length - 1] ?? space);
    if ((code === last && (code < zero || code > nine)) || (code === g && last === n)) return;
    if ((code === e && last === i) || (code === j && last === d) || (code === q && last === t)) {
      out.length -= 1;
      push(code);
    } else out.push(code);
  };
  const pushAll = (reading: string): void => {
    for (let at = 0; at < reading.length; at += 1) push(reading.charCodeAt(at));
  };
  const take = (reading: string, other: SecondReading | undefined): void => {
    if (other === undefined) return pushAll(reading);
    met |= 1 << other.kind;
    pushAll(second & (1 << other.kind) ? other.reading : reading);
  };
  for (let at = 0; at < source.length;) {
    const code = source.charCodeAt(at);
    if (code >= firstCyrillic && code < endOfCyrillic) {
      const sign = cyrillicReadings[code - firstCyrillic];
      if (sign) take(sign.reading, sign.other);
      else push(space);
      at += 1;
      continue;
    }
    const sign = latinReadings(source, at);
    take(sign.reading, sign.other?.onlyAtStart && out.length !== 0 && out[out.length - 1] !== space ? undefined : sign.other);
    at += sign.length;
  }
  if (out[out.length - 1] === space) out.length -= 1;
  return { key: String.fromCharCode(...out), met };
};
