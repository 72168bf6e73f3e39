import { describe, expect, test } from 'vitest';
import { compareIn, compareKazakh } from '../../../../src-renderer/i18n/collator.ts';
import { ageOn, formatLongDate, formatMoment, formatShortDate, formatTime, localDay } from '../../../../src-renderer/i18n/format-date.ts';
import { formatBytes, formatNumber } from '../../../../src-renderer/i18n/format-number.ts';

const at = (year: number, month: number, day: number, hour = 0, minute = 0, second = 0) => new Date(year, month - 1, day, hour, minute, second);
const spaced = (text: string) => text.replaceAll('\u00a0', ' ');

describe('dates', () => {
  test('a day in words as each language writes it', () => {
    expect(formatLongDate('kk', '2026-01-05')).toBe('2026 ж. 5 қаңтар');
    expect(formatLongDate('ru', '2026-01-05')).toBe('5 января 2026 г.');
    expect(formatLongDate('en', '2026-01-05')).toBe('5 January 2026');
    expect(formatLongDate('kk', '2025-12-31')).toBe('2025 ж. 31 желтоқсан');
  });

  test('a day in figures', () => expect(formatShortDate('2026-01-05')).toBe('05.01.2026'));

  test('a moment: the time today, the day before that, the year when it is another', () => {
    const now = at(2026, 11, 22, 12).getTime();
    expect(formatMoment('kk', at(2026, 11, 22, 10, 42).toISOString(), now)).toBe('10:42');
    expect(formatMoment('ru', at(2026, 11, 19, 16, 40).toISOString(), now)).toBe('19 ноября, 16:40');
    expect(formatMoment('kk', at(2025, 12, 31, 23, 59).toISOString(), now)).toBe('31.12.2025 23:59');
    expect(formatTime(at(2026, 11, 22, 10, 42, 7).toISOString())).toBe('10:42:07');
    expect(localDay(at(2026, 1, 5, 0, 1).getTime())).toBe('2026-01-05');
  });

  test('an age grows on the birthday', () => {
    expect(ageOn('1980-05-14', '2026-05-13')).toBe(45);
    expect(ageOn('1980-05-14', '2026-05-14')).toBe(46);
    expect(ageOn('2026-11-22', '2026-11-22')).toBe(0);
  });
});

describe('numbers', () => {
  test('thousands', () => {
    expect(spaced(formatNumber('ru', 999))).toBe('999');
    expect(spaced(formatNumber('ru', 1000))).toBe('1 000');
    expect(spaced(formatNumber('kk', -1234567))).toBe('−1 234 567');
  });

  test('bytes', () => {
    expect(spaced(formatBytes('kk', 512))).toBe('512 Б');
    expect(spaced(formatBytes('ru', 188 * 1024))).toBe('188 КБ');
    expect(spaced(formatBytes('ru', 4.2 * 1024 * 1024))).toBe('4,2 МБ');
    expect(spaced(formatBytes('en', 5 * 1024 ** 4))).toBe('5,120 GB');
  });
});

describe('sorting', () => {
  const names = ['Ұлан', 'Зайсан', 'Әбай', 'Күршім', 'Қатонқарағай', 'Абай', 'Үржар', 'Уба', 'Глубокое', 'Ғалы', 'Ікар', 'Ивановка'];
  const kazakh = ['Абай', 'Әбай', 'Глубокое', 'Ғалы', 'Зайсан', 'Ивановка', 'Күршім', 'Қатонқарағай', 'Уба', 'Ұлан', 'Үржар', 'Ікар'];

  test('by the Kazakh alphabet, with the runtime and without it', () => {
    expect(names.toSorted(compareIn('kk'))).toEqual(kazakh);
    expect(names.toSorted(compareKazakh)).toEqual(kazakh);
  });
});
