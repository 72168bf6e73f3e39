import { request as httpRequest } from 'node:http';
import type { Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import { concatBytes, utf8 } from '../../../shared/base/bytes.ts';
import { createPartReader } from '../../../shared/sync/part-reader.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { requestMessage } from '../../../shared/sync/signed-message.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { districts, makeCase, makePerson } from '../../support/server/sample-documents.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';
import type { TestDevice } from '../../support/server/test-device.ts';
import { makeDevice } from '../../support/server/test-office.ts';

let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.stop());

/** A warm link of `device`; `key` makes it compact. Nothing is read from it until somebody listens. */
const openLink = async (device: TestDevice, key = new Uint8Array(), wantsNotices = false): Promise<Socket> => {
  if (!device.session) await device.openSession();
  const number = ++device.requests;
  const signature = nodeCrypto.sign(device.signKeys.privateKey, requestMessage(nodeCrypto.sha256, device.session!, number, concatBytes(utf8('link'), key)));
  const headers = { connection: 'Upgrade', upgrade: 'tirek', 'x-tirek-session': toBase64url(device.session!), 'x-tirek-number': String(number), 'x-tirek-signature': toBase64url(signature), ...(key.length > 0 ? { 'x-tirek-key': toBase64url(key) } : {}), ...(wantsNotices ? { 'x-tirek-notices': '1' } : {}) };
  return new Promise((resolve, reject) => {
    httpRequest(`${server.url}/link`, { headers }).on('upgrade', (_response, socket: Socket) => resolve(socket)).on('response', ({ statusCode }) => reject(new Error(`refused: ${statusCode}`))).on('error', reject).end();
  });
};

/** Says `body` and waits for the answer. */
const ask = (socket: Socket, body: Uint8Array): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const reader = createPartReader((part) => {
      socket.removeAllListeners('data');
      resolve(new Uint8Array(part));
      return true;
    }, 20_000_000);
    socket.on('data', (bytes: Buffer) => void reader.push(bytes));
    socket.once('close', () => reject(new Error('closed')));
    socket.write(packParts([body]));
  });

const answers = async (): Promise<number> => {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return text.split('\n').filter((line) => line.startsWith('tirek_requests_total{route="link"')).reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
};

describe('a warm link', () => {
  it('takes a body that was so long under way that signs of life stand behind it', async () => {
    const device = await makeDevice(server, districts.ulan);
    const socket = await openLink(device, undefined, true);
    const whole = packParts([device.syncBody([])]);
    socket.write(whole.subarray(0, -3));
    await new Promise((done) => setTimeout(done, 100));
    const heard = new Promise<Uint8Array>((resolve, reject) => {
      const reader = createPartReader((part) => (part.length > 1 && resolve(new Uint8Array(part)), true), 20_000_000);
      socket.on('data', (bytes: Buffer) => void reader.push(bytes)).once('close', () => reject(new Error('closed')));
    });
    const life = packParts([new Uint8Array()]);
    socket.write(concatBytes(whole.subarray(-3), life, life, life, life));
    expect((await heard).length).toBeGreaterThan(10);
    // One alone is answered by one.
    const alone = new Promise<Uint8Array>((resolve) => socket.removeAllListeners('data').once('data', (bytes: Buffer) => resolve(new Uint8Array(bytes))));
    socket.write(life);
    expect(await alone).toEqual(new Uint8Array(life));
    // Many at once are nobody's sign of life.
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(new Uint8Array(3000));
    await closed;
  });

  it('is closed to a device that goes on asking and reads no answer: what it does not take is not kept for it', async () => {
    const device = await makeDevice(server, districts.ulan);
    const person = makePerson(districts.ulan);
    const cases = Array.from({ length: 500 }, () => makeCase(districts.ulan, person.id, device.caseworker));
    const noted = cases.map((one) => ({ ...one, facts: { ...one.facts, note: randomBytes(2990).toString('base64') } }));
    await device.push([device.write({ collection: 'persons', document: person.id, changes: person, author: device.caseworker }), ...noted.map((one) => device.write({ collection: 'cases', document: one.id, changes: one, author: device.caseworker }))]);
    const read = device.cursors;
    device.cursors = [];
    const body = device.syncBody([]);
    device.cursors = read;
    const socket = await openLink(device);
    socket.pause();
    let closed = false;
    socket.on('close', () => (closed = true)).on('error', () => undefined);
    // Each answer is some 1.5 MB: 60 of them are more than the systems on both sides keep for a connection.
    for (let asked = 1; asked <= 60 && !closed; asked++) {
      const before = await answers();
      socket.write(packParts([body]));
      for (let look = 0; look < 40 && !closed && (await answers()) === before; look++);
    }
    // What is closed is seen by who reads.
    socket.resume();
    await expect.poll(() => closed).toBe(true);
    expect(await answers()).toBeLessThan(60);
    expect((await device.sync()).more).toBe(false);
  });

  it('that is compact knows the cursors that came with an envelope it could not make', async () => {
    const device = await makeDevice(server, districts.zaisan);
    const pair = nodeCrypto.newReadKeyPair();
    const socket = await openLink(device, concatBytes(pair.publicKey, nodeCrypto.sealKey(pair, findBase64urlBytes(device.certificate.serverReadKey)!, new Uint8Array(randomBytes(32)))));
    // A body of /sync without envelopes is its request behind its length.
    expect(await ask(socket, concatBytes(Uint8Array.of(3), device.syncBody([]), new Uint8Array(40)))).toEqual(Uint8Array.of(8));
    const person = makePerson(districts.zaisan);
    const envelope = device.seal([device.write({ collection: 'persons', document: person.id, changes: person, author: device.caseworker })]);
    const said = await ask(socket, concatBytes(Uint8Array.of(4), envelope));
    expect([said[0], new TextDecoder().decode(said)]).toEqual([0, expect.not.stringContaining('refused')]);
    socket.destroy();
  });
});

describe('a body', () => {
  it.each(['enrol', 'session', 'chunk', 'compare'])('of /%s is never large, and is refused before it is read', async (route) => {
    const reply = await fetch(`${server.url}/${route}`, { method: 'POST', body: Buffer.alloc(2_000_000, 32), headers: { 'content-type': 'application/octet-stream' } });
    expect([reply.status, await reply.json()]).toEqual([413, { refused: 'tooLarge' }]);
  });
});
