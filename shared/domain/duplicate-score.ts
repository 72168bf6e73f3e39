import { z } from 'zod';
import { jaroWinkler } from './jaro-winkler.ts';
import type { Person } from './person.ts';
import { foldSearchKey } from './search-key.ts';

/** Why two records may be one person, and what speaks against it. */
export const DuplicateReason = z.enum(['sameIin', 'otherIin', 'lastName', 'otherLastName', 'firstName', 'patronymic', 'birthDate', 'birthSwapped', 'birthNear', 'sex', 'otherSex', 'district']);
export type DuplicateReason = z.infer<typeof DuplicateReason>;

/** A person as far as they are compared: names folded, in all their writings; null or empty is not known (or not typed yet). */
export type Comparable = {
  readonly iin: string | null;
  readonly last: readonly string[];
  readonly first: readonly string[];
  readonly patronymic: readonly string[];
  readonly birthDate: string | null;
  readonly sex: string | null;
  readonly district: string | null;
};

export type DuplicateScore = { readonly score: number; readonly reasons: readonly DuplicateReason[] };

type Names = Pick<Person, 'lastNameKk' | 'firstNameKk' | 'patronymicKk' | 'lastNameRu' | 'firstNameRu' | 'patronymicRu'>;

const foldedWords = (...names: readonly string[]): string[] => [...new Set(names.flatMap((name) => foldSearchKey(name).split(' ')))].filter(Boolean);

/** A person, or what is typed of one, for comparing. */
export const comparableOf = (person: Names & { readonly iin: string | null; readonly birthDate: string | null; readonly sex: string | null; readonly district: string | null }): Comparable => ({
  iin: person.iin,
  last: foldedWords(person.lastNameKk, person.lastNameRu),
  first: foldedWords(person.firstNameKk, person.firstNameRu),
  patronymic: foldedWords(person.patronymicKk, person.patronymicRu),
  birthDate: person.birthDate,
  sex: person.sex,
  district: person.district,
});

/** Болатұлы, Болатович and Болат қызы say the same of the father: the folded patronymic without its ending. */
export const patronymicStem = (word: string): string => word.replace(/(улы|кызы|ович|евич|ивич|овна|евна|ивна|ич|инична|ична)$/u, '');

/** Day and month in each other's place; undefined where that is no day of its own. */
export const swappedBirth = (date: string): string | undefined => {
  const [year, month, day] = date.split('-');
  return day === undefined || month === undefined || Number(day) > 12 || day === month ? undefined : `${year}-${day}-${month}`;
};

/** Below this two words have nothing to say; from here to 1 likeness rises to whole. */
const unlike = 0.75;

const likeness = (a: readonly string[], b: readonly string[]): number => {
  let best = 0;
  for (const one of a) for (const other of b) best = Math.max(best, jaroWinkler(one, other));
  return Math.max(0, (best - unlike) / (1 - unlike));
};

const birthLikeness = (a: string, b: string): { readonly value: number; readonly reason?: DuplicateReason } => {
  if (a === b) return { value: 1, reason: 'birthDate' };
  if (swappedBirth(a) === b) return { value: 0.85, reason: 'birthSwapped' };
  const off = [...a].filter((digit, at) => digit !== b[at]).length;
  return off === 1 ? { value: 0.6, reason: 'birthNear' } : { value: 0 };
};

/** What each likeness weighs; the sum is taken over what both sides know. */
const weights = { last: 0.3, first: 0.25, patronymic: 0.1, birth: 0.25, sex: 0.05, district: 0.05 } as const;
/** Two true numbers that differ are two people but for a clerk's slip: the checksum catches a wrong digit, so little likeness is left. */
const otherIinLeaves = 0.5;
const told = 0.5;

/**
 * How likely two records are one person, 0 to 1, and why. The same ИИН is 1. Else folded names by Jaro–Winkler, birth date (also with day and month swapped, or one
 * digit off), sex and district, by weight over what both sides know. A person decides, never this figure. Null where too little is known of either to say anything.
 */
export const duplicateScore = (a: Comparable, b: Comparable): DuplicateScore | null => {
  if (a.iin !== null && a.iin === b.iin) return { score: 1, reasons: ['sameIin'] };
  const reasons: DuplicateReason[] = [];
  let [sum, known] = [0, 0];
  const count = (weight: number, value: number): void => {
    sum += weight * value;
    known += weight;
  };
  const bothKnow = (field: 'last' | 'first' | 'patronymic'): boolean => a[field].length > 0 && b[field].length > 0;
  if (bothKnow('last')) {
    const value = likeness(a.last, b.last);
    count(weights.last, value);
    reasons.push(value >= told ? 'lastName' : 'otherLastName');
  }
  if (bothKnow('first')) {
    const value = likeness(a.first, b.first);
    count(weights.first, value);
    if (value >= told) reasons.push('firstName');
  }
  if (bothKnow('patronymic')) {
    const value = likeness(a.patronymic.map(patronymicStem), b.patronymic.map(patronymicStem));
    count(weights.patronymic, value);
    if (value >= told) reasons.push('patronymic');
  }
  if (a.birthDate !== null && b.birthDate !== null) {
    const { value, reason } = birthLikeness(a.birthDate, b.birthDate);
    count(weights.birth, value);
    if (reason) reasons.push(reason);
  }
  if (known < weights.first + weights.birth) return null;
  if (a.sex !== null && b.sex !== null) {
    count(weights.sex, a.sex === b.sex ? 1 : 0);
    reasons.push(a.sex === b.sex ? 'sex' : 'otherSex');
  }
  if (a.district !== null && b.district !== null) {
    count(weights.district, a.district === b.district ? 1 : 0);
    if (a.district === b.district) reasons.push('district');
  }
  const otherIin = a.iin !== null && b.iin !== null;
  if (otherIin) reasons.push('otherIin');
  return { score: (sum / known) * (otherIin ? otherIinLeaves : 1), reasons };
};

/** Shown to the person who registers, from here on. */
export const shownDuplicate = 0.7;
/** So alike that somebody must say that it is another person before a second record is made. */
export const certainDuplicate = 0.85;
