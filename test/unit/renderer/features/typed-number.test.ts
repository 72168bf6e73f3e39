import { expect, test } from 'vitest';
import { flatFacts, flatNameOf, nestFacts } from '../../../../src-renderer/features/case/flat-facts.ts';
import { typedMonth, typedNumber } from '../../../../src-renderer/features/intake/typed-number.ts';
import { formatDecimal } from '../../../../src-renderer/i18n/format-decimal.ts';
import { formatMonths } from '../../../../src-renderer/i18n/format-months.ts';

test('a number is read as people write it; what is none stays as it was typed', () => {
  expect(['209 416,67', '65', ' ', '1,', 'x65', '-3.50'].map(typedNumber)).toEqual(['209416.67', '65', null, '1,', 'x65', '-3.50']);
  expect(['01.2026', '1 2026', '012026', '2026-01', '', 'мамыр'].map(typedMonth)).toEqual(['2026-01', '2026-01', '2026-01', '2026-01', null, 'мамыр']);
});

test('decimals are shown exactly, cut and never rounded up', () => {
  expect(formatDecimal('kk', '209416.999')).toBe('209\u00a0416,99');
  expect(formatDecimal('en', '1234567.5')).toBe('1,234,567.5');
  expect(formatDecimal('ru', '-0.05')).toBe('−0,05');
  expect(formatDecimal('ru', 'II')).toBe('II');
});

test('months of one year share it, of two each has its own', () => {
  expect(formatMonths('kk', '2026-01', '2026-10')).toBe('2026 ж. қаңтар – қазан');
  expect(formatMonths('ru', '2024-11', '2025-06')).toBe('ноябрь 2024 г. – июнь 2025 г.');
  expect(formatMonths('en', '2026-03', '2026-03')).toBe('March 2026');
});

test('facts of the law are told apart from those of every case, there and back', () => {
  const facts = { note: 'n', law: { degree: '65', incomes: [{ month: '2026-01', income: '1' }] } };
  expect(flatFacts(facts)).toEqual({ note: 'n', 'law.degree': '65', 'law.incomes': facts.law.incomes });
  expect(nestFacts(flatFacts(facts))).toEqual(facts);
  expect(['facts.law.incomes.0.month', 'facts.note', 'facts.reasons.degree'].map(flatNameOf)).toEqual(['law.incomes', 'note', 'reasons.degree']);
});
