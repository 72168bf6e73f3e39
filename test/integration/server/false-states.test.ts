import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { districts, makePerson, makeStep } from '../../support/server/sample-documents.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';
import type { TestDevice } from '../../support/server/test-device.ts';
import { makeDevice, writeApprovedCase, writeTransfer } from '../../support/server/test-office.ts';

let server: TestServer;
beforeAll(async () => { server = await startServer(); });
afterAll(() => server.stop());
const results = (lines: readonly { r: string; why?: string | undefined }[]) => lines.map((line) => line.why ?? line.r);
const itemsOf = async (device: TestDevice, id: string) => {
  await device.pullAll();
  return device.pulled.filter((item) => item.i === id);
};

describe('a case that moved away', () => {
  it('leaves no facts in the stream of the district that lost it, whoever reads it and when; the numbers stay without gaps', async () => {
    const [a, b] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.zaisan)];
    const { opened, entries } = writeApprovedCase(a);
    await a.push(entries);
    await a.push([writeTransfer(a, opened.id, districts.zaisan)]);
    const late = await makeDevice(server, districts.ulan);
    const [put, moved] = await itemsOf(late, opened.id);
    expect(put).toMatchObject({ k: 'put', d: { number: opened.number, status: 'approved', facts: { onsetDate: null, degreePercent: null } } });
    expect(moved).toMatchObject({ k: 'moved', to: districts.zaisan });
    expect((await itemsOf(b, opened.id)).at(-1)).toMatchObject({ k: 'put', d: { facts: { degreePercent: 40 } } });

    // Come back it is whole again, and only where it is.
    expect(results(await b.push([writeTransfer(b, opened.id, districts.ulan, 4)]))).toEqual(['applied']);
    expect((await itemsOf(late, opened.id)).at(-1)).toMatchObject({ k: 'put', d: { facts: { degreePercent: 40 } } });
    const lateThere = await makeDevice(server, districts.zaisan);
    expect(JSON.stringify(await itemsOf(lateThere, opened.id))).not.toContain('"degreePercent":40');
  });
});

describe('what was built on an entry that was put aside', () => {
  it.each([
    ['a text that no database can store', (facts: object) => ({ facts: { ...facts, note: 'a\u0000b' } }), 'malformed'],
    ['an invalid document', (facts: object) => ({ facts: { ...facts, degreePercent: 650 } }), 'invalidDocument'],
    ['a field that is set once', () => ({ number: 'other' }), 'immutable'],
  ])('is put aside with it: %s', async (_name, change, why) => {
    const [a, b] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan)];
    const { opened, entries } = writeApprovedCase(a);
    await a.push(entries.slice(0, 2));
    const handOver = () => ({ status: 'review', handedOver: makeStep(a.caseworker) });
    const write = (changes: Record<string, unknown>, base: number) => a.write({ collection: 'cases', document: opened.id, base, changes, author: a.caseworker });
    expect(results(await a.push([write(change(opened.facts), 1), write(handOver(), 1)]))).toEqual([why, 'builtOnAside']);
    // in another envelope, released before its office heard of it
    expect(results(await a.push([write(handOver(), 1)]))).toEqual(['builtOnAside']);
    expect((await itemsOf(b, opened.id)).at(-1)).toMatchObject({ d: { status: 'draft', facts: opened.facts } });
    const heard = (await itemsOf(a, opened.id)).at(-1)!;
    expect(heard).toMatchObject({ k: 'put', d: { status: 'draft', facts: opened.facts } });
    expect(results(await a.push([write(handOver(), heard.v)]))).toEqual(['applied']);
  });
});

it('after a restore from a backup, by one item and one new person, who had read further gets that person', async () => {
  const [old, writer] = [await makeDevice(server, districts.third), await makeDevice(server, districts.third)];
  const register = (device: TestDevice, id = v7()) => {
    const person = makePerson(districts.third, { id });
    return device.write({ collection: 'persons', document: id, changes: { ...person }, author: device.caseworker });
  };
  const [kept, lost, fresh] = [v7(), v7(), v7()];
  await writer.push([register(writer, kept), register(writer, lost)]);
  await old.pullAll();
  const pool = new pg.Pool({ connectionString: server.database });
  await pool.query('DELETE FROM stream_item WHERE document = $1', [lost]);
  await pool.query('UPDATE stream SET seq = seq - 1 WHERE name = $1', [`${districts.third}/registry`]);
  for (const table of ['document_area WHERE document', 'document WHERE id', 'entry WHERE document']) await pool.query(`DELETE FROM ${table} = $1`, [lost]);
  expect((await runServerTool(server, 'raise-epoch', 'x')).status).toBe(2);
  expect((await runServerTool(server, 'raise-epoch')).json).toEqual({ epoch: 2 });
  expect((await pool.query('SELECT DISTINCT epoch FROM stream')).rows).toEqual([{ epoch: 2 }]);
  await pool.end();
  const second = await startServer({ database: server.database });
  for (const device of [old, writer]) Object.assign(device, { url: second.url, session: undefined });
  expect(await writer.openSession()).toMatchObject({ epoch: 2 });
  await writer.push([register(writer, fresh)]);
  const before = old.pulled.length;
  await old.pullAll();
  expect(old.pulled.slice(before).map((item) => item.i)).toEqual([kept, fresh]);
  expect(old.cursors).toContainEqual({ stream: `${districts.third}/registry`, epoch: 2, seq: 2 });
  await second.stop();
});
