import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { v7 } from 'uuid';
import type { PersonId } from '../../../shared/base/ids.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { SyncReply } from '../../../shared/sync/messages.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { coolDown } from '../../../src-main/replica/sync/warm-link.ts';
import { startSync } from '../../../src-main/replica/sync/start-sync.ts';
import { soon, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password } from '../../support/replica/people.ts';
import { carry, edit, openOffice as openKit, personOn, releasePerson, spell, synced } from '../../support/replica/office-kit.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

// What a laptop shows of what several people wrote, and what it says its author had seen: nobody's word hides or replaces another's that they were never shown.
type Trio = Record<'first' | 'second' | 'third', Laptop>;
let server: TestServer;
let opened: Awaited<ReturnType<typeof openKit>> | undefined;
beforeEach(async () => void (server = await startServer()));
afterEach(async () => {
  await opened?.close();
  opened = undefined;
  await server.stop();
});
// With links, which a line of the kit's own does not have.
const openOffice = async (names: readonly string[]) => (opened = await openKit(() => server, names, () => ({ fetch: undefined })));

test('a colleague’s word stays on the screen from its letter until the centre’s own, and is not lost at the centre', async () => {
  const office = await openOffice(['first', 'second', 'third']);
  const { first, second, third } = office.laptops as Trio;
  const stick = join(office.folder.path, 'stick');
  const jobs = (laptop: Laptop) => personOn(laptop, id).work.map(({ employer }) => employer);
  const { id } = await (await first.unlock('aigul'), first.must('person.register', madeUpPerson(1)));
  await first.unlock('bolat');
  await releasePerson(first, id);
  for (const laptop of [first, second, third]) await synced(laptop);
  for (const laptop of [first, second, third]) await synced(laptop);

  // The first has no line: what it writes comes by a stick.
  edit(first, id, { work: [spell('Бірінші')] });
  await carry(first, second, stick);
  expect(jobs(second)).toEqual(['Бірінші']);
  edit(third, id, { phone: '+77011111111' });
  await releasePerson(third, id);
  await synced(third);
  await synced(second);
  expect([personOn(second, id).phone, jobs(second)]).toEqual(['+77011111111', ['Бірінші']]);
  // Now it has one, and hands in; the second hears that by a stick, before it hears of the centre again.
  await releasePerson(first, id);
  await synced(first);
  await carry(first, second, stick);
  const shown = jobs(second);
  edit(second, id, { work: [...personOn(second, id).work, spell('Екінші')] });
  await releasePerson(second, id);
  for (const laptop of [second, first, third, second]) await synced(laptop);
  const end = [jobs(first), jobs(second), jobs(third)];
  expect.soft(shown).toEqual(['Бірінші']);
  for (const one of end) expect.soft(one.sort()).toEqual(['Бірінші', 'Екінші']);
});

test('a stick that was at the centre first and then comes to a colleague: what the centre joined is shown, and nothing of it is lost by the next word', async () => {
  const office = await openOffice(['first', 'second', 'third']);
  const { first, second, third } = office.laptops as Trio;
  const stick = join(office.folder.path, 'stick');
  mkdirSync(stick);
  const jobs = (laptop: Laptop) => personOn(laptop, id).work.map(({ employer }) => employer).sort();
  await first.unlock('aigul');
  const { id } = await first.must('person.register', madeUpPerson(1));
  await first.unlock('bolat');
  await releasePerson(first, id);
  for (const laptop of [first, second, third, first, second, third]) await synced(laptop);

  edit(third, id, { work: [spell('Үшінші')] });
  await releasePerson(third, id);
  await synced(third);
  // The first has no line.
  edit(first, id, { work: [spell('Бірінші')] });
  await releasePerson(first, id);
  await first.must('stick.write', { folder: stick });
  const imported = await runServerTool(server, 'import', stick);
  expect(JSON.parse(imported.stdout)).toMatchObject({ entries: 2, quarantined: 0, refused: [] });
  // The second has a line, and reads the centre before the stick comes to it.
  await synced(second);
  expect(jobs(second)).toEqual(['Бірінші', 'Үшінші'].sort());
  await second.must('stick.read', { folder: stick });
  const shown = jobs(second);
  edit(second, id, { work: [...personOn(second, id).work, spell('Екінші')] });
  await releasePerson(second, id);
  for (const laptop of [second, first, third, second]) await synced(laptop);
  const end = [jobs(first), jobs(second), jobs(third)];
  expect.soft(shown).toEqual(['Бірінші', 'Үшінші'].sort());
  for (const one of end) expect.soft(one).toEqual(['Бірінші', 'Екінші', 'Үшінші'].sort());
});

