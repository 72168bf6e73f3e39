import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseId, PersonId } from '../../../shared/base/ids.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { findDocument } from '../../../src-main/replica/store/documents.ts';
import { listAside } from '../../../src-main/replica/store/resolve-aside.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan, zaysan } from '../../support/replica/people.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';

const folders = [newFolder(), newFolder(), newFolder()];
let server: TestServer;
/** Two laptops of one office, and one of another. */
let [first, second, away] = [undefined, undefined, undefined] as never as [Laptop, Laptop, Laptop];
beforeAll(async () => {
  server = await startServer();
  [first, second, away] = (await Promise.all(folders.map(async ({ path }, index) => {
    const laptop = openLaptop({ profile: path });
    await laptop.enrol(server.url, await makeEnrolCode(server, index === 2 ? zaysan : ulan), staff, `Ноутбук ${index + 1}`);
    await laptop.unlock('bolat');
    return laptop;
  }))) as [Laptop, Laptop, Laptop];
});
afterAll(async () => {
  for (const laptop of [first, second, away]) await laptop?.close();
  await server?.stop();
  for (const folder of folders) folder.remove();
});

const synced = async (...laptops: Laptop[]) => {
  for (const laptop of laptops) expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
};
const sign = (laptop: Laptop) => laptop.must('batch.sign', { password });
const person = (laptop: Laptop, id: PersonId) => findDocument(getOffice(laptop.host).replica, 'persons', id);
const personOf = (laptop: Laptop, id: CaseId) => findDocument(getOffice(laptop.host).replica, 'cases', id)?.personId;
const found = (laptop: Laptop, id: PersonId) => laptop.look('person.find', { text: person(laptop, id)!.lastNameRu, limit: 5 }).rows.map((row) => row.id);
const aside = (laptop: Laptop) => listAside(getOffice(laptop.host).replica.db);
/** Every open dispute about a document, decided for what the centre has. */
const decideLeft = async (laptop: Laptop, document: string) => {
  for (const row of laptop.look('conflict.list', {}).rows.filter((one) => one.status === 'open' && one.document === document)) await laptop.must('conflict.decide', { tasks: [{ id: row.id, version: row.version }], choice: 'left', note: '' });
  await sign(laptop);
};

let serial = 0;
const openCase = async (laptop: Laptop, personId: PersonId) => {
  await laptop.unlock('aigul');
  const { id } = await laptop.must('case.open', { personId, risk: 'loss-of-work-capacity' });
  await laptop.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-05' as never } });
  return id;
};
const approve = async (laptop: Laptop, id: CaseId) => {
  await laptop.unlock('aigul');
  await laptop.must('case.handOver', { id });
  await laptop.unlock('bolat');
  await laptop.must('case.approve', { id });
};
/** A person with an approved case, released; the supervisor is at the laptop. */
const registered = async (laptop: Laptop): Promise<{ id: PersonId; case: CaseId }> => {
  await laptop.unlock('aigul');
  const typed = madeUpPerson(++serial);
  const dismissed: PersonId[] = [];
  let made = await laptop.call('person.register', typed);
  while (!made.ok && made.error.type === 'Conflict') {
    dismissed.push(made.error.id as PersonId);
    made = await laptop.call('person.register', { ...typed, dismissed });
  }
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const opened = await openCase(laptop, made.value.id);
  await approve(laptop, opened);
  await sign(laptop);
  return { id: made.value.id, case: opened };
};

/** Both records are one, released. */
const merged = async (laptop: Laptop, keep: { readonly id: PersonId }, other: { readonly id: PersonId }) => {
  await laptop.must('person.merge', { keep: keep.id, other: other.id, take: [] });
  await sign(laptop);
};

