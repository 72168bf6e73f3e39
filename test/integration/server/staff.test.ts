import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { AllowedStaff } from '../../../shared/domain/staff.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import type { SessionReply } from '../../../shared/sync/messages.ts';
import { OfficeRoster } from '../../../shared/sync/office-roster.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { newKeyPair, nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { covered } from '../../../src-server/store/streams.ts';
import { districts, makePerson } from '../../support/server/sample-documents.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';
import { makeDevice, writeApprovedCase } from '../../support/server/test-office.ts';
import type { TestDevice } from '../../support/server/test-device.ts';

let server: TestServer;
beforeAll(async () => { server = await startServer(); });
afterAll(() => server.stop());

const signer = newKeyPair('Ed25519');
const statement = (device: TestDevice, by: string, key: { privateKey: Uint8Array }, change: object = {}) => {
  const bytes = utf8(canonicalJson({ v: 1, device: device.certificate.device, by, at: '2026-01-05T05:00:00.000Z', staff: { login: 'saule', name: 'Сынақ', roles: ['supervisor'], signKey: toBase64url(signer.publicKey) }, ...change }));
  return { bytes: toBase64url(bytes), signature: toBase64url(nodeCrypto.sign(key.privateKey, signedMessage('staff', bytes))) };
};
const taken = async (device: TestDevice, ...staff: object[]) => ((await device.openSession({ staff })) as SessionReply).staff;

it('takes nobody on the word of who is no administrator there, or of a stranger’s key', async () => {
  const [a, b] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan)];
  expect(await taken(a, statement(a, a.supervisor, a.staffKeys.supervisor))).toEqual([]);
  expect(await taken(a, statement(a, a.supervisor, signer))).toEqual([]);
  expect(await taken(a, statement(b, a.supervisor, a.staffKeys.supervisor), { bytes: 'AAAA', signature: statement(a, a.supervisor, signer).signature })).toEqual([]);
  expect(await taken(a, statement(a, a.supervisor, a.staffKeys.supervisor, { staff: { login: 'x', name: '', roles: [], signKey: '' } }))).toEqual([]);
});
it('answers a handshake without statements as before', async () => {
  const a = await makeDevice(server, districts.ulan);
  expect((await a.openSession()) as object).not.toHaveProperty('staff');
});
it('lets an administrator name a newcomer, and nobody become a colleague by their login', async () => {
  await makeDevice(server, districts.ulan, { staff: [{ login: 'caseworker', name: 'А', roles: ['caseworker'] }, { login: 'supervisor', name: 'Б', roles: ['supervisor'] }, { login: 'marat', name: 'Марат', roles: ['supervisor'] }] }, ['marat']);
  const a = await makeDevice(server, districts.ulan, { staff: [{ login: 'caseworker', name: 'А', roles: ['caseworker'] }, { login: 'supervisor', name: 'Б', roles: ['administrator'] }] });
  const add = (login: string) => taken(a, statement(a, a.supervisor, a.staffKeys.supervisor, { staff: { login, name: 'Сынақ', roles: ['supervisor'], signKey: toBase64url(signer.publicKey) } }));
  expect(await add('marat')).toEqual([]);
  expect(await add('saule')).toMatchObject([{ login: 'saule' }]);
  expect(await add('caseworker')).toMatchObject([{ login: 'caseworker', id: a.caseworker }]);
});

const leaving = (device: TestDevice, login: string, change: object = {}, key = device.staffKeys.supervisor) => {
  const bytes = utf8(canonicalJson({ v: 1, kind: 'left', device: device.certificate.device, by: device.supervisor, at: '2026-01-05T05:00:00.000Z', login, last: 0, ...change }));
  return { bytes: toBase64url(bytes), signature: toBase64url(nodeCrypto.sign(key.privateKey, signedMessage('staff', bytes))) };
};
const settled = async (device: TestDevice, ...staff: object[]) => ((await device.openSession({ staff })) as SessionReply).left?.map(({ login, taken: isTaken }) => [login, isTaken]);
const administered: AllowedStaff[] = [{ login: 'caseworker', name: 'А', roles: ['caseworker'] }, { login: 'supervisor', name: 'Б', roles: ['administrator', 'supervisor'] }];
const outcomes = (lines: readonly { r: string; why?: string | undefined }[]) => lines.map(({ r, why }) => why ?? r);

it('takes a key away on the word of the device’s administrator alone, who cannot take their own', async () => {
  const plain = await makeDevice(server, districts.ulan);
  expect(await settled(plain, leaving(plain, 'caseworker'))).toEqual([['caseworker', false]]);
  const [a, b] = [await makeDevice(server, districts.ulan, { staff: administered }), await makeDevice(server, districts.ulan, { staff: administered })];
  expect(await settled(a, leaving(a, 'caseworker', {}, signer))).toEqual([['caseworker', false]]);
  expect(await settled(a, leaving(a, 'supervisor'))).toEqual([['supervisor', false]]);
  expect(await settled(a, leaving(a, 'nobody'))).toEqual([['nobody', false]]);
  // Another laptop's word is none of this one's.
  expect(await settled(a, leaving(b, 'caseworker', {}, b.staffKeys.supervisor))).toBeUndefined();
  expect(await settled(a, leaving(a, 'caseworker'))).toEqual([['caseworker', true]]);
  expect(await settled(a, leaving(a, 'caseworker'))).toEqual([['caseworker', true]]);
});

