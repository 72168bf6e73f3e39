import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { createPaperCentre, type PaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, ulan, zaysan } from '../../support/replica/people.ts';

const risk = 'loss-of-work-capacity';
const onset = { onsetDate: '2026-01-05' as PlainDate };
let folder: ReturnType<typeof newFolder>;
let centre: PaperCentre;
let laptop: Laptop;

beforeEach(async () => {
  folder = newFolder();
  centre = createPaperCentre(ulan);
  laptop = openLaptop({ profile: folder.path, fetch: centre.fetch });
  await laptop.enrol('https://paper', 'CODE');
});
afterEach(async () => {
  await laptop.close();
  folder.remove();
});

/** A case in review, opened by the caseworker; the supervisor is at the laptop. */
const caseInReview = async (n = 1) => {
  await laptop.unlock('aigul');
  const person = await laptop.must('person.register', madeUpPerson(n));
  const opened = await laptop.must('case.open', { personId: person.id, risk });
  await laptop.must('case.saveDraft', { id: opened.id, facts: onset });
  await laptop.must('case.handOver', opened);
  await laptop.unlock('bolat');
  return { person: person.id, case: opened.id };
};

test('a working day without a link: register, find, open, type, hand over, return, approve, sign', async () => {
  expect(laptop.look('device.watch', {})).toMatchObject({ enrolled: true, area: ulan, training: true, logins: ['aigul', 'bolat'], session: null, problem: null });
  await laptop.unlock('aigul');
  const person = await laptop.must('person.register', madeUpPerson(7));
  const found = laptop.look('person.find', { text: 'сынак', limit: 10 });
  expect(found.rows).toMatchObject([{ id: person.id, nameKk: 'Сынақова7 Гүлнұр Жасандықызы', travel: 'office', matched: ['nameKk', 'nameRu'] }]);
  expect(laptop.look('person.find', { text: 'Synakova', limit: 10 }).rows).toHaveLength(1);
  expect(laptop.look('person.find', { text: '', limit: 10 })).toMatchObject({ total: 1 });

  const { id } = await laptop.must('case.open', { personId: person.id, risk });
  expect(await laptop.call('case.handOver', { id })).toEqual({ ok: false, error: { type: 'InvalidInput', issues: expect.arrayContaining([{ path: 'facts.law.degree', code: 'required' }]) } });
  const mine = laptop.watch('case.list', { room: 'mine' });
  expect(mine.value?.rows).toMatchObject([{ id, status: 'draft', personKk: 'Сынақова7 Гүлнұр Жасандықызы', travel: 'office' }]);
  await laptop.must('case.saveDraft', { id, facts: onset });
  await laptop.must('case.saveDraft', { id, facts: { employer: 'Тірек ЖШС' } });
  await laptop.must('case.handOver', { id });
  await expect.poll(() => mine.value?.rows[0]?.status, soon).toBe('review');
  expect(laptop.look('case.watch', { id }).actions).toEqual([]);

  await laptop.unlock('bolat');
  expect(laptop.look('case.watch', { id })).toMatchObject({ actions: ['approve', 'return', 'putAside', 'reassign'], person: { id: person.id }, case: { facts: { ...onset, employer: 'Тірек ЖШС' } } });
  await laptop.must('case.return', { id, reason: 'Күні қате' });
  await laptop.unlock('aigul');
  expect(laptop.look('case.counts', {})).toMatchObject({ mine: 1, all: 1, returned: 1, review: 0 });
  await laptop.must('case.handOver', { id });
  await laptop.unlock('bolat');
  await laptop.must('case.approve', { id });
  expect(laptop.look('case.watch', { id }).actions).toEqual(['withdraw', 'transfer']);
  expect(laptop.look('batch.preview', {})).toMatchObject({ cases: [{ id }], persons: 1, entries: 8 });
  const batch = await laptop.must('batch.sign', { password });
  expect(await laptop.call('case.unapprove', { id })).toEqual({ ok: false, error: { type: 'Conflict', what: 'caseStatus', id } });
  expect(laptop.look('case.watch', { id }).actions).toEqual(['transfer']);
  expect(batch.number).toMatch(/^\d{4}-1\/[0-9A-F]{6}$/);
  expect(laptop.look('batch.list', {}).rows).toMatchObject([{ id: batch.id, cases: 1, persons: 1, entries: 9, received: 0 }]);
  expect(laptop.look('case.watch', { id }).history.map((row) => [row.command, row.byName, row.travel])).toEqual([
    ['case.open', 'Айгүл Сынақова', 'released'], ['case.saveDraft', 'Айгүл Сынақова', 'released'], ['case.handOver', 'Айгүл Сынақова', 'released'],
    ['case.return', 'Болат Жасандыұлы', 'released'], ['case.handOver', 'Айгүл Сынақова', 'released'], ['case.approve', 'Болат Жасандыұлы', 'released'],
  ]);
  expect(laptop.look('status.watch', {})).toMatchObject({ unreleased: 0, unsent: 9, lastReceiptAt: null });
  expect(await laptop.call('batch.sign', { password })).toEqual({ ok: false, error: { type: 'RuleRefused', rule: 'nothingToRelease', citation: null } });
  mine.stop();
});

