import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonId } from '../../../shared/base/ids.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan } from '../../support/replica/people.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';

const folders = [newFolder(), newFolder()];
let server: TestServer;
let first: Laptop;
let second: Laptop;

beforeAll(async () => {
  server = await startServer();
  [first, second] = (await Promise.all(folders.map(async ({ path }, index) => {
    const laptop = openLaptop({ profile: path });
    await laptop.enrol(server.url, await makeEnrolCode(server, ulan), staff, `Ноутбук ${index + 1}`);
    await laptop.unlock('bolat');
    return laptop;
  }))) as [Laptop, Laptop];
});
afterAll(async () => {
  for (const laptop of [first, second]) await laptop?.close();
  await server?.stop();
  for (const folder of folders) folder.remove();
});

const synced = async (...laptops: Laptop[]) => {
  for (const laptop of laptops) expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
};
const signed = (laptop: Laptop) => laptop.must('batch.sign', { password });
let serial = 0;

/** Three records of one woman, at both laptops. */
const threeRecords = async (): Promise<[PersonId, PersonId, PersonId]> => {
  const ids: PersonId[] = [];
  for (const lastNameRu of ['Первая', 'Вторая', 'Третья']) {
    await first.unlock('aigul');
    const { id } = await first.must('person.register', madeUpPerson(++serial, { lastNameRu: `${lastNameRu}${serial}` }));
    const { id: opened } = await first.must('case.open', { personId: id, risk: 'loss-of-work-capacity' });
    await first.must('case.saveDraft', { id: opened, facts: { onsetDate: '2026-01-05' as never } });
    await first.must('case.handOver', { id: opened });
    await first.unlock('bolat');
    await first.must('case.approve', { id: opened });
    ids.push(id);
  }
  await signed(first);
  await synced(first, second);
  return ids as [PersonId, PersonId, PersonId];
};

/** Both laptops, without hearing of each other, call another record the same person as `keep`, and take its family name over. */
const disputed = async () => {
  const [keep, one, two] = await threeRecords();
  await first.must('person.merge', { keep, other: one, take: ['lastNameRu'] });
  await second.must('person.merge', { keep, other: two, take: ['lastNameRu'] });
  await signed(first);
  await signed(second);
  await synced(first, second, first);
  const nameOn = (laptop: Laptop) => laptop.look('person.watch', { id: keep }).person?.lastNameRu;
  const rowOn = (laptop: Laptop) => laptop.look('conflict.list', {}).rows.find((row) => row.document === keep)!;
  return { keep, nameOn, rowOn, left: nameOn(first)!, right: nameOn(second)! };
};

test('what two laptops decided differently is shown on both, is decided once by a person, and reaches both', async () => {
  const { keep, nameOn, rowOn, left, right } = await disputed();
  expect([left.slice(0, 6), right.slice(0, 6)]).toEqual(['Вторая', 'Третья']);
  for (const laptop of [first, second]) {
    expect(rowOn(laptop)).toMatchObject({
      collection: 'persons', status: 'open', mayDecide: true, mayTakeRight: true, refused: false,
      parts: [{ path: 'lastNameRu', left, right, mayTake: true, mayType: true }],
      left: { byName: 'Болат Жасандыұлы', deviceName: 'Ноутбук 1', district: ulan }, right: { byName: 'Болат Жасандыұлы', deviceName: 'Ноутбук 2', district: ulan },
    });
    expect(laptop.look('person.watch', { id: keep }).travel).toBe('disputed');
    expect(laptop.look('case.counts', {}).conflicts).toBe(1);
    // It waits in the supervisor's queue of either, once, also where it was put aside.
    expect(laptop.look('queue.list', { filter: {}, offset: 0, limit: 50 }).rows.filter(({ personId }) => personId === keep).map(({ id, kind, due }) => [id, kind, due])).toEqual([[`conflict:${rowOn(laptop).id}`, 'conflict', null]]);
  }
  const live = second.watch('conflict.list', {});
  const { id, version } = rowOn(first);
  // Undo until released.
  await first.must('conflict.decide', { tasks: [{ id, version }], choice: 'right', note: 'Куәлігі көрілді' });
  expect(rowOn(first)).toMatchObject({ status: 'resolved', mayTakeBack: true, travel: 'office', resolution: { choice: 'right' } });
  expect(first.look('queue.list', { filter: { kinds: ['conflict'] }, offset: 0, limit: 50 }).total).toBe(0);
  await first.must('conflict.takeBack', { id });
  expect(rowOn(first)).toMatchObject({ status: 'open', resolution: null });
  await first.must('conflict.decide', { tasks: [{ id, version }], choice: 'right', note: 'Куәлігі көрілді' });
  expect(first.look('batch.preview', {}).entries).toBe(2);
  await signed(first);
  expect(await first.call('conflict.takeBack', { id })).toMatchObject({ ok: false, error: { type: 'Conflict' } });
  await synced(first, second);
  expect([nameOn(first), nameOn(second)]).toEqual([right, right]);
  await expect.poll(() => live.value?.open, soon).toBe(0);
  live.stop();
  for (const laptop of [first, second]) {
    expect(rowOn(laptop)).toMatchObject({ status: 'resolved', resolution: { choice: 'right', note: 'Куәлігі көрілді', byName: 'Болат Жасандыұлы' }, outcome: { lastNameRu: right } });
    expect(laptop.look('person.watch', { id: keep }).travel).toBe('received');
    expect(laptop.look('status.watch', {})).toMatchObject({ quarantined: 0, unsent: 0 });
  }
});

