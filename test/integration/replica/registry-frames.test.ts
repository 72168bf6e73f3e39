import { expect, test } from 'vitest';
import type { Ledger } from '../../../shared/domain/ledger.ts';
import { makeLedger } from '../../../scripts/population/make-ledger.ts';
import { createPaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop, soon } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, ulan } from '../../support/replica/people.ts';

const spell = { employer: '«Сынақ» ЖШС', bin: '111111111111', position: 'сауыншы', from: '2015-01', to: null };
// 3.5 % of income, 5 % from 2025: paid in full
const years = [2020, 2021, 2022, 2023, 2024, 2025].map((year) => ({ year, months: 12, income: 2_400_000, amount: year < 2025 ? 84_000 : 120_000 }));

test('the registry’s record comes down, fills the form with its origin, is nobody’s to change; a decision of another laptop is read here', async () => {
  const [folder, centre] = [newFolder(), createPaperCentre(ulan)];
  const laptop = openLaptop({ profile: folder.path, fetch: centre.fetch });
  await laptop.enrol('https://paper', 'CODE');
  await laptop.unlock('aigul');
  const { id } = await laptop.must('person.register', madeUpPerson(1));
  const { person } = laptop.look('person.watch', { id });
  const ledger: Ledger = makeLedger({ ...person!, work: [spell], contributions: years })!;
  expect(ledger).toMatchObject({ earlierMonths: 24, since: '2022-01', employers: [{ name: '«Сынақ» ЖШС' }] });
  centre.frames.push([{ stream: `${ulan}/registry`, from: 0, to: 1, items: [{ k: 'put', c: 'ledger', i: id, v: 1, d: ledger } as never] }]);
  await laptop.sync();

  const shown = laptop.look('ledger.watch', { personId: id }).ledger!;
  expect(shown.spells.reduce((sum, { months }) => sum + months, 0)).toBe(58);
  expect(shown.spells.reduce((sum, { unpaid }) => sum + unpaid, 0)).toBe(shown.unpaid);
  expect(shown.participation).toBe(24 + 58 - shown.gaps - shown.unpaid);
  const form = await laptop.must('law.form', { risk: 'loss-of-work-capacity', facts: { law: { degree: '65', degreeSetFrom: '2026-11-01' } }, personId: id });
  expect(form.fields.find((field) => field.id === 'participationMonths')).toMatchObject({ value: shown.participation, from: 'register', known: { register: 'ledger', fixed: false, whole: true } });
  expect(form.fields.find((field) => field.id === 'incomes')?.value).toHaveLength(58 - shown.gaps - shown.unpaid);
  expect(form.programmes.find(({ level }) => level === 2)?.determination?.outcome).toBe('entitled');

  const opened = await laptop.must('case.open', { personId: id, risk: 'loss-of-work-capacity', claims: ['loss-of-capacity-insurance'] });
  const law = { degree: '65', degreeSetFrom: '2026-11-01' };
  // another number of months than the register's is taken with a reason alone
  await laptop.must('case.saveDraft', { id: opened.id, facts: { law: { ...law, participationMonths: '90' } } });
  expect(await laptop.call('case.handOver', opened)).toMatchObject({ error: { issues: [{ path: 'facts.reasons.participationMonths', code: 'reason' }] } });
  await laptop.must('case.saveDraft', { id: opened.id, facts: { reasons: { participationMonths: 'Еңбек кітапшасы бойынша' } } });
  await laptop.must('case.handOver', opened);
  expect(laptop.look('case.watch', { id: opened.id }).case?.facts).toMatchObject({ origins: { birthDate: 'person', incomes: 'ledger' }, law: { participationMonths: '90' } });
  await laptop.unlock('bolat');
  await laptop.must('case.approve', opened);
  await laptop.must('batch.sign', { password });
  const { decision } = laptop.look('decision.list', { caseId: opened.id }).rows[0]!;
  const theirs = { ...decision, id: '01890000-0000-7000-8000-00000000d0d0', number: '2026-7/OTHER' };
  centre.frames.push([{ stream: `${ulan}/casework`, from: 0, to: 1, items: [{ k: 'put', c: 'decisions', i: theirs.id, v: 1, d: theirs } as never] }]);
  const list = laptop.watch('decision.list', { caseId: opened.id });
  expect(await laptop.sync()).toMatchObject({ phase: 'done', quarantined: 0 });
  await expect.poll(() => list.value?.rows.map((row) => [row.decision.number, row.replays]).sort(), soon).toEqual([[decision.number, true], ['2026-7/OTHER', true]].sort());
  await laptop.close();
  folder.remove();
});