test('two laptops merge the same two records, each the other way round: one merge holds, the other is given up', async () => {
  const [a, b] = [await registered(first), await registered(first)];
  await synced(first, second);
  await first.must('person.merge', { keep: a.id, other: b.id, take: [] });
  await second.must('person.merge', { keep: b.id, other: a.id, take: [] });
  await sign(first);
  await sign(second);
  await synced(first, second, first, second);
  expect([person(first, a.id)?.mergedInto ?? null, person(first, b.id)?.mergedInto]).toEqual([null, a.id]);
  expect([a.case, b.case].map((id) => personOf(first, id))).toEqual([a.id, a.id]);
  const iins = () => person(second, b.id)?.otherIds.map(({ value }) => value);
  expect(iins()).toContain(person(second, a.id)?.iin);
  for (const document of [a.id, a.case]) await second.must('aside.discard', { document, reason: 'Бір адам, екінші жаққа біріктірілген' });
  await synced(second);
  expect([aside(second), iins()]).toEqual([[], []]);
  await sign(second);
  await synced(second);
  expect([aside(second), iins()]).toEqual([[], []]);
  expect([person(second, a.id)?.mergedInto ?? null, person(second, b.id)?.mergedInto]).toEqual([null, a.id]);
  expect([a.case, b.case].map((id) => personOf(second, id))).toEqual([a.id, a.id]);
  expect(found(second, a.id)).toContain(a.id);
  await second.must('person.unmerge', { id: b.id });
  await sign(second);
  await synced(second, first);
  expect([a, b].map(({ id }) => person(first, id)?.mergedInto ?? null)).toEqual([null, null]);
  expect([a.case, b.case].map((id) => personOf(first, id))).toEqual([a.id, b.id]);
}, 120_000);

test('a district that only has a case of a person merges them with nobody: whoever registered them goes on finding them', async () => {
  const [a, b] = [await registered(away), await registered(first)];
  await synced(first, away);
  await first.must('case.transfer', { id: b.case, to: zaysan, reason: 'Көшті' });
  await sign(first);
  await synced(first, away);
  const before = person(away, a.id);
  await away.must('person.merge', { keep: a.id, other: b.id, take: ['lastNameRu'] });
  expect(person(away, a.id)).not.toEqual(before);
  await sign(away);
  await synced(away, first, away);
  expect(aside(away).map(({ document, why }) => [document, why])).toEqual([[b.id, 'wrongArea'], [b.case, 'notAllowed']]);
  expect([person(first, b.id)?.mergedInto ?? null, found(first, b.id)]).toEqual([null, [b.id]]);
  for (const document of [b.id, b.case]) await away.must('aside.discard', { document, reason: 'Басқа ауданда тіркелген' });
  await synced(away);
  expect(person(away, a.id)).toEqual(before);
  await sign(away);
  await synced(away);
  expect(person(away, a.id)).toEqual(before);
  expect([aside(away), person(away, b.id)?.mergedInto ?? null, personOf(away, b.case)]).toEqual([[], null, b.id]);
}, 120_000);

test('a person of whom another district has a case is merged where they were registered: there they stand for themselves', async () => {
  const [a, b] = [await registered(first), await registered(first)];
  await synced(first);
  await first.must('case.transfer', { id: b.case, to: zaysan, reason: 'Көшті' });
  await sign(first);
  await synced(first, away);
  const before = away.look('person.find', { text: '', limit: 50 });
  await merged(first, a, b);
  await synced(first, away);
  expect([person(away, b.id)?.mergedInto, person(away, a.id)]).toEqual([a.id, undefined]);
  expect([found(away, b.id), found(first, b.id)]).toEqual([[b.id], [a.id]]);
  const after = away.look('person.find', { text: '', limit: 50 });
  expect([after.total, after.rows.map((row) => row.id)]).toEqual([before.total, before.rows.map((row) => row.id)]);
  expect([away.look('person.watch', { id: b.id }).kept, first.look('person.watch', { id: b.id }).kept]).toEqual([null, a.id]);
  const { iin } = person(away, b.id)!;
  expect(await away.call('person.register', madeUpPerson(900, { iin }))).toMatchObject({ ok: false, error: { type: 'Conflict', what: 'iin', id: b.id } });
  const opened = await openCase(away, b.id);
  await approve(away, opened);
  await sign(away);
  await synced(away);
  expect([aside(away), personOf(away, opened)]).toEqual([[], b.id]);
  await first.unlock('aigul');
  expect(await first.call('case.open', { personId: b.id, risk: 'loss-of-work-capacity' })).toMatchObject({ ok: false, error: { type: 'Conflict', what: 'merged', id: a.id } });
  await first.unlock('bolat');
}, 120_000);

test('a draft that no batch has is handed in after its person was merged and the merge undone', async () => {
  const [a, b] = [await registered(first), await registered(first)];
  const draft = await openCase(first, b.id);
  await first.unlock('bolat');
  await merged(first, a, b);
  await synced(first, second);
  await first.must('person.unmerge', { id: b.id });
  await sign(first);
  await synced(first, second);
  await approve(first, draft);
  await sign(first);
  await synced(first, second);
  expect([aside(first), personOf(first, draft), personOf(second, draft)]).toEqual([[], b.id, b.id]);
}, 120_000);

