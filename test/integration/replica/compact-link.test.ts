import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { toBase64url } from '../../../shared/base/base64url.ts';
import { concatBytes, utf8 } from '../../../shared/base/bytes.ts';
import { createPartReader } from '../../../shared/sync/part-reader.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { requestMessage } from '../../../shared/sync/signed-message.ts';
import type { RawLink } from '../../../src-main/replica/platform/open-link.ts';
import { getOffice, type Host } from '../../../src-main/replica/session/host-parts.ts';
import { findDocument } from '../../../src-main/replica/store/documents.ts';
import { historyOf } from '../../../src-main/replica/store/journal.ts';
import { serverVersionOf } from '../../../src-main/replica/store/versions.ts';
import { coolDown } from '../../../src-main/replica/sync/warm-link.ts';
import { saveChanges } from '../../../src-main/replica/usecases/save-changes.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { editAndRelease, editAndSign } from '../../bench/sync/edit.ts';
import { mustSync, openOffice, ulan, type Office } from '../../bench/sync/office.ts';
import { password } from '../../support/replica/people.ts';
import { soon, type Laptop } from '../../support/replica/laptop.ts';
import { makeEnrolCode, runServerTool } from '../../support/server/start-server.ts';
import { TestDevice } from '../../support/server/test-device.ts';

let [office, first, second] = [undefined as unknown as Office, undefined as unknown as Laptop, undefined as unknown as Laptop];
beforeAll(async () => {
  office = await openOffice(60);
  [first, second] = [await office.newLaptop(), await office.newLaptop()];
  for (const laptop of [first, second]) await warm(laptop);
});
afterAll(() => office.close());

/** Syncs until a compact link stands open and has been used. */
const warm = async (laptop: Laptop): Promise<void> => {
  await mustSync(laptop);
  await vi.waitFor(() => expect(laptop.host.warm?.compact).toBeDefined(), soon);
  await mustSync(laptop);
};
const idOf = (index: number) => office.people[index]!.id;
const db = (laptop: Laptop) => getOffice(laptop.host).replica.db;
const phoneOf = (laptop: Laptop, id: string) => findDocument(getOffice(laptop.host).replica, 'persons', id)?.phone;
const passed = async (work: () => Promise<void>): Promise<number> => {
  const sum = () => office.line.counts.up + office.line.counts.down;
  const before = sum();
  await work();
  return sum() - before;
};

test('an edit costs a few hundred bytes, is at the centre at once with its receipt, and nothing to do costs next to nothing', async () => {
  for (const round of [1, 2, 3]) {
    await editAndRelease(first.host, [idOf(0)], round);
    expect(await passed(() => mustSync(first))).toBeLessThan(round === 1 ? 500 : 330);
    expect(first.host.sync).toMatchObject({ receipts: 1, entriesSent: 1, quarantined: 0 });
    expect(serverVersionOf(db(first), 'persons', idOf(0))).toBe(1 + round);
  }
  expect(historyOf(db(first), idOf(0)).map((row) => row.result)).toEqual(['applied', 'applied', 'applied']);
  expect(await passed(() => mustSync(first))).toBeLessThan(10);
  await mustSync(second);
  expect(phoneOf(second, idOf(0))).toBe(phoneOf(first, idOf(0)));
  expect(serverVersionOf(db(second), 'persons', idOf(0))).toBe(4);
});

test('what another laptop changed comes over the link, and a rival edit of another field is merged', async () => {
  await editAndRelease(second.host, [idOf(1), idOf(2)], 7);
  await mustSync(second);
  await editAndRelease(first.host, [idOf(3)], 8);
  await mustSync(first);
  for (const id of [idOf(1), idOf(2)]) expect(phoneOf(first, id)).toBe(phoneOf(second, id));
  expect(await passed(() => mustSync(first))).toBeLessThan(10);
  // both at once, and the later clock holds
  await editAndRelease(second.host, [idOf(4)], 9);
  await editAndRelease(first.host, [idOf(4)], 10);
  for (const laptop of [second, first, second]) await mustSync(laptop);
  expect(phoneOf(second, idOf(4))).toBe(phoneOf(first, idOf(4)));
});

