import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, ulan } from '../../support/replica/people.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

// An office of one: its only person takes cases and is its supervisor, and nobody is there to be appointed. A supervisor of the neighbours has a laptop of this district; envelopes go between the two by stick, and only the neighbour has a line.
const folder = newFolder();
const alone = [{ login: 'bolat', name: 'Болат Жасандыұлы', roles: ['caseworker' as const, 'supervisor' as const], password }];
const outside = [{ login: 'sara', name: 'Сара Көршінова', roles: ['supervisor' as const], password }];
const line = { up: true };
let [server, office, neighbour] = [undefined as unknown as TestServer, undefined as unknown as Laptop, undefined as unknown as Laptop];
const stick = join(folder.path, 'stick');
const carry = async (from: Laptop, to: Laptop) => {
  await from.must('stick.write', { folder: stick });
  expect((await to.must('stick.read', { folder: stick })).passed).toEqual([]);
};

beforeAll(async () => {
  mkdirSync(stick);
  server = await startServer();
  office = openLaptop({ profile: join(folder.path, 'office'), fetch: (input, init) => (line.up ? fetch(input, init) : Promise.reject(new TypeError('no line'))) });
  await office.enrol(server.url, await makeEnrolCode(server, ulan, { staff: alone }), alone, 'office');
  neighbour = openLaptop({ profile: join(folder.path, 'neighbour') });
  await neighbour.enrol(server.url, await makeEnrolCode(server, ulan, { staff: outside }), outside, 'neighbour');
  await office.unlock('bolat');
  await neighbour.unlock('sara');
  for (const laptop of [office, neighbour, office]) expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
  line.up = false;
});
afterAll(async () => {
  for (const laptop of [office, neighbour]) await laptop?.close();
  await server?.stop();
  folder.remove();
});

test('the work of an office of one is reviewed from outside by envelope: returned, mended, approved, signed, handed in, and its receipt comes back', async () => {
  const { id: personId } = await office.must('person.register', madeUpPerson(1));
  const { id } = await office.must('case.open', { personId, risk: 'loss-of-work-capacity' });
  await office.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-05' as PlainDate } });
  await office.must('case.handOver', { id });
  expect(await office.call('case.approve', { id })).toMatchObject({ ok: false, error: { rule: 'fourEyes' } });
  // Nobody who is a supervisor can be appointed, and nobody else is there.
  expect(office.look('acting.list', {})).toMatchObject({ people: [], mayAppoint: true });

  // The neighbour's laptop came after the office's: nothing is sealed to it before somebody here says that it is theirs.
  const stranger = office.look('office.watch', {}).rows.find(({ own }) => !own)!;
  if (!stranger.admitted) await office.must('office.admit', { device: stranger.device });
  await carry(office, neighbour);
  expect(neighbour.look('queue.list', { filter: { kinds: ['review'] }, offset: 0, limit: 5 }).rows).toMatchObject([{ caseId: id, byName: 'Болат Жасандыұлы' }]);
  await neighbour.must('case.return', { id, reason: 'Күнін нақтылаңыз' });
  await carry(neighbour, office);
  await office.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-06' as PlainDate } });
  await office.must('case.handOver', { id });
  await carry(office, neighbour);
  // A case can be given to whoever works on any laptop of the office.
  const worker = neighbour.look('case.workers', {}).rows.find(({ name }) => name === 'Болат Жасандыұлы')!;
  await neighbour.must('case.reassign', { id, to: worker.id });
  await neighbour.must('case.approve', { id });
  await neighbour.must('batch.sign', { password });
  expect(await neighbour.sync()).toMatchObject({ phase: 'done', error: null, quarantined: 0 });
  expect((await runServerTool(server, 'counts')).json).toMatchObject({ cases: 1, quarantined: 0 });
  await carry(neighbour, office);
  expect(office.look('case.watch', { id })).toMatchObject({ case: { status: 'approved', assigned: { toName: 'Болат Жасандыұлы' }, approved: { byName: 'Сара Көршінова' } }, travel: 'received' });
  expect(office.look('status.watch', {})).toMatchObject({ unsent: 0, unreleased: 0 });
});