test('an approval given by a slip is taken back, and given again', async () => {
  const made = await caseInReview(2);
  await laptop.must('case.approve', { id: made.case });
  await laptop.must('case.unapprove', { id: made.case });
  expect(laptop.look('case.watch', { id: made.case })).toMatchObject({ actions: ['approve', 'return', 'putAside', 'reassign'], case: { status: 'review', approved: null } });
  expect(laptop.look('batch.preview', {})).toMatchObject({ cases: [], entries: 0 });
  await laptop.must('case.approve', { id: made.case });
  expect(laptop.look('case.watch', { id: made.case }).history.map((row) => row.command).slice(-3)).toEqual(['case.approve', 'case.unapprove', 'case.approve']);
});

test('four eyes: a supervisor who typed in a case cannot approve it', async () => {
  await laptop.close();
  folder.remove();
  folder = newFolder();
  laptop = openLaptop({ profile: folder.path, fetch: centre.fetch });
  await laptop.enrol('https://paper', 'CODE', [{ login: 'both', password }]);
  await laptop.unlock('both');
  const person = await laptop.must('person.register', madeUpPerson(1));
  const { id } = await laptop.must('case.open', { personId: person.id, risk });
  await laptop.must('case.saveDraft', { id, facts: onset });
  await laptop.must('case.handOver', { id });
  expect(await laptop.call('case.approve', { id })).toEqual({ ok: false, error: { type: 'RuleRefused', rule: 'fourEyes', citation: null } });
});

test('a sync sends the signed batch, keeps the receipt and marks what was received', async () => {
  const made = await caseInReview();
  await laptop.must('case.approve', { id: made.case });
  await laptop.must('batch.sign', { password });
  const list = laptop.watch('batch.list', {});
  expect(await laptop.sync()).toMatchObject({ phase: 'done', entriesSent: 6, entriesToSend: 6, receipts: 1, error: null });
  await expect.poll(() => list.value?.rows[0]?.received, soon).toBe(6);
  expect(laptop.look('status.watch', {})).toMatchObject({ unreleased: 0, unsent: 0, link: 'up', syncing: false });
  expect(laptop.look('case.watch', { id: made.case }).travel).toBe('received');
  expect(await laptop.sync()).toMatchObject({ phase: 'done', entriesSent: 0, receipts: 0 });
});

