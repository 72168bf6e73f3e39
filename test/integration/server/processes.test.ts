import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan } from '../../support/replica/people.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';
import { districts } from '../../support/server/sample-documents.ts';
import { makeDevice, writeApprovedCase } from '../../support/server/test-office.ts';

let [first, second] = [undefined as unknown as TestServer, undefined as unknown as TestServer];
const folder = newFolder();
const laptops: Laptop[] = [];

beforeAll(async () => {
  first = await startServer();
  second = await startServer({ database: first.database });
});
afterAll(async () => {
  for (const laptop of laptops) await laptop.close();
  await second.stop();
  await first.stop();
  folder.remove();
});

const metric = async (server: TestServer, name: string): Promise<number> => {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return text.split('\n').filter((line) => line.startsWith(name)).reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
};

describe('two processes over one database', () => {
  it('a change that comes in by one is at a laptop of the other at once, without anybody asking for it', async () => {
    const reader = openLaptop({ profile: `${folder.path}/reader`, live: true });
    laptops.push(reader);
    await reader.enrol(second.url, await makeEnrolCode(first, ulan), staff);
    await reader.unlock('aigul');
    await reader.sync();
    await expect.poll(() => metric(second, 'tirek_links'), soon).toBe(1);
    const total = () => reader.look('person.find', { text: '', limit: 1 }).total;
    for (const expected of [1, 2, 3]) {
      const writer = await makeDevice(first, ulan);
      await writer.push(writeApprovedCase(writer).entries);
      await expect.poll(total, soon).toBe(expected);
      await expect.poll(() => reader.host.stopSync, soon).toBeUndefined();
    }
    expect(await metric(second, 'tirek_notices_total')).toBeGreaterThanOrEqual(3);
    // What it writes itself, or what is another district's, it is not told.
    const person = await reader.must('person.register', madeUpPerson(9));
    const { id } = await reader.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity' });
    await reader.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-05' as PlainDate } });
    await reader.must('case.handOver', { id });
    await reader.unlock('bolat');
    await reader.sync();
    await expect.poll(() => reader.host.warm, soon).toBeDefined();
    await reader.sync();
    const told = await metric(second, 'tirek_notices_total');
    await reader.must('case.approve', { id });
    await reader.must('batch.sign', { password });
    await reader.sync();
    const stranger = await makeDevice(first, districts.zaisan);
    await stranger.push(writeApprovedCase(stranger).entries);
    const last = await makeDevice(first, ulan);
    await expect.poll(() => metric(second, 'tirek_links'), soon).toBe(1);
    await last.push(writeApprovedCase(last).entries);
    await expect.poll(total, soon).toBe(5);
    expect(await metric(second, 'tirek_notices_total')).toBe(told + 1);
  });

  it('a session begun with one goes on with the other; a request played again is refused there too, and nothing is written twice', async () => {
    const device = await makeDevice(first, districts.zaisan);
    await device.openSession();
    const judged = await metric(second, 'tirek_entries_total');
    const envelope = device.seal(writeApprovedCase(device).entries);
    const body = device.syncBody([envelope]);
    expect((await device.request(body)).status).toBe(200);
    device.requests -= 1;
    device.url = second.url;
    expect((await device.request(body)).status).toBe(401);
    const { sent } = await device.sync([envelope]);
    expect(sent[0]!.lines.map((line) => line.r)).toEqual(['applied', 'applied', 'applied', 'applied']);
    expect(await metric(second, 'tirek_envelopes_total{replay="true"}')).toBe(1);
    expect(await metric(second, 'tirek_entries_total')).toBe(judged);
    await device.openSession();
    device.url = first.url;
    await device.pullAll();
    expect(device.pulled.length).toBeGreaterThan(0);
  });

  it('whose listening connections break: each listens again, what moved meanwhile is told, and so is what moves afterwards', async () => {
    const client = new pg.Client({ connectionString: first.database });
    await client.connect();
    const listening = async () => (await client.query<{ pid: number }>("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE 'LISTEN %'")).rows.map(({ pid }) => pid).sort();
    const reader = openLaptop({ profile: `${folder.path}/again`, live: true });
    laptops.push(reader);
    await reader.enrol(second.url, await makeEnrolCode(first, districts.zaisan), staff);
    await reader.unlock('aigul');
    await reader.sync();
    const writer = await makeDevice(first, districts.zaisan);
    const total = () => reader.look('person.find', { text: '', limit: 1 }).total;
    const quiet = async () => {
      await expect.poll(() => reader.host.stopSync, soon).toBeUndefined();
      await expect.poll(() => reader.host.warm, soon).toBeDefined();
    };
    await quiet();
    const before = total();
    const broken = await listening();
    expect(broken).toHaveLength(2);
    // Nobody listens while the first push is under way: that it happened is told by none of its own notices.
    await client.query('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid', [broken]);
    await writer.push(writeApprovedCase(writer).entries);
    await expect.poll(total, soon).toBe(before + 1);
    await expect.poll(async () => (await listening()).filter((pid) => !broken.includes(pid)).length, soon).toBe(2);
    await client.end();
    await quiet();
    const told = await metric(second, 'tirek_notices_total');
    await writer.push(writeApprovedCase(writer).entries);
    await expect.poll(total, soon).toBe(before + 2);
    expect(await metric(second, 'tirek_notices_total')).toBeGreaterThan(told);
  });
});
