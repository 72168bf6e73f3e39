/** A sign's other reading; `kind` is its place in `secondReadings`, so that all signs of a kind in one text are read alike. */
export type SecondReading = { readonly kind: number; readonly reading: string; readonly onlyAtStart?: boolean };
export type Reading = { readonly reading: string; readonly length: number; readonly other?: SecondReading | undefined };

/**
 * Cyrillic letters in the alphabet of the coarse key. Kazakh letters fall together with their Russian kin; и, і, ы and й are one;
 * ъ and ь are silent; ц is t+s, щ is ш, ю is i+u, я is i+a, as the passport transliterations (ГОСТ, ICAO 9303) write them.
 */
const cyrillic: Readonly<Record<string, string>> = {
  а: 'a', ә: 'a', б: 'b', в: 'v', г: 'g', ғ: 'g', ґ: 'g', д: 'd', е: 'e', э: 'e', є: 'e', ё: 'e', ж: 'j', җ: 'j', з: 'z',
  и: 'i', і: 'i', ї: 'i', ы: 'i', й: 'i', к: 'k', қ: 'k', л: 'l', м: 'm', н: 'n', ң: 'n', о: 'o', ө: 'o', п: 'p', р: 'r', с: 's',
  т: 't', у: 'u', ұ: 'u', ү: 'u', ў: 'u', ф: 'f', х: 'h', һ: 'h', ҳ: 'h', ц: 'ts', ч: 'q', ҷ: 'q', ш: 'x', щ: 'x', ъ: '', ь: '', ю: 'iu', я: 'ia',
};

/**
 * Latin signs, longest first where one begins another. Sources: passport transliteration (zh kh ts ch sh shch iu ia), English use
 * (j, y, ts), Kazakh Latin of 2021 (ä ğ ı j ñ ö q ş ū ü), of 2019 (á ǵ ń ó ú ý with acutes), Turkish (ç ş ğ ı), German (sch tsch w ß), French of old passports (tch ou).
 */
const latin: Readonly<Record<string, string>> = {
  shch: 'x', tsch: 'q', dzh: 'j', sch: 'x', tch: 'q', zh: 'j', kh: 'h', gh: 'g', sh: 'x', ch: 'q', ph: 'f', ou: 'ou', ts: 'ts', tz: 'ts', tc: 'ts', ck: 'k', dj: 'j',
  a: 'a', b: 'b', c: 'k', d: 'd', e: 'e', f: 'f', g: 'g', h: 'h', i: 'i', j: 'j', k: 'k', l: 'l', m: 'm', n: 'n', o: 'o', p: 'p', q: 'k', r: 'r', s: 's',
  t: 't', u: 'u', v: 'v', w: 'u', x: 'ks', y: 'i', z: 'z', ı: 'i', ə: 'a', ɵ: 'o', ø: 'o', ß: 's', æ: 'ae', ł: 'l', đ: 'd', ŋ: 'n',
  ş: 'x', š: 'x', ś: 'x', ș: 'x', ç: 'q', č: 'q', ć: 'q', ž: 'j', ğ: 'g', ǵ: 'g', ý: 'i',
};

/** Signs with a second reading, by kind. German H for Г (Helmut, Гельмут) counts at the start of a word only. */
export const secondReadings = [
  { signs: ['w'], reading: 'v' },
  { signs: ['sh'], reading: 'sh' },
  { signs: ['c'], reading: 'ts' },
  { signs: ['j'], reading: 'i' },
  { signs: ['x'], reading: 'h' },
  { signs: ['ch'], reading: 'h' },
  { signs: ['ý'], reading: 'u' },
  { signs: ['ou'], reading: 'u' },
  { signs: ['kh'], reading: 'kh' },
  { signs: ['ph'], reading: 'ph' },
  { signs: ['ё'], reading: 'io' },
  { signs: ['h'], reading: 'g', onlyAtStart: true },
] as const;

const otherOf = (sign: string): SecondReading | undefined => {
  const kind = secondReadings.findIndex((row) => (row.signs as readonly string[]).includes(sign));
  const row = secondReadings[kind];
  return row && { kind, reading: row.reading, onlyAtStart: 'onlyAtStart' in row };
};
const readingOf = (sign: string, reading: string): Reading => ({ reading, length: sign.length, other: otherOf(sign) });

/** By code minus 0x400; undefined is no letter of a name and separates words. */
export const cyrillicReadings: readonly (Reading | undefined)[] = Array.from({ length: 0x130 }, (_, at) => {
  const letter = String.fromCharCode(0x400 + at);
  const reading = cyrillic[letter];
  return reading === undefined ? undefined : readingOf(letter, reading);
});

const separator: Reading = { reading: ' ', length: 1 };
const silent: Reading = { reading: '', length: 1 };

const singleOf = (code: number): Reading => {
  const letter = String.fromCharCode(code);
  const own = latin[letter];
  if (own !== undefined) return readingOf(letter, own);
  if (/^[\p{M}'`´ʹʺʻʼ‘’′]$/u.test(letter)) return silent;
  // Other accented letters are read without their accents: ä ö ü ñ ū á é …
  const bare = letter.normalize('NFD')[0] ?? '';
  if (latin[bare] !== undefined) return readingOf(letter, latin[bare] ?? '');
  return /^\p{N}$/u.test(letter) ? { reading: letter, length: 1 } : separator;
};

const singles: readonly Reading[] = Array.from({ length: 0x400 }, (_, code) => singleOf(code));

const longSigns = new Map<number, readonly { sign: string; reading: Reading }[]>();
for (const [sign, reading] of Object.entries(latin).filter(([key]) => key.length > 1).sort(([one], [two]) => two.length - one.length)) {
  const first = sign.charCodeAt(0);
  longSigns.set(first, [...(longSigns.get(first) ?? []), { sign, reading: readingOf(sign, reading) }]);
}

/** The reading of the longest Latin sign of lower-case `text` at `at`. */
export const latinReadings = (text: string, at: number): Reading => {
  const code = text.charCodeAt(at);
  const long = longSigns.get(code)?.find(({ sign }) => text.startsWith(sign, at));
  if (long) return long.reading;
  return singles[code] ?? singleOf(code);
};
