import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { findTypedDate } from '../../../shared/base/typed-date.ts';

const latest = '2026-11-22' as PlainDate;

describe('findTypedDate', () => {
  test.each([
    ['050126', '2026-01-05'],
    ['5.1.26', '2026-01-05'],
    ['05.01.2026', '2026-01-05'],
    ['05012026', '2026-01-05'],
    ['5/1/26', '2026-01-05'],
    ['5-1-26', '2026-01-05'],
    ['5,1,26', '2026-01-05'],
    [' 5 1 26 ', '2026-01-05'],
    ['5.1.2026.', '2026-01-05'],
    ['2026-01-05', '2026-01-05'],
    ['2026-1-5', '2026-01-05'],
    ['290224', '2024-02-29'],
    ['140580', '1980-05-14'],
    ['311226', '2026-12-31'],
    ['010127', '1927-01-01'],
    ['01.01.1899', '1899-01-01'],
  ])('%s is %s', (typed, day) => expect(findTypedDate(typed, latest)).toBe(day));

  test.each(['', '5', '5.1', '0501', '05012', '0501266', '310226', '290225', '32.1.26', '5.13.26', '0.1.26', '5.1.126', 'ертең', '05o126', '01.01.1799', '01.01.2200', '2026-13-01'])('%s is no day', (typed) =>
    expect(findTypedDate(typed, latest)).toBeUndefined());

  test('a two-digit year is never after this year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 2000, max: 2099 }), (year, now) => {
        const found = findTypedDate(`0101${String(year).padStart(2, '0')}`, `${String(now)}-06-01` as PlainDate) ?? '';
        const age = now - Number(found.slice(0, 4));
        expect(age).toBeGreaterThanOrEqual(0);
        expect(age).toBeLessThan(100);
      }),
    );
  });

  test('every real day comes back however it is written', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1800-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }), (at) => {
        const [year, month, day] = at.toISOString().slice(0, 10).split('-') as [string, string, string];
        const expected = `${year}-${month}-${day}`;
        for (const text of [`${day}${month}${year}`, `${day}.${month}.${year}`, `${String(Number(day))}/${String(Number(month))}/${year}`, expected]) expect(findTypedDate(text, latest)).toBe(expected);
      }),
    );
  });
});
