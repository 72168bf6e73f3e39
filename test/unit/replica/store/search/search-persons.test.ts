import { beforeEach, describe, expect, it } from 'vitest';
import { writableDbOf, type WritableDb } from '../../../../../src-main/replica/store/db.ts';
import { migrate } from '../../../../../src-main/replica/store/migrate.ts';
import { allMigrations } from '../../../../../src-main/replica/store/migrations/all-migrations.ts';
import { openConnection } from '../../../../../src-main/replica/store/rx-storage/connection.ts';
import { birthDatesOf } from '../../../../../src-main/replica/store/search/birth-dates.ts';
import { indexPerson, type SearchablePerson } from '../../../../../src-main/replica/store/search/person-index.ts';
import { searchPersons } from '../../../../../src-main/replica/store/search/search-persons.ts';

let db: WritableDb;

type Fields = Partial<Record<keyof SearchablePerson, string | null>>;
const add = (id: string, lastKk: string, firstKk: string, lastRu: string, firstRu: string, more: Fields = {}) =>
  indexPerson(db, {
    id, iin: null, lastNameKk: lastKk, firstNameKk: firstKk, patronymicKk: '', lastNameRu: lastRu, firstNameRu: firstRu, patronymicRu: '',
    birthDate: '1970-01-01', phone: '', district: '631010000', ...more,
  } as unknown as SearchablePerson);
const search = (text: string, more: { district?: string; limit?: number } = {}) => searchPersons(db, { text, limit: 20, ...more });
const ids = (...parameters: Parameters<typeof search>) => search(...parameters).map((found) => found.id);

beforeEach(() => {
  const connection = openConnection({ filename: ':memory:' });
  migrate(connection, allMigrations);
  db = writableDbOf(connection);
  add('gulnur', 'Жұмабаева', 'Гүлнұр', 'Жумабаева', 'Гульнур', { iin: '700101700015', birthDate: '1926-01-05', phone: '+7 705 123 45 67', patronymicKk: 'Қайратқызы', patronymicRu: 'Кайратовна' });
  add('qairat', 'Ахметов', 'Қайрат', 'Ахметов', 'Кайрат', { iin: '050126700015', birthDate: '2005-01-26', phone: '87771112233', district: '632810000' });
  add('ahmet', 'Ахмет', 'Шәкір', 'Ахмет', 'Шакир');
  add('first', 'Серікова', 'Ахметжан', 'Серикова', 'Ахметжан');
  add('double', 'Қасым-Оглы', 'Ёлка', 'Касым-Оглы', 'Ёлка');
});

describe('names', () => {
  it('are found as typed, in Kazakh, Russian, sloppy Cyrillic and Latin', () => {
    for (const text of ['Жұмабаева', 'жумаб', 'ЖУМАБАЕВА', 'Zhumabayeva', 'jumab', 'Zhumabaeva gul', 'гүлнұр', 'Гульнур', 'gulnur', 'Gülnūr', 'Гүлнұр Жұм', 'жумабаева гулнур', 'Zhumabaeva гүл']) {
      expect([text, ids(text)]).toEqual([text, ['gulnur']]);
    }
    expect(ids('касым')).toEqual(['double']);
    expect(ids('Қасым-Оглы')).toEqual(['double']);
    expect(ids('елка')).toEqual(['double']);
    expect(ids('Құрманбек')).toEqual([]);
  });

  it('rank the whole last name first, then its beginnings, then other names', () => {
    expect(ids('ахмет')).toEqual(['ahmet', 'qairat', 'first']);
    expect(ids('Ahmet')).toEqual(['ahmet', 'qairat', 'first']);
    expect(search('кайрат').map((found) => [found.id, found.matched])).toEqual([['qairat', ['firstName']], ['gulnur', ['patronymic']]]);
    expect(search('Ахметов Қайрат')[0]).toEqual({ id: 'qairat', matched: ['lastName', 'firstName'] });
  });

  it('no letter typed over and over is the first letter of a name', () => {
    add('zein', 'Зейнолла', 'Зара', 'Зейнолла', 'Зара');
    expect([ids('ze'), ids('Zzara')]).toEqual([['zein'], ['zein']]);
    for (const text of ['zzzz', 'zzz', 'AAAA', 'аааа', 'zzzz 01.01.1970']) expect([text, ids(text)]).toEqual([text, []]);
  });

  it('survive signs that mean something to FTS5', () => {
    for (const text of ['"', 'a"b', '*', 'AND', 'NOT x', 'NEAR(', '(', ':', '-', 'last:', "'; DROP TABLE person_key; --", '^', '   ', '']) expect(() => search(text)).not.toThrow();
  });

  it('are narrowed to a district and cut at the limit', () => {
    expect(ids('ахмет', { district: '632810000' })).toEqual(['qairat']);
    expect(ids('ахмет', { limit: 2 })).toEqual(['ahmet', 'qairat']);
  });
});