test('a decision that comes too late is refused kindly, on the laptop and by the centre; a question is answered', async () => {
  const { rowOn, nameOn, right } = await disputed();
  const { id, version } = rowOn(first);
  expect(await second.call('conflict.decide', { tasks: [{ id, version: version - 1 }], choice: 'left', note: '' })).toMatchObject({ ok: false, error: { type: 'Conflict', what: 'conflict' } });
  await first.must('conflict.note', { ids: [id], text: 'Қайсысы дұрыс?' });
  await signed(first);
  await synced(first, second);
  await second.unlock('aigul');
  expect(rowOn(second)).toMatchObject({ mayDecide: false, notes: [{ kind: 'ask', text: 'Қайсысы дұрыс?' }] });
  expect(await second.call('conflict.decide', { tasks: [{ id, version }], choice: 'left', note: '' })).toMatchObject({ ok: false, error: { type: 'NotAllowed' } });
  await second.must('conflict.note', { ids: [id], text: 'Екіншісі' });
  await second.unlock('bolat');
  const seen = rowOn(second);
  // Both decide, each without the other.
  await first.must('conflict.decide', { tasks: [{ id, version: rowOn(first).version }], choice: 'right', note: '' });
  await second.must('conflict.decide', { tasks: [{ id, version: seen.version }], choice: 'left', note: '' });
  await signed(first);
  await signed(second);
  await synced(first, second, first);
  for (const laptop of [first, second]) {
    expect(rowOn(laptop)).toMatchObject({ status: 'resolved', resolution: { choice: 'right' }, notes: [{ kind: 'ask' }, { kind: 'answer', text: 'Екіншісі' }] });
    expect(nameOn(laptop)).toBe(right);
  }
  expect(await second.call('conflict.decide', { tasks: [{ id, version: rowOn(second).version }], choice: 'left', note: '' })).toMatchObject({ ok: false, error: { type: 'Conflict' } });
});

test('a decision that was not released yet gives way to one that was, and a third value may be typed', async () => {
  const { rowOn, nameOn } = await disputed();
  const { id, version } = rowOn(first);
  await second.must('conflict.decide', { tasks: [{ id, version }], choice: 'left', note: '' });
  expect(await first.call('conflict.decide', { tasks: [{ id, version }], choice: 'mixed', picks: { lastNameRu: { value: '' } }, note: '' })).toMatchObject({ ok: false, error: { type: 'InvalidInput', issues: [{ path: 'picks.lastNameRu', code: 'required' }] } });
  await first.must('conflict.decide', { tasks: [{ id, version }], choice: 'mixed', picks: { lastNameRu: { value: 'Четвёртая' } }, note: '' });
  await signed(first);
  await synced(first, second);
  for (const laptop of [first, second]) {
    expect(rowOn(laptop)).toMatchObject({ status: 'resolved', resolution: { choice: 'mixed' }, outcome: { lastNameRu: 'Четвёртая' } });
    expect(nameOn(laptop)).toBe('Четвёртая');
  }
  expect(second.look('batch.preview', {}).entries).toBe(0);
});

test('alike ones are decided together, and a caseworker decides none', async () => {
  const both = [await disputed(), await disputed()];
  const rows = both.map(({ rowOn }) => rowOn(first));
  expect(rows[0]!.like).toBe(rows[1]!.like);
  await first.must('conflict.decide', { tasks: rows.map(({ id, version }) => ({ id, version })), choice: 'left', note: '' });
  await signed(first);
  await synced(first, second);
  for (const { nameOn, left } of both) expect([nameOn(first), nameOn(second)]).toEqual([left, left]);
  expect(first.look('case.counts', {}).conflicts).toBe(0);
});