it('puts aside what somebody does whose key was taken away, from that entry on; what was written before counts, and who comes back works again', async () => {
  const a = await makeDevice(server, districts.ulan, { staff: administered });
  const edit = (document: string, base: number, house: string) => a.write({ collection: 'persons', document, base, author: a.caseworker, changes: { house } });
  const { person, entries } = writeApprovedCase(a);
  await a.push(entries);
  const [before, after] = [edit(person.id, 1, '1'), edit(person.id, 1, '2')];
  expect(await settled(a, leaving(a, 'caseworker', { last: before.number }))).toEqual([['caseworker', true]]);
  // Both come later than the word; the clock of either says nothing.
  expect(outcomes(await a.push([before, after]))).toEqual(['applied', 'notAllowed']);
  await a.pullAll();
  const back = statement(a, a.supervisor, a.staffKeys.supervisor, { staff: { login: 'caseworker', name: 'А', roles: ['caseworker'], signKey: toBase64url(signer.publicKey) } });
  expect(await taken(a, back)).toMatchObject([{ id: a.caseworker }]);
  // The same word again does not reach whoever has come back since.
  expect(await settled(a, leaving(a, 'caseworker', { last: before.number }))).toEqual([['caseworker', true]]);
  const version = a.pulled.filter(({ i }) => i === person.id).at(-1)!.v;
  expect(outcomes(await a.push([edit(person.id, version, '3')]))).toEqual(['applied']);
});

it('a key given and taken away in one handshake is gone, however often both words are said', async () => {
  const a = await makeDevice(server, districts.ulan, { staff: administered });
  const words = [statement(a, a.supervisor, a.staffKeys.supervisor, { staff: { login: 'caseworker', name: 'А', roles: ['caseworker'], signKey: toBase64url(signer.publicKey) } }), leaving(a, 'caseworker', { last: 0 })];
  for (let said = 1; said <= 2; said++) {
    expect(await settled(a, ...words)).toEqual([['caseworker', true]]);
    expect(outcomes(await a.push([a.write({ collection: 'persons', document: makePerson(districts.ulan).id, changes: {}, author: a.caseworker })]))).toEqual(['notAllowed']);
  }
});

it('the stream of an expert is for the laptops they work on, and no longer for one that they left', async () => {
  const a = await makeDevice(server, districts.ulan, { staff: administered });
  const client = new pg.Client({ connectionString: server.database });
  await client.connect();
  await client.query("UPDATE device SET takes = ARRAY['expert'], classes = ARRAY['registry', 'casework', 'medical'] WHERE id = $1", [a.certificate.device]);
  await client.query('INSERT INTO stream (name, epoch, seq) VALUES ($1, 1, 0)', [`${districts.ulan}/expert/${a.caseworker}`]);
  const streams = async () => (await client.query<{ name: string }>(`SELECT s.name FROM stream s, device d WHERE d.id = $1 AND s.name LIKE '%/expert/%' AND ${covered}`, [a.certificate.device])).rows.map(({ name }) => name);
  expect(await streams()).toEqual([`${districts.ulan}/expert/${a.caseworker}`]);
  expect(await settled(a, leaving(a, 'caseworker'))).toEqual([['caseworker', true]]);
  expect(await streams()).toEqual([]);
  await client.end();
});

it('a batch signed with a key that was taken away releases nothing from that moment on, and the roster of the office says until when the key holds', async () => {
  const a = await makeDevice(server, districts.zaisan, { staff: administered });
  const [marat] = (await taken(a, statement(a, a.supervisor, a.staffKeys.supervisor, { staff: { login: 'marat', name: 'Марат', roles: ['supervisor'], signKey: toBase64url(signer.publicKey) } })))!;
  const register = () => {
    const person = makePerson(districts.zaisan);
    return a.write({ collection: 'persons', document: person.id, changes: person, author: a.caseworker });
  };
  const signedAt = (entry: ReturnType<typeof register>, at: string) => a.manifest([entry], signer, { signedBy: marat!.id, signedAt: at });
  const [early, late] = [register(), register()];
  expect(await settled(a, leaving(a, 'marat', { at: '2026-01-10T05:00:00.000Z' }))).toEqual([['marat', true]]);
  expect(outcomes(await a.push([early, late], [signedAt(early, '2026-01-10T04:59:59.999Z'), signedAt(late, '2026-01-10T05:00:00.000Z')]))).toEqual(['applied', 'notReleased']);
  const { bytes } = await a.request(packParts([utf8(canonicalJson({ roster: 0, taken: 0, letters: 0, maxBytes: 1_000_000 }))]), {}, 'office');
  const roster = findMessage(OfficeRoster, findParts(bytes)![1]!)!;
  expect(roster.staff.map(({ name, until }) => [name, until]).sort()).toEqual([['А', undefined], ['Б', undefined], ['Марат', '2026-01-10T05:00:00.000Z']]);
});
