import type { Person } from '../../../../shared/domain/person.ts';
import { foldSearchKey, latinKeys } from '../../../../shared/domain/search-key.ts';
import type { WritableDb } from '../db.ts';
import { phoneDigits, reversed } from './phone-digits.ts';

/** What of a person is searched by. */
export type SearchablePerson = Pick<
  Person, 'id' | 'iin' | 'lastNameKk' | 'firstNameKk' | 'patronymicKk' | 'lastNameRu' | 'firstNameRu' | 'patronymicRu' | 'birthDate' | 'phone' | 'district'
>;

const uniqueWords = (texts: readonly string[]): string => [...new Set(texts.join(' ').split(' '))].join(' ').trim();
const folded = (...names: readonly string[]): string => uniqueWords(names.map(foldSearchKey));
const latin = (...names: readonly string[]): string => uniqueWords(names.flatMap(latinKeys));

/** Makes a person findable, or findable anew after a change. */
export const indexPerson = (db: WritableDb, person: SearchablePerson): void => {
  const last = folded(person.lastNameKk, person.lastNameRu);
  const first = folded(person.firstNameKk, person.firstNameRu);
  const patronymic = folded(person.patronymicKk, person.patronymicRu);
  const phone = phoneDigits(person.phone);
  const keys = [person.iin, phone || null, reversed(phone) || null, person.birthDate, person.district, last, first, patronymic];
  const known = db.find<{ number: number }>('SELECT number FROM person_key WHERE id = ?', person.id);
  if (known) {
    db.run('UPDATE person_key SET iin = ?, phone = ?, phone_end = ?, birth = ?, district = ?, last = ?, first = ?, patronymic = ? WHERE number = ?', ...keys, known.number);
    db.run('DELETE FROM person_words WHERE rowid = ?', known.number);
  } else {
    db.run('INSERT INTO person_key (iin, phone, phone_end, birth, district, last, first, patronymic, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)', ...keys, person.id);
  }
  const number = known?.number ?? db.find<{ number: number }>('SELECT last_insert_rowid() AS number')?.number ?? 0;
  db.run(
    'INSERT INTO person_words (rowid, last, first, patronymic, last_latin, first_latin, patronymic_latin) VALUES (?, ?, ?, ?, ?, ?, ?)',
    number, last, first, patronymic,
    latin(person.lastNameKk, person.lastNameRu), latin(person.firstNameKk, person.firstNameRu), latin(person.patronymicKk, person.patronymicRu),
  );
};

/** Makes a person unfindable; nothing happens where they are not indexed. */
export const removePerson = (db: WritableDb, id: string): void => {
  db.run('DELETE FROM person_words WHERE rowid IN (SELECT number FROM person_key WHERE id = ?)', id);
  db.run('DELETE FROM person_key WHERE id = ?', id);
};
