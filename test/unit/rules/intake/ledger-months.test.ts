import { expect, test } from 'vitest';
import type { Contribution } from '../../../../shared/domain/ledger.ts';
import { ledgerMonths, ledgerSpells, participationMonths } from '../../../../shared/rules/intake/ledger-months.ts';

const [one, other] = ['111111111111', '222222222222'];
const row = (month: string, paidOn: string | null, bin = one, income = 100): Contribution => ({ month, bin, income, amount: income / 20, paidOn: paidOn as Contribution['paidOn'] });
const ledger = {
  earlierMonths: 7, since: '2025-10', upTo: '2026-03',
  // October by its last day, November a day late, December of two employers, January nobody, February declared and not paid
  contributions: [row('2025-10', '2025-11-25'), row('2025-11', '2025-12-26'), row('2025-12', '2026-01-10'), row('2025-12', '2026-01-11', other, 40), row('2026-02', null), row('2026-03', '2026-04-01')],
};

test('each month has its state: paid by the 25th of the next, late, unpaid, a gap', () => {
  expect(ledgerMonths(ledger).map(({ month, state, income }) => [month, state, income])).toEqual([
    ['2025-10', 'paid', 100], ['2025-11', 'late', 100], ['2025-12', 'paid', 140], ['2026-01', 'gap', 0], ['2026-02', 'unpaid', 100], ['2026-03', 'paid', 100],
  ]);
});

test('spells are drawn together by employer and year, newest first, and sum to the months', () => {
  const spells = ledgerSpells(ledgerMonths(ledger));
  expect(spells.map(({ from, to, months, late, unpaid, gap }) => [from, to, months, late, unpaid, gap])).toEqual([
    ['2026-02', '2026-03', 2, 0, 1, false], ['2026-01', '2026-01', 1, 0, 0, true], ['2025-12', '2025-12', 1, 0, 0, false], ['2025-10', '2025-11', 2, 1, 0, false],
  ]);
  expect(spells.reduce((sum, { income }) => sum + income, 0)).toBe(540);
});

test('a month counts once, however many employers paid for it, and only where it was paid', () => {
  expect(participationMonths(ledger)).toBe(7 + 4);
});
