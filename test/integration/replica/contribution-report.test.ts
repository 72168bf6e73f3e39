import { expect, test } from 'vitest';
import type { PersonId } from '../../../shared/base/ids.ts';
import type { Ledger } from '../../../shared/domain/ledger.ts';
import { createPaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop, soon } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, ulan, zaysan } from '../../support/replica/people.ts';

const bin = '990140001111';
const row = (month: string, paidOn: string | null, amount = 5000) => ({ month, bin, income: 100_000, amount, paidOn });

test('employers with missing and late contributions are found, reported without a name of anybody, printed, and go upward in a batch (S14)', async () => {
  const [folder, centre] = [newFolder(), createPaperCentre(ulan)];
  const laptop = openLaptop({ profile: folder.path, fetch: centre.fetch });
  await laptop.enrol('https://paper', 'CODE');
  await laptop.unlock('aigul');
  expect(await laptop.call('contributions.faults', {})).toMatchObject({ error: { type: 'NotAllowed' } });
  const { id } = await laptop.must('person.register', madeUpPerson(1));
  await laptop.unlock('bolat');
  expect(await laptop.call('contributions.report', {})).toMatchObject({ error: { type: 'RuleRefused', rule: 'nothingToReport' } });

  // more than one slice of ledgers; those of another district are not this office's
  const ledgerOf = (at: number, district: string, contributions: unknown[]): Ledger => {
    const personId = at === 0 ? id : (`01890000-0000-7000-8000-0000000e${String(at).padStart(4, '0')}` as PersonId);
    return { id: personId, personId, district, employers: [{ bin, name: 'ЖШС <«А»>' }], earlierMonths: 0, since: '2026-01', upTo: '2026-08', contributions, payments: [] } as unknown as Ledger;
  };
  const ledgers = [ledgerOf(0, ulan, [row('2026-01', '2026-02-20'), row('2026-02', null), row('2026-05', '2026-08-01')]), ...Array.from({ length: 130 }, (_, at) => ledgerOf(at + 1, ulan, [row('2026-01', at === 129 ? null : '2026-02-01', 7000)])), ledgerOf(200, zaysan, [row('2026-01', null)])];
  centre.frames.push([{ stream: `${ulan}/registry`, from: 0, to: ledgers.length, items: ledgers.map((ledger) => ({ k: 'put', c: 'ledger', i: ledger.id, v: 1, d: ledger }) as never) }]);
  expect(await laptop.sync()).toMatchObject({ phase: 'done' });
  const found = await laptop.must('contributions.faults', {});
  expect(found).toEqual({ upTo: '2026-08', ledgers: 131, persons: 2, employers: 1, rows: [{ bin, name: 'ЖШС <«А»>', persons: 2, unpaid: 2, late: 1, missing: 2, owed: 12_000 }] });

  const made = await laptop.must('contributions.report', {});
  const reports = laptop.watch('contributions.reports', {});
  expect(reports.value?.rows).toMatchObject([{ id: made.id, number: made.number, persons: 2, employers: 1, travel: 'office' }]);
  for (const [language, title] of [['kk', 'Төленбеген және кешіктірілген'], ['ru', 'Отчёт о неуплаченных']] as const) {
    const { html = '' } = await laptop.must('contributions.paper', { id: made.id, language });
    expect(html).toContain(title);
    expect(html).toContain('12\u00a0000\u00a0₸');
    expect(html).not.toContain('<«А»>');
  }
  expect(await laptop.call('contributions.paper', { id: '01890000-0000-7000-8000-00000000dead', language: 'kk' })).toMatchObject({ error: { type: 'NotFound', what: 'report' } });

  expect(laptop.look('batch.preview', {})).toMatchObject({ entries: 1, cases: [] });
  await laptop.must('batch.sign', { password });
  await expect.poll(() => reports.value?.rows[0]?.travel, soon).toBe('released');
  await laptop.sync();
  await expect.poll(() => reports.value?.rows[0]?.travel, soon).toBe('received');
  reports.stop();
  await laptop.close();
  folder.remove();
});
