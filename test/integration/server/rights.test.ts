import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkIin, makeTrainingIin } from '../../../shared/domain/iin.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { districts, makeCase, makePerson, makeStep } from '../../support/server/sample-documents.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';
import type { TestDevice } from '../../support/server/test-device.ts';
import { makeDevice, writeApprovedCase, writeTransfer } from '../../support/server/test-office.ts';

let server: TestServer;
beforeAll(async () => { server = await startServer(); });
afterAll(() => server.stop());

const results = (lines: readonly { r: string; why?: string | undefined }[]) => lines.map((line) => line.why ?? line.r);
const register = async (device: TestDevice, change: Parameters<typeof makePerson>[1]) => {
  const person = makePerson(device.certificate.area, change);
  return results(await device.push([device.write({ collection: 'persons', document: person.id, changes: person, author: device.caseworker })]))[0];
};
const seen = async (device: TestDevice, id: string) => {
  await device.pullAll();
  return device.pulled.filter((item) => item.i === id);
};
/** A number of the shape that real ones have, of somebody born on 1 January 1900. */
const realShaped = Array.from('0123456789', (digit) => `00010130001${digit}`).find((iin) => checkIin(iin).status === 'valid')!;
const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();

it('what cannot be true of a person is not taken from any laptop', async () => {
  const a = await makeDevice(server, districts.ulan);
  const real = await makeDevice(server, districts.ulan, { training: false });
  const training = makeTrainingIin('1980-05-05' as PlainDate, 'female', 3) ?? makeTrainingIin('1980-05-05' as PlainDate, 'female', 4);
  expect(await register(a, { iin: training })).toBe('applied');
  expect(await register(real, { synthetic: false, iin: training })).toBe('invalidDocument');
  expect(await register(real, { synthetic: false, iin: realShaped })).toBe('applied');
  expect(await register(a, { iin: realShaped })).toBe('invalidDocument');
  expect(await register(a, { iin: '123456789012' })).toBe('invalidDocument');
  expect(await register(a, { birthDate: days(3).slice(0, 10) })).toBe('invalidDocument');
  expect(await register(a, { birthDate: '1879-12-31' })).toBe('invalidDocument');
});

it('an action sets its own step, in the name the centre knows, at a time that can be', async () => {
  const a = await makeDevice(server, districts.ulan);
  const { opened, entries } = writeApprovedCase(a);
  await a.push(entries.slice(0, 1));
  const attempt = async (changes: Record<string, unknown>, author: string, base: number) => results(await a.push([a.write({ collection: 'cases', document: opened.id, changes, author, base })]))[0];
  const newest = async () => (await seen(a, opened.id)).at(-1)?.v ?? 0;
  const refused = async (changes: Record<string, unknown>, author: string) => expect(await attempt(changes, author, await newest())).toBe('notAllowed');
  const { caseworker, supervisor } = a;
  const forged = makeCase(districts.ulan, opened.personId, caseworker, { opened: { ...makeStep(caseworker), byName: 'Басқа' } });
  expect(results(await a.push([a.write({ collection: 'cases', document: forged.id, changes: forged, author: caseworker })]))).toEqual(['notAllowed']);
  expect(await attempt({ ...opened }, caseworker, 0)).toBe('applied');
  await refused({ status: 'review' }, caseworker);
  await refused({ status: 'review', handedOver: { ...makeStep(caseworker), byName: 'Басқа' } }, caseworker);
  await refused({ status: 'review', handedOver: { ...makeStep(caseworker), at: days(-400) } }, caseworker);
  await refused({ status: 'review', handedOver: { ...makeStep(caseworker), at: days(400) } }, caseworker);
  await refused({ newerField: 1 }, supervisor);
  expect(await attempt({ newerField: 1 }, caseworker, await newest())).toBe('applied');
  // A clock that is months behind is no reason.
  expect(await attempt({ status: 'review', handedOver: { ...makeStep(caseworker), at: days(-90) } }, caseworker, await newest())).toBe('applied');
  await refused({ status: 'approved' }, supervisor);
  await refused({ status: 'returned' }, supervisor);
  expect(await attempt({ status: 'approved', approved: makeStep(supervisor) }, supervisor, await newest())).toBe('applied');
});