test('what was put aside hides no colleague’s part of a set, and the next word on that set does not lose it', async () => {
  const office = await openOffice(['first', 'third']);
  const { first, third } = office.laptops as Trio;
  const jobs = (laptop: Laptop) => personOn(laptop, id).work.map(({ employer }) => employer).sort();
  await first.unlock('aigul');
  const { id } = await first.must('person.register', madeUpPerson(1));
  await first.unlock('bolat');
  await releasePerson(first, id);
  for (const laptop of [first, third]) await synced(laptop);
  edit(third, id, { householdId: v7() as never, work: [spell('Үшінші')] });
  await releasePerson(third, id);
  await synced(third);
  edit(first, id, { householdId: v7() as never, work: [spell('Бірінші')] });
  await releasePerson(first, id);
  await synced(first);
  await synced(first);
  const shown = jobs(first);
  edit(first, id, { work: [...personOn(first, id).work, spell('Кейін')] });
  await releasePerson(first, id);
  for (const laptop of [first, third, first]) await synced(laptop);
  const end = jobs(third);
  expect.soft(shown).toContain('Үшінші');
  expect.soft(end).toContain('Үшінші');
});

test('a cut between a colleague’s frame and the one with this laptop’s own words takes them neither from the screen nor from the centre', async () => {
  const office = await openOffice(['first', 'third']);
  const { first, third } = office.laptops as Trio;
  const jobs = (laptop: Laptop) => personOn(laptop, id).work.map(({ employer }) => employer).sort();
  await first.unlock('aigul');
  const { id } = await first.must('person.register', madeUpPerson(1));
  await first.unlock('bolat');
  await releasePerson(first, id);
  for (const laptop of [first, third]) await synced(laptop);
  // A colleague changes another field, and registers people: the answer has several frames.
  edit(third, id, { phone: '+77013333333' });
  await releasePerson(third, id);
  await third.unlock('aigul');
  const more: string[] = [];
  for (let n = 2; n < 40; n++) more.push((await third.must('person.register', madeUpPerson(n))).id);
  await third.unlock('bolat');
  for (const one of more) await releasePerson(third, one);
  await synced(third);
  edit(first, id, { work: [spell('Бірінші')] });
  await releasePerson(first, id);
  first.host.bytesPerSecond = 1100;
  coolDown(first.host);
  // The line breaks behind the first frame.
  const { fetch: honest } = first.host;
  let cut = 0;
  Object.assign(first.host, { fetch: async (input: string, init: never) => {
    const answer = await honest(input, init);
    if (!String(input).endsWith('/sync')) return answer;
    const bytes = new Uint8Array(await new Response(answer.body as never).arrayBuffer());
    const parts = findParts(bytes)!;
    const reply = findMessage(SyncReply, parts[0]!)!;
    if (reply.frames < 2 || reply.envelopes.length === 0) return new Response(bytes);
    cut++;
    const kept = packParts(parts.slice(0, 1 + reply.envelopes.length * 2 + 1));
    let sent = false;
    return new Response(new ReadableStream({ pull: (controller) => { if (sent) controller.error(new TypeError('cut')); else controller.enqueue(kept); sent = true; } }));
  } });
  expect(await first.sync()).toMatchObject({ phase: 'failed' });
  const shown = [personOn(first, id).phone, jobs(first)];
  Object.assign(first.host, { fetch: honest });
  edit(first, id, { work: [...personOn(first, id).work, spell('Кейін')] });
  await releasePerson(first, id);
  for (const laptop of [first, third]) await synced(laptop);
  const end = [jobs(first), jobs(third)];
  expect(cut).toBeGreaterThan(0);
  expect.soft(shown).toEqual(['+77013333333', ['Бірінші']]);
  for (const one of end) expect.soft(one).toEqual(['Бірінші', 'Кейін']);
});

