import { describe, expect, it } from 'vitest';
import { certainDuplicate, comparableOf, duplicateScore, patronymicStem, shownDuplicate, swappedBirth } from '../../../shared/domain/duplicate-score.ts';
import { jaroWinkler } from '../../../shared/domain/jaro-winkler.ts';

const base = {
  iin: null as string | null, lastNameKk: 'Жұмабаева', firstNameKk: 'Гүлнұр', patronymicKk: 'Қайратқызы', lastNameRu: 'Жумабаева', firstNameRu: 'Гульнур', patronymicRu: 'Кайратовна',
  birthDate: '1980-03-05' as string | null, sex: 'female' as string | null, district: '636200000' as string | null,
};
const compare = (change: Partial<typeof base>, first: Partial<typeof base> = {}) => duplicateScore(comparableOf({ ...base, ...first }), comparableOf({ ...base, ...change }))!;

describe('Jaro–Winkler', () => {
  it.each([['MARTHA', 'MARHTA', 0.9611], ['DWAYNE', 'DUANE', 0.84], ['DIXON', 'DICKSONX', 0.8133], ['abc', 'abc', 1], ['', 'abc', 0], ['abc', 'xyz', 0], ['', '', 0]])('%s and %s (published values)', (a, b, value) => {
    expect(jaroWinkler(a, b)).toBeCloseTo(value, 4);
    expect(jaroWinkler(b, a)).toBeCloseTo(value, 4);
  });
});

describe('the likeness of two records', () => {
  it('the same ИИН says all, another one speaks against', () => {
    expect(compare({ iin: '800305850017', lastNameKk: 'Басқа', birthDate: '1950-01-01' }, { iin: '800305850017' })).toEqual({ score: 1, reasons: ['sameIin'] });
    const other = compare({ iin: '800305850025' }, { iin: '800305850017' });
    expect(other.reasons).toContain('otherIin');
    expect(other.score).toBeLessThan(shownDuplicate);
  });

  it('spelling, another patronymic custom, a missing one, day and month swapped: still sure', () => {
    for (const change of [{}, { lastNameKk: 'Жумабаева', firstNameKk: 'Гулнур' }, { patronymicKk: '', patronymicRu: '' }, { patronymicKk: 'Кайратовна', patronymicRu: 'Кайраткызы' }, { birthDate: '1980-05-03' }, { district: '634600000' }]) {
      expect([change, compare(change).score > certainDuplicate]).toEqual([change, true]);
    }
    expect(compare({ birthDate: '1980-05-03' }).reasons).toContain('birthSwapped');
    expect(compare({ birthDate: '1981-03-05' }).reasons).toContain('birthNear');
  });

  it('a changed surname is shown, and says so', () => {
    const married = compare({ lastNameKk: 'Оспанова', lastNameRu: 'Оспанова' });
    expect(married.reasons).toEqual(expect.arrayContaining(['otherLastName', 'firstName', 'patronymic', 'birthDate']));
    expect(married.score).toBeGreaterThan(0.65);
    expect(married.score).toBeLessThan(certainDuplicate);
  });

  it('somebody else is not shown', () => {
    expect(compare({ firstNameKk: 'Айгерім', firstNameRu: 'Айгерим', birthDate: '1983-07-19', patronymicKk: '', patronymicRu: '' }).score).toBeLessThan(shownDuplicate);
    expect(compare({ lastNameKk: 'Иванова', lastNameRu: 'Иванова', firstNameKk: 'Анна', firstNameRu: 'Анна', patronymicKk: '', patronymicRu: '' }).score).toBeLessThan(shownDuplicate);
  });

  it('is the same both ways, and says nothing where too little is known', () => {
    expect(compare({ birthDate: null }).score).toBe(duplicateScore(comparableOf({ ...base, birthDate: null }), comparableOf(base))!.score);
    expect(duplicateScore(comparableOf({ ...base, lastNameKk: '', lastNameRu: '', birthDate: null }), comparableOf(base))).toBeNull();
  });

  it('reads patronymics and dates', () => {
    expect(['болатулы', 'болатович', 'болаткызы', 'болатовна'].map(patronymicStem)).toEqual(['болат', 'болат', 'болат', 'болат']);
    expect([swappedBirth('1980-03-05'), swappedBirth('1980-03-25'), swappedBirth('1980-03-03')]).toEqual(['1980-05-03', undefined, undefined]);
  });
});
