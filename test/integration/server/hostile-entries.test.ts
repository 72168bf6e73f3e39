import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { Socket } from 'node:net';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase64url } from '../../../shared/base/base64url.ts';
import { textOf, utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { Task } from '../../../shared/domain/task.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { SyncReply } from '../../../shared/sync/messages.ts';
import { createPartReader } from '../../../shared/sync/part-reader.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { requestMessage } from '../../../shared/sync/signed-message.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { inTransaction, openDatabase } from '../../../src-server/store/db.ts';
import { districts, makePerson } from '../../support/server/sample-documents.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';
import type { TestDevice, Written } from '../../support/server/test-device.ts';
import { makeDevice } from '../../support/server/test-office.ts';

let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.stop());

const results = (lines: readonly { r: string; why?: string | undefined }[]) => lines.map((line) => line.why ?? line.r);
/** An entry as no laptop of ours writes it. */
const forge = (device: TestDevice, change: object): Written => {
  const { number, bytes } = device.write({ collection: 'persons', document: v7(), changes: {}, author: device.caseworker });
  return { number, bytes: utf8(canonicalJson({ ...(JSON.parse(textOf(bytes)) as object), ...change } as never)) };
};
const newPerson = (device: TestDevice): { id: string; entry: Written } => {
  const person = makePerson(districts.ulan);
  return { id: person.id, entry: device.write({ collection: 'persons', document: person.id, changes: person, author: device.caseworker }) };
};
const most = Number.MAX_SAFE_INTEGER;
/** Bases about the greatest that the centre's columns hold, of a change that is put aside for another reason. */
const bases = [2 ** 31 - 3, 2 ** 31 - 2, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 52, most];

describe('an entry whose numbers no column holds is put aside like any, and the entry beside it is taken', () => {
  it.each(bases)('base %d', async (base) => {
    const device = await makeDevice(server, districts.ulan);
    const { id, entry } = newPerson(device);
    expect(results(await device.push([entry]))).toEqual(['applied']);
    // of a field that is set once, with an author whom nobody knows, of a document that is not there, and one that cannot be
    const bad = [
      forge(device, { document: id, base, changes: { id: v7() } }), forge(device, { document: id, base, author: v7(), changes: { phone: '1' } }), forge(device, { base, changes: { phone: '1' } }),
      forge(device, { document: id, base, changes: { birthDate: 'x' } }),
    ];
    const good = newPerson(device).entry;
    const lines = await device.push([...bad, good]);
    expect(lines.map((line) => line.r)).toEqual([...bad.map(() => 'quarantined'), 'applied']);
    if (base >= 2 ** 31 - 1) expect(results(lines).slice(0, bad.length)).toEqual(bad.map(() => 'malformed'));
    expect((await device.sync()).sent).toEqual([]);
  });

  it.each([
    ['heard of an entry beyond all', (device: TestDevice) => forge(device, { document: v7(), base: 1, heard: [[v7(), most]], changes: { phone: '1' } })],
    ['a number beyond all', (device: TestDevice) => {
      const { bytes } = forge(device, { number: most });
      return { number: most, bytes };
    }],
    ['numbers that are none', (device: TestDevice) => forge(device, { base: 1e300 })],
    ['a name with a NUL', (device: TestDevice) => forge(device, { document: 'a\u0000b' })],
    ['half a letter in the name of a document', (device: TestDevice) => forge(device, { document: '\ud800' })],
    ['a NUL in the name of the person', (device: TestDevice) => forge(device, { collection: 'cases', changes: { personId: 'a\u0000b' } })],
    ['a field that an index is over, longer than it holds', (device: TestDevice) => {
      const person = makePerson(districts.ulan, { personId: randomBytes(9000).toString('hex') } as never);
      return device.write({ collection: 'persons', document: person.id, changes: person, author: device.caseworker });
    }],
    ['an author twice', (device: TestDevice) => {
      const { entry } = newPerson(device);
      return { ...entry, bytes: utf8(textOf(entry.bytes).replace('{', `{"author":"${v7()}",`)) };
    }],
    ['a NUL in the number of a blank', (device: TestDevice) => forge(device, { collection: 'registers', changes: { number: 'a\u0000b', kind: 'blank' } })],
  ])('%s', async (_name, write) => {
    const device = await makeDevice(server, districts.ulan);
    const good = newPerson(device).entry;
    const bad = write(device);
    const lines = await device.push([good, bad]);
    expect(lines.map((line) => line.r)).toEqual(['applied', 'quarantined']);
  });

  it('goes on behind it, and sends it again with the same answer', async () => {
    const device = await makeDevice(server, districts.ulan);
    const bad = forge(device, { base: 2 ** 31 });
    const envelope = device.seal([bad]);
    const [first, again] = [(await device.sync([envelope])).sent[0]!, (await device.sync([envelope])).sent[0]!];
    device.check(envelope, [bad], first);
    expect(again).toEqual(first);
    expect(results(await device.push([newPerson(device).entry]))).toEqual(['applied']);
  });
});

