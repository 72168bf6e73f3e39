import type { Person } from '../../../../shared/domain/person.ts';
import { foldSearchKey, latinKeys } from '../../../../shared/domain/search-key.ts';
import type { WritableDb } from '../db.ts';
import { keepDisabilityFigure, type CountedPerson } from '../figures/disability-figures.ts';
import { noteWords } from './name-words.ts';
import { phoneDigits, reversed } from './phone-digits.ts';
import { remembered } from './remembered.ts';

/** What of a person is searched by. */
export type SearchablePerson = Pick<
  Person, 'id' | 'iin' | 'lastNameKk' | 'firstNameKk' | 'patronymicKk' | 'lastNameRu' | 'firstNameRu' | 'patronymicRu' | 'birthDate' | 'sex' | 'phone' | 'district' | 'householdId' | 'mergedInto' | 'merge'
> & CountedPerson;

// A registry has few names and many people: each name is folded once.
const foldOf = remembered(foldSearchKey);
const latinOf = remembered(latinKeys);

const uniqueWords = (texts: readonly string[]): string => [...new Set(texts.join(' ').split(' '))].join(' ').trim();
const folded = (names: readonly string[]): string => uniqueWords(names.map(foldOf));
const latin = (names: readonly string[]): string => uniqueWords(names.flatMap(latinOf));

const namesOf = (person: SearchablePerson): readonly (readonly string[])[] => [
  [person.lastNameKk, person.lastNameRu], [person.firstNameKk, person.firstNameRu], [person.patronymicKk, person.patronymicRu],
];

/** Makes a person findable, or findable anew after a change. A record merged into another stays findable by its own names and numbers: it leads to the other. */
export const indexPerson = (db: WritableDb, person: SearchablePerson): void => {
  const names = namesOf(person);
  const [last, first, patronymic] = names.map(folded) as [string, string, string];
  const phone = phoneDigits(person.phone);
  const keys = [person.iin, phone || null, reversed(phone) || null, person.birthDate, person.district, last, first, patronymic, person.sex, person.mergedInto ?? null, person.householdId ?? null];
  const known = db.find<{ number: number }>('SELECT number FROM person_key WHERE id = ?', person.id);
  if (known) {
    db.run('UPDATE person_key SET iin = ?, phone = ?, phone_end = ?, birth = ?, district = ?, last = ?, first = ?, patronymic = ?, sex = ?, merged_into = ?, household = ? WHERE number = ?', ...keys, known.number);
    db.run('DELETE FROM person_words WHERE rowid = ?', known.number);
  } else {
    db.run('INSERT INTO person_key (iin, phone, phone_end, birth, district, last, first, patronymic, sex, merged_into, household, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', ...keys, person.id);
  }
  const number = known?.number ?? db.find<{ number: number }>('SELECT last_insert_rowid() AS number')?.number ?? 0;
  db.run(
    'INSERT INTO person_words (rowid, last, first, patronymic, last_latin, first_latin, patronymic_latin) VALUES (?, ?, ?, ?, ?, ?, ?)',
    number, last, first, patronymic, ...(names.map(latin) as [string, string, string]),
  );
  if (person.merge) db.run('INSERT OR REPLACE INTO merged_person (id, at) VALUES (?, ?)', person.id, person.merge.merged.at);
  noteWords(db, `${last} ${first} ${patronymic}`.split(' '), latinOf);
  keepDisabilityFigure(db, person);
};

/** Makes a person who is here no more unfindable. */
export const forgetPerson = (db: WritableDb, id: string): void => {
  const known = db.find<{ number: number }>('SELECT number FROM person_key WHERE id = ?', id);
  if (known) db.run('DELETE FROM person_words WHERE rowid = ?', known.number);
  db.run('DELETE FROM person_key WHERE id = ?', id);
  db.run('DELETE FROM merged_person WHERE id = ?', id);
  db.run('DELETE FROM person_disability WHERE id = ?', id);
};
