import type { FactValue } from '../../../shared/domain/fact-value.ts';
import { isPlainDate } from '../../../shared/base/plain-date.ts';
import { paperDay } from './paper-rows.ts';

/** A decimal text as papers write it: thousands apart, a comma, at most two digits behind it, cut. */
export const paperNumber = (text: string): string => {
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return text;
  const fraction = (match[2] ?? '').slice(0, 2).replace(/0+$/, '');
  return `${(match[1] ?? '').replace(/\B(?=(\d{3})+$)/g, '\u00a0')}${fraction === '' ? '' : `,${fraction}`}`;
};

export const paperTenge = (text: string): string => `${paperNumber(text)}\u00a0₸`;

type Shown = { readonly type: string; readonly choices?: readonly { readonly id: string; readonly label: { readonly kk: string; readonly ru: string } }[] | undefined; readonly of?: readonly (Shown & { readonly id: string })[] | undefined };

/** A fact as a paper writes it; a list a line for each record. `yes`, `no`: the words. */
export const paperFact = (fact: Shown, value: FactValue | undefined, language: 'kk' | 'ru', words: { readonly yes: string; readonly no: string }): string => {
  if (value === null || value === undefined || value === '') return '—';
  if (Array.isArray(value)) return value.map((record) => (fact.of ?? []).flatMap((field) => (record[field.id] === undefined || record[field.id] === null ? [] : [paperFact(field, record[field.id], language, words)])).join(', ')).join('\n') || '—';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  const text = String(value);
  if (fact.type === 'code') return fact.choices?.find(({ id }) => id === text)?.label[language] ?? text;
  if (fact.type === 'money') return paperTenge(text);
  if (fact.type === 'date') return isPlainDate(text) ? paperDay(text) : text;
  return fact.type === 'month' ? `${text.slice(5)}.${text.slice(0, 4)}` : fact.type === 'text' ? text : paperNumber(text);
};