test('a decision that was taken back is taken back on the other laptops of the office too', async () => {
  const office = await openOffice(['first', 'second', 'third']);
  const { first, second, third } = office.laptops as Trio;
  const ids: PersonId[] = [];
  for (const n of [1, 2, 3]) {
    await first.unlock('aigul');
    const { id } = await first.must('person.register', madeUpPerson(n));
    await first.unlock('bolat');
    await releasePerson(first, id);
    ids.push(id);
  }
  const [keep, one, two] = ids as [PersonId, PersonId, PersonId];
  for (const laptop of [first, second, third, first, second, third]) await synced(laptop);
  await first.must('person.merge', { keep, other: one, take: ['lastNameRu'] });
  await second.must('person.merge', { keep, other: two, take: ['lastNameRu'] });
  await first.must('batch.sign', { password });
  await second.must('batch.sign', { password });
  for (const laptop of [first, second, first, third, second]) await synced(laptop);
  const rowOn = (laptop: Laptop) => laptop.look('conflict.list', {}).rows.find((row) => row.document === keep)!;
  expect([rowOn(first), rowOn(third)]).toMatchObject([{ status: 'open' }, { status: 'open' }]);
  const stick = join(office.folder.path, 'stick');
  const { id, version } = rowOn(first);
  await first.must('conflict.decide', { tasks: [{ id, version }], choice: 'right', note: '' });
  await carry(first, third, stick);
  expect(rowOn(third)).toMatchObject({ status: 'resolved' });
  await first.must('conflict.takeBack', { id });
  expect(rowOn(first)).toMatchObject({ status: 'open' });
  await carry(first, third, stick);
  for (const laptop of [first, third, first, third]) await synced(laptop);
  const [own, other] = [rowOn(first).status, rowOn(third).status];
  const decided = await third.call('conflict.decide', { tasks: [{ id, version: rowOn(third).version }], choice: 'left', note: '' });
  expect([own, other]).toEqual(['open', 'open']);
  expect(decided.ok).toBe(true);
});

test('a letter laid over a record leaves this laptop’s own taken words on it, also where the centre only echoed them', async () => {
  const office = await openOffice(['first', 'second']);
  const { first, second } = office.laptops as Trio;
  await first.unlock('aigul');
  const { id } = await first.must('person.register', madeUpPerson(1));
  await first.unlock('bolat');
  await releasePerson(first, id);
  for (const laptop of [first, second]) await synced(laptop);
  const warm = (laptop: Laptop) => expect.poll(() => laptop.host.warm !== undefined, soon).toBe(true);
  await synced(second);
  await warm(second);
  edit(second, id, { street: 'Бір' });
  await releasePerson(second, id);
  // Typed while the sync runs.
  startSync(second.host);
  edit(second, id, { house: '22' });
  while (second.host.stopSync || second.host.looksOver) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(second.host.sync).toMatchObject({ phase: 'done' });
  edit(second, id, { settlement: 'Үш' });
  await releasePerson(second, id);
  expect(second.host.warm !== undefined).toBe(true);
  await synced(second);
  const own = () => [personOn(second, id).street, personOn(second, id).house, personOn(second, id).settlement];
  expect(own()).toEqual(['Бір', '22', 'Үш']);
  edit(first, id, { phone: '+77012222222' });
  await carry(first, second, join(office.folder.path, 'stick'));
  const end = [...own(), personOn(second, id).phone];
  expect(end).toEqual(['Бір', '22', 'Үш', '+77012222222']);
});