describe('a base that nobody was given', () => {
  it('replaces no rival’s word unseen, and closes nothing for those that were', async () => {
    const [device, rival] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan)];
    const { id, entry } = newPerson(device);
    await device.push([entry, forge(device, { document: id, base: 1, changes: { lastNameRu: 'Иванова' } })]);
    const rename = (base: number, name: string) => forge(rival, { document: id, base, changes: { lastNameRu: name } });
    expect(results(await rival.push([rename(3, 'Б'), rename(1e9, 'В')]))).toEqual(['malformed', 'malformed']);
    await rival.pullAll();
    const newest = rival.pulled.findLast((item) => item.i === id)!;
    expect(newest).toMatchObject({ v: 4, d: { lastNameRu: 'Иванова' } });
    // What is written without having heard of it shares its fate; what is written after that is taken.
    expect(results(await rival.push([rename(2, 'Г'), newPerson(rival).entry]))).toEqual(['builtOnAside', 'applied']);
    await rival.pullAll();
    expect(results(await rival.push([rename(rival.pulled.findLast((item) => item.i === id)!.v, 'Г')]))).toEqual(['applied']);
  });
});

describe('a clock', () => {
  it('beyond what an Instant says is put aside, and becomes the time of no dispute', async () => {
    const [device, rival] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan)];
    const { id, entry } = newPerson(device);
    await device.push([entry]);
    const rename = (author: TestDevice, hlc: string, householdId = v7()) => forge(author, { document: id, base: 1, hlc, changes: { householdId } });
    expect(results(await device.push([rename(device, 'ffffffffffff-ffff'), rename(device, 'e677d21fdc00-0000'), rename(device, '0190ffffffff-0000')]))).toEqual(['malformed', 'malformed', 'applied']);
    expect(results(await rival.push([rename(rival, 'e677d21fdbff-ffff')]))).toEqual(['conflict']);
    await rival.pullAll();
    const tasks = rival.pulled.filter((item) => item.c === 'registryTasks').map((item) => (item.k === 'put' ? Task.parse(item.d) : undefined));
    expect(tasks.map((task) => task?.right.at)).toEqual(['9999-12-31T23:59:59.999Z']);
  });
});

/** A link of `device`: says a body, and gives the answer. */
const openLink = async (device: TestDevice): Promise<{ say: (body: Uint8Array) => Promise<Uint8Array>; close: () => void }> => {
  if (!device.session) await device.openSession();
  const number = ++device.requests;
  const signature = nodeCrypto.sign(device.signKeys.privateKey, requestMessage(nodeCrypto.sha256, device.session!, number, utf8('link')));
  const headers = { connection: 'Upgrade', upgrade: 'tirek', 'x-tirek-session': toBase64url(device.session!), 'x-tirek-number': String(number), 'x-tirek-signature': toBase64url(signature) };
  const socket = await new Promise<Socket>((resolve, reject) => {
    httpRequest(`${server.url}/link`, { headers }).on('upgrade', (_response, upgraded: Socket) => resolve(upgraded)).on('response', ({ statusCode }) => reject(new Error(`refused: ${statusCode}`))).on('error', reject).end();
  });
  const say = (body: Uint8Array) => new Promise<Uint8Array>((resolve, reject) => {
    const reader = createPartReader((part) => {
      socket.removeAllListeners('data');
      resolve(new Uint8Array(part));
      return true;
    }, 20_000_000);
    socket.on('data', (bytes: Buffer) => void reader.push(bytes));
    socket.once('close', () => reject(new Error('closed')));
    socket.write(packParts([body]));
  });
  return { say, close: () => socket.destroy() };
};

it('is put aside over the link too, which stays open', async () => {
  const device = await makeDevice(server, districts.ulan);
  const link = await openLink(device);
  const say = async (entries: readonly Written[]) => {
    const answer = await link.say(device.syncBody([device.seal(entries)]));
    const reply = findMessage(SyncReply, findParts(answer)![0]!)!;
    return reply.envelopes.flatMap(({ lines }) => results(lines));
  };
  expect(await say([forge(device, { base: 2 ** 31, author: v7() }), newPerson(device).entry])).toEqual(['malformed', 'applied']);
  expect(await say([newPerson(device).entry])).toEqual(['applied']);
  link.close();
});

describe('a stick', () => {
  it('brings it its receipt, and the other files theirs', async () => {
    const stick = mkdtempSync(join(tmpdir(), 'tirek-hostile-'));
    const envelopes = join(stick, 'tirek/envelopes');
    mkdirSync(envelopes, { recursive: true });
    const [bad, good] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan)];
    writeFileSync(join(envelopes, '1.envelope'), bad.seal([forge(bad, { base: 2 ** 31, author: v7() })]));
    writeFileSync(join(envelopes, '2.envelope'), good.seal([newPerson(good).entry]));
    const { status, json } = await runServerTool(server, 'import', stick);
    expect([status, json]).toEqual([0, expect.objectContaining({ envelopes: 2, entries: 2, quarantined: 1, refused: [] })]);
    for (const device of [bad, good]) {
      const folder = join(stick, 'tirek/receipts', device.certificate.device);
      expect(existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.receipt'))).toBe(true);
    }
    rmSync(stick, { recursive: true, force: true });
  });
});

it('a transaction fails with the error of the statement that failed, not with that of those behind it', async () => {
  const database = openDatabase(server.database, () => undefined);
  const failing = inTransaction(database, async (db) => {
    db.query('SELECT 2147483648::bigint::int').catch(() => undefined);
    await db.query('SELECT 1');
  });
  await expect(failing).rejects.toMatchObject({ code: '22003' });
  await database.close();
});
