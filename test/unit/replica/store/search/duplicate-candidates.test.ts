import { beforeEach, expect, it } from 'vitest';
import { writableDbOf, type WritableDb } from '../../../../../src-main/replica/store/db.ts';
import { migrate } from '../../../../../src-main/replica/store/migrate.ts';
import { allMigrations } from '../../../../../src-main/replica/store/migrations/all-migrations.ts';
import { openConnection } from '../../../../../src-main/replica/store/rx-storage/connection.ts';
import { findDuplicates } from '../../../../../src-main/replica/store/search/duplicate-candidates.ts';
import { indexPerson, type SearchablePerson } from '../../../../../src-main/replica/store/search/person-index.ts';

let db: WritableDb;
const typed = { iin: null as string | null, lastNameKk: 'Жұмабаева', firstNameKk: 'Гүлнұр', patronymicKk: '', lastNameRu: '', firstNameRu: '', patronymicRu: '', birthDate: null as string | null, sex: null, district: null };
const add = (id: string, change: object) =>
  indexPerson(db, { ...typed, lastNameRu: 'Жумабаева', firstNameRu: 'Гульнур', birthDate: '1980-03-05', sex: 'female', phone: '', district: '636200000', id, ...change } as unknown as SearchablePerson);
const ids = (change: object = {}) => findDuplicates(db, { ...typed, ...change }).map((candidate) => candidate.id);

beforeEach(() => {
  const connection = openConnection({ filename: ':memory:' });
  migrate(connection, allMigrations);
  db = writableDbOf(connection);
  add('same', {});
  add('spelt', { lastNameKk: 'Джумабаева', lastNameRu: 'Джумабаева', birthDate: '1980-05-03' });
  add('other', { lastNameKk: 'Иванова', lastNameRu: 'Иванова', firstNameKk: 'Анна', firstNameRu: 'Анна' });
  add('swapped', { lastNameKk: 'Гүлнұр', lastNameRu: 'Гульнур', firstNameKk: 'Жұмабаева', firstNameRu: 'Жумабаева', iin: '800305800012' });
});

it('finds who sounds alike, was born on the day or on one mistaken for it, or has the number', () => {
  expect(ids()).toEqual(expect.arrayContaining(['same', 'spelt']));
  expect(ids({ birthDate: '1980-03-05' })[0]).toBe('same');
  expect(ids({ birthDate: '1980-03-05' })).toContain('spelt');
  expect(ids({ lastNameKk: 'Жумбаева', birthDate: '1980-03-06' })).toContain('same');
  expect(ids({ lastNameKk: 'Мүлдебасқа', firstNameKk: '', iin: '800305800012' })).toEqual(['swapped']);
  expect(ids({ birthDate: '1980-03-05' })).not.toContain('other');
});

it('says nothing of a name alone, of an empty form, or of signs', () => {
  expect(ids({ firstNameKk: '' })).toEqual([]);
  expect(ids({ firstNameKk: '', lastNameKk: '' })).toEqual([]);
  expect(ids({ firstNameKk: '"', lastNameKk: '*' })).toEqual([]);
  expect(ids({ firstNameKk: 'a"b', lastNameKk: 'OR (' })).toEqual([]);
});

it('leaves out a merged record', () => {
  add('same', { mergedInto: 'spelt' });
  expect(ids()).not.toContain('same');
});