it('an address in another district sends the record nowhere; only a case brings it there', async () => {
  const [a, other] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.zaisan)];
  const { person, opened, entries } = writeApprovedCase(a, { district: districts.zaisan });
  expect(results(await a.push(entries))).toEqual(['applied', 'applied', 'applied', 'applied']);
  expect(await seen(other, person.id)).toEqual([]);
  expect(await seen(a, person.id)).toHaveLength(1);
  await a.push([writeTransfer(a, opened.id, districts.zaisan)]);
  expect(await seen(other, person.id)).toHaveLength(1);
});

it('who a person is changes only in the district that registered them', async () => {
  const [a, other] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.zaisan)];
  const { person, opened, entries } = writeApprovedCase(a);
  await a.push([...entries, writeTransfer(a, opened.id, districts.zaisan)]);
  const version = (await seen(other, person.id)).at(-1)!.v;
  const change = async (device: TestDevice, changes: Record<string, unknown>, base: number) => results(await device.push([device.write({ collection: 'persons', document: person.id, changes, base, author: device.caseworker })]))[0];
  expect(await change(other, { phone: '+77010000001' }, version)).toBe('applied');
  expect(await change(other, { lastNameKk: 'Басқа' }, version)).toBe('wrongArea');
  expect(await change(other, { district: districts.third }, (await seen(other, person.id)).at(-1)!.v)).toBe('wrongArea');
  expect(await change(a, { lastNameKk: 'Дұрыс', district: districts.zaisan }, (await seen(a, person.id)).at(-1)!.v)).toBe('applied');
});

it('a report is a supervisor’s own word, of its own district, and is never changed', async () => {
  const a = await makeDevice(server, districts.ulan);
  const report = (by: string) => ({ id: crypto.randomUUID(), number: '2026-1/AAAAAA', district: districts.ulan, upTo: '2026-10', made: makeStep(by), ledgers: 10, persons: 1, employers: 1, rows: [{ bin: '990140001111', name: 'ЖШС', persons: 1, unpaid: 1, late: 0, missing: 0, owed: 5000 }] });
  const send = async (made: ReturnType<typeof report>, author: string, change: Record<string, unknown> = made, base = 0) => results(await a.push([a.write({ collection: 'reports', document: made.id, changes: change, author, base })]))[0];
  const mine = report(a.supervisor);
  expect(await send(report(a.caseworker), a.caseworker)).toBe('notAllowed');
  expect(await send(report(a.caseworker), a.supervisor)).toBe('notAllowed');
  expect(await send({ ...report(a.supervisor), district: districts.zaisan }, a.supervisor)).toBe('wrongArea');
  expect(await send(mine, a.supervisor)).toBe('applied');
  expect(await send(mine, a.supervisor, { employers: 0 }, 1)).not.toBe('applied');
});

it('a paper does not take the id of a paper of another kind, and the one that is there stays as it is', async () => {
  const a = await makeDevice(server, districts.ulan);
  const report = { id: crypto.randomUUID(), number: '2026-1/BBBBBB', district: districts.ulan, upTo: '2026-10', made: makeStep(a.supervisor), ledgers: 1, persons: 0, employers: 0, rows: [] };
  const { opened, entries } = writeApprovedCase(a);
  await a.push(entries);
  const scan = { id: report.id, caseId: opened.id, district: districts.ulan };
  expect(results(await a.push([a.write({ collection: 'reports', document: report.id, changes: report, author: a.supervisor })]))).toEqual(['applied']);
  expect(results(await a.push([a.write({ collection: 'scans', document: scan.id, changes: scan, author: a.caseworker })]))).toEqual(['invalidDocument']);
  // Ids of persons, cases and batches are their own.
  const person = makePerson(districts.ulan, { id: report.id });
  expect(results(await a.push([a.write({ collection: 'persons', document: person.id, changes: person, author: a.caseworker })]))).toEqual(['applied']);
  // Another program over the same database, without these rules: the database itself keeps them apart.
  const client = new pg.Client({ connectionString: server.database });
  await client.connect();
  await expect(client.query("INSERT INTO document (collection, id, version, body, field_versions) VALUES ('scans', $1, 1, '{}', '{}')", [report.id])).rejects.toMatchObject({ code: '23505' });
  await client.end();
});
