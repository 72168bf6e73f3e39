import { isKnownDay } from '../base/known-day.ts';

const digitsOnly = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) < 48 || text.charCodeAt(at) > 57) return false;
  return true;
};
const isText = (value: unknown, most: number): value is string => typeof value === 'string' && value.length <= most;
/** Text that trimming would not change: no white space of any kind at its ends, judged narrowly. */
const isTrim = (value: unknown, most: number): value is string => isText(value, most) && (value === '' || (isInk(value.charCodeAt(0)) && isInk(value.charCodeAt(value.length - 1))));
const isInk = (unit: number): boolean => unit > 32 && (unit < 127 || (unit >= 0x400 && unit < 0x530) || unit === 0xab || unit === 0xbb);
const isName = (value: unknown): boolean => isTrim(value, 80) && value !== '';
const isMonth = (value: unknown): boolean => typeof value === 'string' && value.length === 7 && value[4] === '-' && digitsOnly(value.slice(0, 4)) && digitsOnly(value.slice(5));
const isWhole = (value: unknown, least: number, most: number): boolean => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
const idShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const causes = new Set(['generalIllness', 'workInjury', 'occupationalDisease', 'fromChildhood', 'childUnder7', 'child7to18', 'service']);

type Loose = { readonly [field: string]: unknown };
const every = (list: unknown, most: number, holds: (one: Loose) => boolean): boolean => {
  if (!Array.isArray(list) || list.length > most) return false;
  for (const one of list) if (typeof one !== 'object' || one === null || !holds(one as Loose)) return false;
  return true;
};

/**
 * True only for what the schema `Person` surely accepts as it is; false says nothing and the schema decides. Four fifths of a first load would otherwise be
 * spent in the schema. The two are held together by a test.
 */
export const isPlainlyPerson = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  const p = value as Loose;
  const disability = p['disability'] as Loose | null;
  return p['mergedInto'] === undefined && p['merge'] === undefined && p['notSame'] === undefined && typeof p['id'] === 'string' && idShape.test(p['id'])
    && (p['iin'] === null || (typeof p['iin'] === 'string' && p['iin'].length === 12 && digitsOnly(p['iin'])))
    && every(p['otherIds'], 20, (one) => isText(one['kind'], 40) && isText(one['value'], 80))
    && isName(p['lastNameKk']) && isName(p['firstNameKk']) && isTrim(p['patronymicKk'], 80)
    && isName(p['lastNameRu']) && isName(p['firstNameRu']) && isTrim(p['patronymicRu'], 80)
    && isKnownDay(p['birthDate']) && (p['sex'] === 'male' || p['sex'] === 'female')
    && typeof p['district'] === 'string' && p['district'].length === 9 && digitsOnly(p['district'])
    && isTrim(p['settlement'], 120) && isTrim(p['street'], 120) && isTrim(p['house'], 20) && isTrim(p['phone'], 20)
    && (p['householdId'] === null || isText(p['householdId'], 36))
    && every(p['work'], 100, (one) => isText(one['employer'], 120) && typeof one['bin'] === 'string' && one['bin'].length === 12 && digitsOnly(one['bin']) && isText(one['position'], 120) && isMonth(one['from']) && (one['to'] === null || isMonth(one['to'])))
    && every(p['contributions'], 80, (one) => isWhole(one['year'], 0, 9999) && isWhole(one['months'], 0, 12) && isWhole(one['income'], 0, Number.MAX_SAFE_INTEGER) && isWhole(one['amount'], 0, Number.MAX_SAFE_INTEGER))
    && (disability === null || (typeof disability === 'object' && (disability['group'] === null || isWhole(disability['group'], 1, 3)) && causes.has(disability['cause'] as string) && isKnownDay(disability['since'])))
    && typeof p['synthetic'] === 'boolean';
};