test('a merge is undone on one laptop while another merges further: what stayed behind is given back once that is undone too', async () => {
  const [a, b, c] = [await registered(first), await registered(first), await registered(first)];
  await merged(first, a, b);
  await synced(first, second);
  await second.must('person.merge', { keep: c.id, other: a.id, take: [] });
  await first.must('person.unmerge', { id: b.id });
  await sign(first);
  await sign(second);
  await synced(second, first, second, first);
  await decideLeft(first, b.case);
  await synced(first, second, first);
  await first.must('person.unmerge', { id: a.id });
  await sign(first);
  await synced(first, second, first);
  const row = () => first.look('merge.list', {}).rows.find(({ id }) => id === b.id);
  expect([personOf(first, b.case), row()]).toMatchObject([a.id, { undone: {}, left: 1 }]);
  await first.must('person.unmerge', { id: b.id });
  await sign(first);
  await synced(first, second);
  expect([aside(first), row()?.left, personOf(second, b.case), personOf(second, a.case)]).toEqual([[], 0, b.id, a.id]);
  expect(await first.call('person.unmerge', { id: b.id })).toMatchObject({ ok: false, error: { type: 'Conflict', what: 'notMerged' } });
}, 120_000);

test('a merge is not undone while another district has a case that it moved', async () => {
  const [a, b] = [await registered(first), await registered(first)];
  await merged(first, a, b);
  await synced(first, second);
  await first.must('case.transfer', { id: b.case, to: zaysan, reason: 'Көшті' });
  await sign(first);
  // Whoever has not heard of the transfer undoes the merge all the same.
  await second.must('person.unmerge', { id: b.id });
  await synced(first, away);
  expect(await first.call('person.unmerge', { id: b.id })).toMatchObject({ ok: false, error: { type: 'RuleRefused', rule: 'movedCaseAway' } });
  await sign(second);
  await synced(second, first);
  await away.must('case.transfer', { id: b.case, to: ulan, reason: 'Қайта' });
  await sign(away);
  await synced(away, first);
  expect([personOf(first, b.case), first.look('merge.list', {}).rows.find(({ id }) => id === b.id)]).toMatchObject([a.id, { undone: {}, left: 1 }]);
  await first.must('person.unmerge', { id: b.id });
  await sign(first);
  await synced(first, second);
  expect([aside(first), personOf(second, b.case)]).toEqual([[], b.id]);
}, 120_000);

test('two laptops merge the same two records the same way, and one knows a case more: undone, all have theirs back', async () => {
  const [a, b] = [await registered(first), await registered(first)];
  await synced(first, second);
  await merged(first, a, b);
  const more = await openCase(second, b.id);
  await approve(second, more);
  await merged(second, a, b);
  await synced(first, second, first, second);
  await decideLeft(first, b.id);
  await synced(first, second, first);
  expect([personOf(first, more), person(first, b.id)?.merge?.cases]).toEqual([a.id, [b.case]]);
  await first.must('person.unmerge', { id: b.id });
  await sign(first);
  await synced(first, second);
  expect([aside(first), personOf(second, b.case), personOf(second, more)]).toEqual([[], b.id, b.id]);
}, 120_000);

test('a refused merge that the right district has made meanwhile is given up without taking from it', async () => {
  const [a, b] = [await registered(away), await registered(first)];
  await synced(first, away);
  await first.must('case.transfer', { id: b.case, to: zaysan, reason: 'Көшті' });
  await away.must('case.transfer', { id: a.case, to: ulan, reason: 'Көшті' });
  for (const laptop of [first, away]) await sign(laptop);
  await synced(first, away, first, away);
  await merged(away, a, b);
  await synced(away, first);
  await merged(first, a, b);
  await synced(first, away);
  const { iin } = person(first, b.id)!;
  const ids = () => [first, away].map((laptop) => person(laptop, a.id)?.otherIds.map(({ value }) => value));
  expect(ids()).toEqual([[iin], [iin]]);
  for (const { document } of aside(away)) await away.must('aside.discard', { document, reason: 'Ұлан ауданы біріктірді' });
  await expect(away.call('batch.sign', { password })).resolves.toMatchObject({ ok: false });
  await synced(away, first);
  expect([aside(away), person(away, b.id)?.mergedInto, ids()]).toEqual([[], a.id, [[iin], [iin]]]);
}, 120_000);