test('where the person has been changed again meanwhile, the document comes as a whole and the new change stays on top', async () => {
  await editAndRelease(first.host, [idOf(5)], 20);
  const before = findDocument(getOffice(first.host).replica, 'persons', idOf(5))!;
  const saved = saveChanges(first.host, 'person.edit', [{ collection: 'persons', before, after: { ...before, house: '77' } }]);
  expect(saved.ok).toBe(true);
  await mustSync(first);
  expect(findDocument(getOffice(first.host).replica, 'persons', idOf(5))).toMatchObject({ house: '77', phone: before.phone });
  expect(serverVersionOf(db(first), 'persons', idOf(5))).toBe(2);
  await mustSync(second);
  expect(findDocument(getOffice(second.host).replica, 'persons', idOf(5))).toMatchObject({ house: office.people[5]!.house, phone: before.phone });
});

test('a document that is not here as it is at the centre is sent, whatever the versions say', async () => {
  const [{ replica }, id] = [getOffice(first.host), idOf(9)];
  // What waits for a supervisor was told to the office with a handshake: its link is there a moment later.
  await warm(first);
  replica.commit({ durability: 'full', documents: [{ collection: 'persons', document: { ...findDocument(replica, 'persons', id)!, house: 'differs' } }] });
  await editAndRelease(first.host, [id], 25);
  await mustSync(first);
  expect(findDocument(replica, 'persons', id)!.house).toBe(office.people[9]!.house);
  expect(serverVersionOf(db(first), 'persons', id)).toBe(2);
  expect(await passed(() => mustSync(first))).toBeLessThan(10);
});

test('a centre that has another idea of what went before gets the envelope whole, and takes it once', async () => {
  const link = first.host.warm!.compact!;
  link.context = { ...link.context, number: link.context.number - 1, entry: new Uint8Array(32).fill(7), previous: new Uint8Array(32).fill(7) };
  await editAndRelease(first.host, [idOf(6)], 30);
  expect(await passed(() => mustSync(first))).toBeGreaterThan(500);
  expect(first.host.sync).toMatchObject({ receipts: 1, entriesSent: 1 });
  // 'whole' does not move what both know: from here on each says more until they agree again
  await editAndRelease(first.host, [idOf(7)], 31);
  await mustSync(first);
  expect(historyOf(db(first), idOf(6)).concat(historyOf(db(first), idOf(7))).map((row) => row.result)).toEqual(['applied', 'applied']);
});

test('a link that breaks with an envelope on it loses nothing: the same bytes go by the next way', async () => {
  await warm(second);
  await editAndRelease(second.host, [idOf(8)], 40);
  office.line.set({ cutAtUp: 120 });
  await second.sync();
  office.line.set({ cutAtUp: undefined });
  await mustSync(second);
  expect(historyOf(db(second), idOf(8)).map((row) => row.result)).toEqual(['applied']);
  expect(db(second).find<{ n: number }>('SELECT count(*) AS n FROM journal WHERE receipt IS NULL')).toEqual({ n: 0 });
  await mustSync(first);
  expect(phoneOf(first, idOf(8))).toBe(phoneOf(second, idOf(8)));
});

test('a link that opens after another handshake was made does not take the place of its own', async () => {
  const { openLink } = second.host;
  const opened: (RawLink | undefined)[] = [];
  const late = (async (url, headers) => {
    const raw = await openLink!(url, headers);
    opened.push(raw);
    // The first answer comes last.
    if (opened.length === 1) await vi.waitFor(() => expect(second.host.warm).toBeDefined(), soon);
    return raw;
  }) satisfies Host['openLink'];
  Object.assign(second.host, { openLink: late });
  coolDown(second.host);
  await mustSync(second);
  await expect.poll(() => opened.length, soon).toBe(1);
  await mustSync(second);
  await expect.poll(() => opened[0]!.isOpen(), soon).toBe(false);
  expect(second.host.warm?.link).toBe(opened[1]);
  Object.assign(second.host, { openLink });
  expect(await passed(() => mustSync(second))).toBeLessThan(500);
});

