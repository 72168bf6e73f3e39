import type { SqlParameter } from '../db.ts';
import { birthDatesOf } from './birth-dates.ts';
import { phoneDigits, reversed } from './phone-digits.ts';

export type NumberField = 'iin' | 'birthDate' | 'phone';

/** One meaning of a typed number, as a condition on `person_key k`. */
export type NumberCondition = {
  readonly field: NumberField;
  readonly sql: string;
  readonly parameters: readonly SqlParameter[];
  /** True where few people can have it, so that looking at each of them is quick. */
  readonly narrow: boolean;
};

/** The numbers of the conditions' row under `matches<n>`, so that a find can say which meaning held. */
export const conditionColumns = (conditions: readonly NumberCondition[]): string => conditions.map(({ sql }, i) => `, IFNULL(${sql}, 0) AS matches${i}`).join('');

const shortestPhone = 4;

const beginsWith = (field: NumberField, column: string, digits: string): NumberCondition => ({
  field,
  // ':' is the character after '9': the range of all texts that begin with the digits.
  sql: `(k.${column} >= ? AND k.${column} < ?)`,
  parameters: [digits, `${digits}:`],
  narrow: digits.length >= 4,
});

/** Every meaning of a typed number, likeliest first: a whole ИИН, a date of birth or its year, the start of an ИИН, a phone number or its end. */
export const numberConditions = (text: string): NumberCondition[] => {
  const digits = text.replace(/\D/g, '');
  if (digits.length === 12 && /^\d+$/.test(text)) return [{ field: 'iin', sql: 'k.iin = ?', parameters: [digits], narrow: true }];
  const conditions: NumberCondition[] = [];
  const dates = birthDatesOf(text);
  if (dates.length > 0) conditions.push({ field: 'birthDate', sql: `k.birth IN (${dates.map(() => '?').join(', ')})`, parameters: dates, narrow: true });
  if (/^(18|19|20)\d\d$/.test(text)) conditions.push({ field: 'birthDate', sql: '(k.birth >= ? AND k.birth < ?)', parameters: [`${text}-`, `${text}.`], narrow: false });
  if (/^\d{1,11}$/.test(text)) conditions.push(beginsWith('iin', 'iin', digits));
  if (digits.length >= shortestPhone && !/[./]/.test(text)) {
    const national = text.startsWith('+7') ? digits.slice(1) : phoneDigits(text);
    const starts = new Set([national, ...(/^8\d/.test(digits) && digits.length < 11 ? [digits.slice(1)] : [])]);
    for (const start of starts) conditions.push(beginsWith('phone', 'phone', start));
    conditions.push(beginsWith('phone', 'phone_end', reversed(national)));
  }
  return conditions;
};