describe('parts and slips', () => {
  it('a part inside a name, in any script, after those that begin so', () => {
    expect(search('мабаев')).toEqual([{ id: 'gulnur', matched: ['lastName'], words: ['жумабаева'] }]);
    expect(ids('mabaev')).toEqual(['gulnur']);
    expect(ids('мабаев гулн')).toEqual(['gulnur']);
    expect(ids('абаев улнур')).toEqual(['gulnur']);
    expect(ids('мет')).toEqual(['ahmet', 'qairat', 'first']);
    expect(ids('аб')).toEqual([]);
  });

  it('a letter missing, wrong, doubled or swapped, but not in a short word', () => {
    for (const text of ['жумабева', 'жумобаева', 'жуммабаева', 'жумбаеав', 'мжумабаева', 'жумобаева гулнар']) expect([text, ids(text)]).toEqual([text, ['gulnur']]);
    expect(ids('елк')).toEqual(['double']);
    expect(ids('ёик')).toEqual([]);
  });

  it('a region is all its districts', () => {
    expect(ids('ахмет', { district: '630000000' })).toEqual(['ahmet', 'qairat', 'first']);
    expect(ids('ахмет', { district: '620000000' })).toEqual([]);
  });

  it('a merged record leads to the kept one, also over several merges', () => {
    add('qairat', 'Ахметов', 'Қайрат', 'Ахметов', 'Кайрат', { iin: '050126700015', mergedInto: 'ahmet' });
    expect(ids('кайрат')).toEqual(['ahmet', 'gulnur']);
    expect(ids('050126700015')).toEqual(['ahmet']);
    add('ahmet', 'Ахмет', 'Шәкір', 'Ахмет', 'Шакир', { mergedInto: 'double' });
    expect(ids('050126700015')).toEqual(['double']);
    expect(ids('ахмет')).toEqual(['double', 'first']);
    add('ahmet', 'Ахмет', 'Шәкір', 'Ахмет', 'Шакир', { mergedInto: null });
    expect(ids('шакир')).toEqual(['ahmet']);
  });
});

describe('numbers', () => {
  it('IIN: whole, its start', () => {
    expect(search('050126700015')).toEqual([{ id: 'qairat', matched: ['iin'] }]);
    expect(search('0501267')).toEqual([{ id: 'qairat', matched: ['iin'] }]);
    expect(ids('7001')).toContain('gulnur');
  });

  it('birth date in any usual writing', () => {
    for (const text of ['5.1.26', '05.01.1926', '1926-01-05', '05/01/1926', '05011926', '19260105']) expect([text, search(text)]).toEqual([text, [{ id: 'gulnur', matched: ['birthDate'] }]]);
    expect(ids('050126')).toEqual(['gulnur', 'qairat']);
    expect(birthDatesOf('31.02.1990')).toEqual([]);
    expect(birthDatesOf('010203')).toEqual(['1903-02-01', '2003-02-01']);
  });

  it('phone: with 8 or +7, in groups, its end', () => {
    for (const text of ['+77051234567', '87051234567', '+7 705 123', '705 123 45 67', '8705123', '4567', '8 (705) 123-45-67']) expect([text, search(text)]).toEqual([text, [{ id: 'gulnur', matched: ['phone'] }]]);
  });

  it('with a name beside them', () => {
    expect(search('жумабаева 1926')).toEqual([{ id: 'gulnur', matched: ['lastName', 'birthDate'] }]);
    expect(search('05.01.1926 gul')).toEqual([{ id: 'gulnur', matched: ['firstName', 'birthDate'] }]);
    expect(search('ахметов 4567')).toEqual([]);
  });
});

describe('the index', () => {
  it('follows a change and a removal', () => {
    add('qairat', 'Оспанов', 'Қайрат', 'Оспанов', 'Кайрат', { iin: '991231700011' });
    expect(ids('ахметов')).toEqual([]);
    expect(ids('0501267')).toEqual([]);
    expect(ids('оспанов')).toEqual(['qairat']);
  });
});
