import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../../shared/base/date-steps.ts';
import { newFolder, openLaptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan } from '../../support/replica/people.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.stop());

test('what an acting supervisor does on a laptop whose clock was once a month ahead, and was put right, is theirs to do', async () => {
  const folder = newFolder();
  const clock = { ahead: 0 };
  const line = { up: true };
  const people = [...staff, { login: 'dina', name: 'Дина Жасанова', roles: ['caseworker' as const], password }];
  const laptop = openLaptop({ profile: join(folder.path, 'a'), fetch: (input, init) => (line.up ? fetch(input, init) : Promise.reject(new TypeError('no line'))), now: () => Date.now() + clock.ahead });
  await laptop.enrol(server.url, await makeEnrolCode(server, ulan, { staff: people }), people, 'a');
  await laptop.unlock('bolat');
  await laptop.sync();
  // The battery forgets the month, and somebody works; then the line comes and the clock is put right.
  line.up = false;
  clock.ahead = 28 * 86_400_000;
  await laptop.unlock('aigul');
  await laptop.must('person.register', madeUpPerson(1));
  clock.ahead = 0;
  line.up = true;
  await laptop.unlock('bolat');
  expect(await laptop.sync()).toMatchObject({ phase: 'done' });
  const today = laptop.host.clock.today();
  const dina = laptop.look('acting.list', {}).people.find((one) => one.name === 'Дина Жасанова')!.id;
  await laptop.must('acting.appoint', { staff: dina, number: '1', dated: today, from: today, to: addDays(today, 10), password });
  expect(await laptop.sync()).toMatchObject({ phase: 'done' });
  await laptop.unlock('aigul');
  const person = await laptop.must('person.register', madeUpPerson(2));
  const { id } = await laptop.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity' });
  await laptop.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-05' as never } });
  await laptop.must('case.handOver', { id });
  await laptop.unlock('dina');
  await laptop.must('case.approve', { id });
  await laptop.must('batch.sign', { password });
  await laptop.sync();
  expect((await runServerTool(server, 'counts')).json).toMatchObject({ cases: 1, quarantined: 0 });
  await laptop.close();
  folder.remove();
});
