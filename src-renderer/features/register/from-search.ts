import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { findTypedDate } from '../../../shared/base/typed-date.ts';
import { emptyPerson, type TypedPerson } from './typed-person.ts';
import { withField } from './with-field.ts';

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** What was typed into the search box, put into the fields it can only mean: 12 digits an IIN, a date, other digits a phone, words the names in their order. */
export const fromSearch = (text: string, today: PlainDate, training: boolean): TypedPerson => {
  let person = emptyPerson;
  const names = ['lastNameKk', 'firstNameKk', 'patronymicKk'] as const;
  const trimmed = text.trim();
  const digits = trimmed.replace(/[\s()+-]/g, '');
  if (/^\d{12}$/.test(digits)) return withField(person, 'iin', digits, { training, untouched: () => true });
  const date = findTypedDate(trimmed, today);
  if (date !== undefined) return { ...person, birthDate: date };
  if (/^\d{5,11}$/.test(digits)) return { ...person, phone: trimmed };
  trimmed.split(/\s+/).filter((word) => /\p{L}/u.test(word)).slice(0, 3).forEach((word, at) => {
    person = withField(person, names[at]!, capital(word), { training, untouched: () => true });
  });
  return person;
};
