import { isPlainDate } from '../base/is-plain-date.ts';
import type { PlainDate } from '../base/plain-date.ts';

/** What the twelve digits of an individual identification number (ИИН / ЖСН) say. Codes are worded in `locales/<lang>/errors.json` under `issue.<code>`. */
export type IinReason = 'iinLength' | 'iinCentury' | 'iinUnissuable' | 'iinChecksum';
export type IinWarning = 'iinForeign' | 'iinNotADate' | 'iinBirthDate' | 'iinSex';
export type Sex = 'male' | 'female';

/**
 * `valid`: nothing to say. `warn`: may be stored, see `warnings`. `training`: a synthetic person (7th digit 7 or 8, which nobody has),
 * to be accepted in training mode only. `invalid`: `reason` says why. `birthDate` is absent where the number does not name a real day.
 */
export type IinCheck = {
  readonly status: 'valid' | 'warn' | 'training' | 'invalid';
  readonly reason?: IinReason;
  readonly birthDate?: PlainDate;
  readonly sex?: Sex;
  readonly warnings: readonly IinWarning[];
};

const firstWeights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;
const secondWeights = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2] as const;

/** Training numbers name no century: a two-digit year below this is 20xx, another 19xx. */
const trainingPivot = 30;

const weighted = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + weight * (digits.charCodeAt(at) - 48), 0) % 11;

/**
 * The twelfth digit for the first eleven, or undefined where both passes give 10 and the serial is never issued
 * (Resolutions № 406 of 2007 (P070000406_) and № 565 of 2003 (P030000565_), two-pass modulo 11).
 */
const findCheckDigit = (eleven: string): number | undefined => {
  const first = weighted(eleven, firstWeights);
  const digit = first === 10 ? weighted(eleven, secondWeights) : first;
  return digit === 10 ? undefined : digit;
};

/** The same as `findCheckDigit`, of a training number as two numbers: the day as six digits (YYMMDD), and five digits, of sex and serial. */
export const trainingCheckDigit = (day: number, tail: number): number | undefined => {
  let [first, second] = [0, 0];
  for (let at = 10, rest = tail; at >= 0; at--) {
    if (at === 5) rest = day;
    const tens = Math.floor(rest / 10);
    const digit = rest - tens * 10;
    first += digit * firstWeights[at]!;
    second += digit * secondWeights[at]!;
    rest = tens;
  }
  const digit = first % 11 === 10 ? second % 11 : first % 11;
  return digit === 10 ? undefined : digit;
};

const invalid = (reason: IinReason): IinCheck => ({ status: 'invalid', reason, warnings: [] });

const centuryOf = (seventh: number, year: number): number => {
  if (seventh <= 6) return 1800 + 100 * Math.floor((seventh - 1) / 2);
  return year < trainingPivot ? 2000 : 1900;
};

/**
 * Reads an IIN; white space between the digits is tolerated. The 7th digit: odd male, even female; 1–2 = 18xx, 3–4 = 19xx, 5–6 = 20xx,
 * 0 = foreign citizen (unconfirmed, hence a warning, and no birth date, as no century is named), 7–8 = training, 9 = never issued.
 */
export const checkIin = (text: string): IinCheck => {
  const digits = text.replace(/\s/gu, '');
  if (!/^[0-9]{12}$/.test(digits)) return invalid('iinLength');
  const seventh = Number(digits[6]);
  if (seventh === 9) return invalid('iinCentury');
  const check = findCheckDigit(digits);
  if (check === undefined) return invalid('iinUnissuable');
  if (check !== Number(digits[11])) return invalid('iinChecksum');
  if (seventh === 0) return { status: 'warn', warnings: ['iinForeign'] };

  const sex: Sex = seventh % 2 === 1 ? 'male' : 'female';
  const year = Number(digits.slice(0, 2));
  const date = `${String(centuryOf(seventh, year) + year)}-${digits.slice(2, 4)}-${digits.slice(4, 6)}`;
  const training = seventh >= 7;
  if (!isPlainDate(date)) return { status: training ? 'training' : 'warn', sex, warnings: ['iinNotADate'] };
  return { status: training ? 'training' : 'valid', birthDate: date as PlainDate, sex, warnings: [] };
};

/**
 * Where the number disagrees with the person's birth date or sex. Never an error: Resolution № 853 of 26.08.2013 removed that link.
 * A number that is invalid, foreign or without a real day says nothing about what it does not name.
 */
export const iinMismatch = (iin: string, birthDate: PlainDate, sex: Sex): readonly IinWarning[] => {
  const check = checkIin(iin);
  const warnings: IinWarning[] = [];
  const training = check.status === 'training';
  // A training number names no century, so only the day, the month and the two-digit year are compared.
  const from = training ? 2 : 0;
  if (check.birthDate !== undefined && check.birthDate.slice(from) !== birthDate.slice(from)) warnings.push('iinBirthDate');
  if (check.sex !== undefined && check.sex !== sex) warnings.push('iinSex');
  return warnings;
};

/**
 * A synthetic person's number: 7th digit 7 (male) or 8 (female), with a true checksum. `serial` is 0 to 9999.
 * Undefined where the serial is never issued; take the next one.
 */
export const makeTrainingIin = (birthDate: PlainDate, sex: Sex, serial: number): string | undefined => {
  if (!Number.isInteger(serial) || serial < 0 || serial > 9999) throw new RangeError('serial must be 0 to 9999');
  const day = birthDate.slice(2, 4) + birthDate.slice(5, 7) + birthDate.slice(8, 10);
  const eleven = `${day}${sex === 'male' ? '7' : '8'}${String(serial).padStart(4, '0')}`;
  const check = findCheckDigit(eleven);
  return check === undefined ? undefined : eleven + String(check);
};
