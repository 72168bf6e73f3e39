import { isPlainDate } from '../../base/plain-date.ts';
import type { InputIssue } from '../../base/app-error.ts';
import { compare, findRational } from '../language/rational.ts';
import type { RecordValue, Value } from '../language/value.ts';
import type { FactDefinition, FactField } from '../schema/fact.ts';

type Spec = Pick<FactDefinition, 'type' | 'min' | 'max' | 'of'> & { readonly choices?: FactField['choices'] };
type Report = (path: string, code: string, params?: InputIssue['params']) => undefined;

/** Decimal text of a number as it was given; a JSON number is taken by its own decimal digits, of which 15 are certain. */
const decimalOf = (given: unknown): string | undefined => {
  if (typeof given === 'string') return given;
  if (typeof given !== 'number' || !Number.isFinite(given)) return undefined;
  const text = String(given);
  return text.replace(/[-.]/g, '').replace(/^0+/, '').length <= 15 ? text : undefined;
};

const readNumber = (spec: Spec, given: unknown, path: string, report: Report): Value | undefined => {
  const value = findRational(decimalOf(given) ?? '');
  if (!value) return report(path, 'number');
  if ((spec.type === 'integer' || spec.type === 'months') && value.numerator % value.denominator !== 0n) return report(path, 'wholeNumber');
  if (spec.min === undefined && spec.type !== 'decimal' && value.numerator < 0n) return report(path, 'tooSmall', { least: '0' });
  if (spec.min !== undefined && compare(value, findRational(spec.min) ?? value) < 0) return report(path, 'tooSmall', { least: spec.min });
  if (spec.max !== undefined && compare(value, findRational(spec.max) ?? value) > 0) return report(path, 'tooLarge', { most: spec.max });
  return value;
};

const readList = (spec: Spec, given: unknown, path: string, report: Report): Value | undefined => {
  if (!Array.isArray(given)) return report(path, 'list');
  if (given.length > 2000) return report(path, 'tooLarge', { most: 2000 });
  const fields = spec.of ?? [];
  return given.flatMap((item: unknown, index): Value[] => {
    const at = `${path}[${index}]`;
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return report(at, 'record') ?? [];
    for (const name of Object.keys(item)) if (!fields.some((field) => field.id === name)) report(`${at}.${name}`, 'unknownField');
    const record: Record<string, Value | undefined> = {};
    for (const field of fields) {
      const inner = (item as Record<string, unknown>)[field.id];
      if (inner !== undefined && inner !== null) record[field.id] = readFact(field, inner, `${at}.${field.id}`, report);
      else if (!field.optional) report(`${at}.${field.id}`, 'required');
    }
    return [record satisfies RecordValue];
  });
};

/** The value of a fact as it was given (JSON), or undefined with what is wrong reported. */
export const readFact = (spec: Spec, given: unknown, path: string, report: Report): Value | undefined => {
  switch (spec.type) {
    case 'boolean': return typeof given === 'boolean' ? given : report(path, 'yesNo');
    case 'date': return typeof given === 'string' && isPlainDate(given) ? given : report(path, 'date');
    case 'month': return typeof given === 'string' && /^\d{4}-\d{2}$/.test(given) && isPlainDate(`${given}-01`) ? `${given}-01` : report(path, 'month');
    case 'code': return typeof given === 'string' && spec.choices?.some(({ id }) => id === given) ? given : report(path, 'choice', { choices: (spec.choices ?? []).map(({ id }) => id).join(', ') });
    case 'text': return typeof given === 'string' && given.trim() !== '' && given.length <= 500 ? given : report(path, 'text');
    case 'list': return readList(spec, given, path, report);
    default: return readNumber(spec, given, path, report);
  }
};
