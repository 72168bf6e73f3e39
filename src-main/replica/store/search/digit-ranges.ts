import { phoneDigits } from './phone-digits.ts';

/** The part of a written number that typed `numbers` hit, spaces and signs between its digits included; empty where the digits are not in it in one piece. */
export const digitRanges = (written: string, numbers: readonly string[]): [number, number][] => {
  const places = [...written].flatMap((character, at) => (/\d/.test(character) ? [at] : []));
  const digits = places.map((at) => written[at]).join('');
  for (const number of numbers) {
    for (const typed of [number.replace(/\D/g, ''), phoneDigits(number), phoneDigits(number).replace(/^8/, '')]) {
      const ends = digits.endsWith(typed) ? digits.length - typed.length : -1;
      const from = digits.startsWith(typed) ? 0 : ends >= 0 ? ends : digits.indexOf(typed);
      if (typed !== '' && from >= 0) return [[places[from] ?? 0, (places[from + typed.length - 1] ?? 0) + 1]];
    }
  }
  return [];
};