/** A link opened by hand, and what is said on it. */
const openByHand = async (device: TestDevice, key: Uint8Array = new Uint8Array()): Promise<((body: Uint8Array) => Promise<Uint8Array>) | undefined> => {
  const number = ++device.requests;
  const signature = nodeCrypto.sign(device.signKeys.privateKey, requestMessage(nodeCrypto.sha256, device.session!, number, concatBytes(utf8('link'), key)));
  const { hostname, port } = new URL(device.url);
  const headers = { connection: 'Upgrade', upgrade: 'tirek', 'x-tirek-session': toBase64url(device.session!), 'x-tirek-number': String(number), 'x-tirek-signature': toBase64url(signature), ...(key.length > 0 ? { 'x-tirek-key': toBase64url(key) } : {}) };
  const socket = await new Promise<Duplex | undefined>((done) => {
    request({ hostname, port, path: '/link', headers }).on('upgrade', (_response, opened) => done(opened)).on('response', () => done(undefined)).on('error', () => done(undefined)).end();
  });
  return socket && ((body) => new Promise((done) => {
    const reader = createPartReader((part) => (done(new Uint8Array(part)), true), 20_000_000);
    socket.removeAllListeners('data').on('data', (bytes: Buffer) => void reader.push(new Uint8Array(bytes)));
    socket.write(packParts([body]));
  }));
};

test('a device of protocol 2 has its link without a key; a key that is not for this centre opens none; a revoked device hears so', async () => {
  const device = new TestDevice(office.server.url);
  await device.enrol(await makeEnrolCode(office.server, ulan));
  await device.openSession({ versions: [1, 2] });
  const say = (await openByHand(device))!;
  expect(findParts(await say(device.syncBody([])))!.length).toBeGreaterThan(1);
  expect(await openByHand(device, new Uint8Array(80).fill(5))).toBeUndefined();
  const pair = nodeCrypto.newReadKeyPair();
  const key = concatBytes(pair.publicKey, nodeCrypto.sealKey(pair, Buffer.from(device.certificate.serverReadKey, 'base64url'), new Uint8Array(32).fill(6)));
  const speak = (await openByHand(device, key))!;
  expect(new TextDecoder().decode(await speak(Uint8Array.of(0)))).toBe('{"refused":"malformed"}');
  expect(await speak(Uint8Array.of(2, 0, 1, 2, 3))).toEqual(new TextEncoder().encode('{"refused":"malformed"}'));
  const head = utf8(JSON.stringify({ cursors: [], envelopes: 0, maxBytes: 1024 }));
  expect((await speak(concatBytes(Uint8Array.of(3), packParts([head]), Uint8Array.of(0, 1, 2, 3))))).toEqual(Uint8Array.of(8));
  expect((await speak(concatBytes(Uint8Array.of(1), packParts([head]))))[0]).toBe(0);
  await runServerTool(office.server, 'revoke-device', device.certificate.device);
  expect(new TextDecoder().decode(await speak(Uint8Array.of(0)))).toBe('{"refused":"revoked"}');
});

test('the record of a batch is said short to a centre of protocol 4, and whole to an earlier one; both take it as it was written', async () => {
  coolDown(second.host);
  await second.must('session.lock', {});
  await second.must('session.unlock', { login: 'bolat', password });
  await warm(second);
  const sizes: number[] = [];
  for (const [round, version] of [4, 4, 3].entries()) {
    Object.assign(second.host.warm!.session, { version });
    await editAndSign(second.host, [idOf(40 + round)], 400 + round);
    sizes.push(await passed(() => mustSync(second)));
    expect(second.host.sync).toMatchObject({ receipts: 1, entriesSent: 2, quarantined: 0 });
  }
  expect(sizes[1]).toBeLessThan(400);
  expect(sizes[2]! - sizes[1]!).toBeGreaterThan(80);
  // Packed all the same: whole it is more than a thousand bytes.
  expect(sizes[2]).toBeLessThan(600);
  coolDown(first.host);
  await warm(first);
  const ids = db(second).list<{ document: string }>("SELECT document FROM journal WHERE collection = 'batches' ORDER BY document");
  const batches = (laptop: Laptop) => ids.map(({ document }) => findDocument(getOffice(laptop.host).replica, 'batches', document));
  expect(batches(first)).toEqual(batches(second));
  expect(batches(first).filter((one) => one?.signed.byName === getOffice(second.host).session.name)).toHaveLength(3);
});
