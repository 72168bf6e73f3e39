import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NewStaff } from '../../../shared/ipc/inputs.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { hasStaffToTell } from '../../../src-main/replica/session/staff-leavings.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { rows, synced } from '../../support/replica/office-kit.ts';
import { password, staff, ulan } from '../../support/replica/people.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';

const administrator: NewStaff = { login: 'erlan', name: 'Ерлан Сыналған', roles: ['administrator'], password };
const dana: NewStaff = { login: 'dana', name: 'Дана', roles: ['caseworker'], password };
const newcomer = (login: string): NewStaff => ({ login, name: 'Сәуле', roles: ['caseworker'], password });
const folder = newFolder();
let server: TestServer;
let laptops: Laptop[] = [];

/** What a centre of an earlier version answers: it says nothing of what it passes over. */
const withoutPassed: typeof fetch = async (input, init) => {
  const answer = await fetch(input, init);
  if (!String(input as string).endsWith('/session') || !answer.ok) return answer;
  const { passed: _, ...reply } = (await answer.json()) as Record<string, unknown>;
  return new Response(JSON.stringify(reply), { status: answer.status, headers: { 'content-type': 'application/json' } });
};

const enrolled = async (name: string, people: readonly NewStaff[], through?: typeof fetch): Promise<Laptop> => {
  const laptop = openLaptop({ profile: join(folder.path, name), ...(through ? { fetch: through } : {}) });
  await laptop.enrol(server.url, await makeEnrolCode(server, ulan, { staff: [...people] }), people);
  return laptop;
};
/** Twenty words about somebody of another laptop, whom the centre passes over, and behind them a newcomer and a removal. */
const sayMuch = async (laptop: Laptop, login: string) => {
  await laptop.unlock('erlan');
  for (let n = 0; n < 20; n++) await laptop.must('staff.add', { ...dana, ownPassword: password });
  await laptop.must('staff.add', { ...newcomer(login), ownPassword: password });
  await laptop.must('staff.remove', { login: 'aigul', ownPassword: password });
};
const rowOf = (laptop: Laptop, login: string) => laptop.look('staff.list', {}).rows.find((row) => row.login === login);
const waiting = (laptop: Laptop) => rows(laptop, "SELECT json_array_length(value) AS count FROM setting WHERE name = 'staff.statements'")[0]?.['count'];

beforeAll(async () => {
  server = await startServer();
  laptops = [await enrolled('other', [...staff, dana])];
});
afterAll(async () => {
  for (const laptop of laptops) await laptop.close();
  await server.stop();
  folder.remove();
});

test('words about staff that the centre passes over do not stop those behind them, and the administrator is told', async () => {
  const laptop = await enrolled('one', [...staff, administrator]);
  laptops.push(laptop);
  await sayMuch(laptop, 'saule');
  await synced(laptop);
  expect(rowOf(laptop, 'saule')).toMatchObject({ waiting: false, passed: null });
  expect(rowOf(laptop, 'aigul')).toMatchObject({ left: { told: true } });
  expect(rowOf(laptop, 'dana')).toMatchObject({ waiting: true, passed: expect.any(String) as string });
  expect([waiting(laptop), hasStaffToTell(getOffice(laptop.host).replica.db)]).toEqual([0, false]);
  // Taken off the list they are gone from it, and a new word is a new word.
  await laptop.must('staff.add', { ...dana, ownPassword: password });
  expect(rowOf(laptop, 'dana')).toMatchObject({ waiting: true, passed: null });
  await laptop.must('staff.remove', { login: 'dana', ownPassword: password });
  expect(rowOf(laptop, 'dana')).toBeUndefined();
});

test('a centre of an earlier version says nothing of what it passes over: the others have their turn, and no handshake is made for it for ever', async () => {
  const laptop = await enrolled('earlier', [...staff, administrator], withoutPassed);
  laptops.push(laptop);
  await sayMuch(laptop, 'marat');
  await synced(laptop);
  expect(rowOf(laptop, 'marat')).toMatchObject({ waiting: false });
  expect(rowOf(laptop, 'aigul')).toMatchObject({ left: { told: true } });
  expect(rowOf(laptop, 'dana')).toMatchObject({ waiting: true, passed: null });
  const { db } = getOffice(laptop.host).replica;
  expect([waiting(laptop), hasStaffToTell(db)]).toEqual([20, true]);
  for (let n = 0; n < 3; n++) await synced(laptop);
  // They wait, for a centre that says more, and go with every handshake there is.
  expect([waiting(laptop), hasStaffToTell(db)]).toEqual([20, false]);
});