test('what the centre sends is applied with what is pending here on top, and open screens follow', async () => {
  const made = await caseInReview();
  const before = laptop.look('case.watch', { id: made.case }).case!;
  const other = { ...before, id: '01890000-0000-7000-8000-00000000c002', number: '2026-1/FFFFFF' };
  const cases = laptop.watch('case.list', { room: 'all' });
  const watched = laptop.watch('case.watch', { id: made.case });
  const put = (d: object, i: string, v: number) => ({ k: 'put', c: 'cases', i, v, d }) as never;
  const stream = `${ulan}/casework`;
  centre.frames.push([{ stream, from: 0, to: 1, head: 2, items: [put(other, other.id, 1)] }], [{ stream, from: 1, to: 2, items: [put({ ...before, status: 'draft', number: '2026-9/AAAAAA', later: 1 }, before.id, 4)] }]);
  expect(await laptop.sync()).toMatchObject({ phase: 'done', itemsReceived: 2, itemsToReceive: 2 });
  await expect.poll(() => cases.value?.total, soon).toBe(2);
  // status is pending here (in review), the number comes with all fields of the first entry; a field of a later version is kept
  expect(watched.value?.case).toMatchObject({ status: 'review', later: 1 });
  expect(cases.messages.filter((message) => 'first' in (message as object))).toHaveLength(1);
});

test('a moved case becomes a trace without its facts', async () => {
  const made = await caseInReview();
  await laptop.must('case.approve', { id: made.case });
  expect(await laptop.call('case.transfer', { id: made.case, to: ulan, reason: '' })).toMatchObject({ error: { issues: [{ path: 'to', code: 'sameDistrict' }] } });
  await laptop.must('case.transfer', { id: made.case, to: zaysan, reason: 'Көшті' });
  await laptop.must('batch.sign', { password });
  const by = laptop.host.office!.session.staff;
  centre.frames.push([{ stream: `${ulan}/casework`, from: 0, to: 1, items: [{ k: 'moved', c: 'cases', i: made.case, v: 2, to: zaysan, at: '2026-02-01T00:00:00.000Z', by, byName: 'Болат Жасандыұлы' } as never] }]);
  expect(await laptop.sync()).toMatchObject({ phase: 'done' });
  const left = laptop.look('case.watch', { id: made.case });
  expect(left).toMatchObject({ actions: [], case: { status: 'transferredAway', facts: { onsetDate: null }, transferred: { from: ulan, to: zaysan, reason: 'Көшті' } } });
  expect(left.history.at(-1)?.command).toBe('case.transfer');
  expect(laptop.look('case.list', { room: 'transferred' }).rows).toMatchObject([{ id: made.case, transferredTo: zaysan }]);
  expect(laptop.look('case.list', { room: 'all' }).total).toBe(0);
});

test('a full disk: the command says so, nothing is half-written, and there is room again later', async () => {
  await laptop.unlock('aigul');
  const { database } = laptop.host.office!.replica.connection;
  const pages = database.pragma('page_count', { simple: true }) as number;
  database.pragma(`max_page_count = ${pages + 8}`);
  let kept = 0;
  let full: unknown;
  for (let n = 0; n < 500 && !full; n++) {
    const answer = await laptop.call('person.register', madeUpPerson(n));
    if (answer.ok) kept++;
    else full = answer.error;
  }
  expect(full).toEqual({ type: 'StorageFull' });
  const count = (sql: string) => laptop.host.office!.replica.db.find<{ count: number }>(sql)?.count;
  expect(laptop.look('person.find', { text: '', limit: 200 }).total).toBe(kept);
  expect(count('SELECT count(*) AS count FROM journal')).toBe(kept);
  database.pragma('max_page_count = 1073741823');
  await laptop.must('person.register', madeUpPerson(900));
  expect(count('SELECT max(number) AS count FROM journal')).toBe(kept + 1);
});

test('nothing of a person is readable in the profile, logs included', async () => {
  const made = await caseInReview();
  await laptop.must('case.approve', { id: made.case });
  await laptop.must('batch.sign', { password });
  await laptop.sync();
  const files = readdirSync(folder.path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.map((file) => file.name).sort()).toContain('replica.log');
  for (const file of files) {
    const bytes = readFileSync(join(file.parentPath, file.name));
    for (const word of ['Сынақова', 'Жасанды', 'Тарғын', madeUpPerson(1).iin!, password]) expect(bytes.includes(word), `${word} in ${file.name}`).toBe(false);
  }
});
