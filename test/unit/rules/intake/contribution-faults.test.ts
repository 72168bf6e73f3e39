import { expect, test } from 'vitest';
import type { PersonId } from '../../../../shared/base/ids.ts';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import type { KatoCode } from '../../../../shared/domain/kato.ts';
import type { Ledger } from '../../../../shared/domain/ledger.ts';
import { addFaults, faultRows, faultsOf, noFaults } from '../../../../shared/rules/intake/contribution-faults.ts';

const [one, other] = ['990140001111', '990140002222'];
const row = (month: string, paidOn: string | null, bin = one, amount = 5000) => ({ month, bin, income: 100_000, amount, paidOn: paidOn as PlainDate | null });
const ledger = (contributions: Ledger['contributions'], id = '01890000-0000-7000-8000-00000000d001'): Ledger =>
  ({ id: id as PersonId, personId: id as PersonId, district: '631800000' as KatoCode, employers: [{ bin: one, name: 'ЖШС «А»' }], earlierMonths: 0, since: '2026-01', upTo: '2026-08', contributions, payments: [] });

test('unpaid, late after the 25th of the next month, and gaps between two months of the same employer', () => {
  expect(faultsOf(ledger([row('2026-01', '2026-02-25'), row('2026-02', '2026-03-26'), row('2026-03', null), row('2026-06', '2026-07-20')]))).toEqual([{ bin: one, unpaid: 1, late: 1, missing: 2, owed: 5000 }]);
});
test('a gap before another employer, at the end, or before the first month is nobody’s fault', () => {
  expect(faultsOf(ledger([row('2026-02', '2026-03-20'), row('2026-05', '2026-06-20', other)]))).toEqual([]);
});
test('are added up by employer, who owes most first; people without a fault count as looked at', () => {
  const sums = noFaults();
  addFaults(sums, ledger([row('2026-01', null), row('2026-02', null, other, 9000)]));
  addFaults(sums, ledger([row('2026-01', null), row('2026-02', '2026-06-01')]));
  addFaults(sums, ledger([row('2026-01', '2026-02-01')]));
  expect([sums.ledgers, sums.persons, sums.upTo]).toEqual([3, 2, '2026-08']);
  expect(faultRows(sums)).toEqual([
    { bin: one, name: 'ЖШС «А»', persons: 2, unpaid: 2, late: 1, missing: 0, owed: 10_000 },
    { bin: other, name: other, persons: 1, unpaid: 1, late: 0, missing: 0, owed: 9000 },
  ]);
});
