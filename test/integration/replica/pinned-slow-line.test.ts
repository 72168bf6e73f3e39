import { createServer as createCentre } from 'node:http';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { LineCut } from '../../../src-main/replica/platform/line-cut.ts';
import { createLineFetch } from '../../../src-main/replica/platform/line-fetch.ts';
import { openLink } from '../../../src-main/replica/platform/open-link.ts';
import { newTlsKey, openTlsFront } from '../../support/line/tls-front.ts';

const key = newTlsKey();
const centre = createCentre((_request, response) => void response.end('here'));
centre.on('upgrade', (_request, socket) => void socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: tirek\r\n\r\n'));
let front: Awaited<ReturnType<typeof openTlsFront>>;
/** A line on which nothing comes down until it is let through: the greeting of whoever calls is heard, the certificates are on their way. */
type Call = { readonly near: Socket; readonly far: Socket };
const calls: Call[] = [];
let onGreeted: (call: Call) => void = () => undefined;
const line = createServer((near) => {
  const far = connect(Number(new URL(front.address()).port), '127.0.0.1');
  const call = { near, far };
  calls.push(call);
  near.on('data', (bytes) => {
    far.write(bytes);
    onGreeted(call);
  });
  for (const [socket, other] of [[near, far], [far, near]] as const) socket.on('error', () => other.destroy()).on('close', () => other.destroy());
});
const address = () => `https://sha256-${key.pin}@127.0.0.1:${(line.address() as AddressInfo).port}/`;
const greeted = () => new Promise<Call>((done) => (onGreeted = done));
const letThrough = ({ near, far }: Call) => void far.pipe(near);
const request = (signal = new AbortController().signal) => createLineFetch()(address(), { method: 'POST', body: new Uint8Array([1]), headers: {}, redirect: 'manual', signal }).then(({ status }) => status, (error: unknown) => error);

beforeAll(async () => {
  await new Promise<void>((done) => centre.listen(0, '127.0.0.1', done));
  front = await openTlsFront({ host: '127.0.0.1', port: (centre.address() as AddressInfo).port }, key);
  await new Promise<void>((done) => line.listen(0, '127.0.0.1', done));
});
/** The product's long timers that run, by what they were set to: they end when the test says so. */
const timers = new Map<unknown, { readonly length: number; readonly end: () => void }>();
const pass = (milliseconds: number): void => [...timers.values()].filter(({ length }) => length <= milliseconds).forEach(({ end }) => end());
beforeEach(() => {
  const [set, clear] = [globalThis.setTimeout, globalThis.clearTimeout];
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((end: () => void, length: number) => {
    if (length !== 10_000 && length !== 45_000) return set(end, length);
    const timer = {};
    timers.set(timer, { length, end });
    return timer;
  }) as never);
  vi.spyOn(globalThis, 'clearTimeout').mockImplementation(((timer: never) => void (timers.delete(timer) || clear(timer))) as never);
});
afterEach(() => {
  vi.restoreAllMocks();
  timers.clear();
  for (const { near, far } of calls.splice(0)) for (const socket of [near, far]) socket.destroy();
});
afterAll(async () => {
  await front?.close();
  for (const server of [line, centre]) server.close();
  centre.closeAllConnections();
});

test('a pinned centre is reached over a line on which its certificates take longer than an address may take to answer', async () => {
  const answer = request();
  const call = await greeted();
  pass(40_000);
  letThrough(call);
  expect(await answer).toBe(200);
});

test('so is its link', async () => {
  const opening = openLink(address(), {});
  const call = await greeted();
  pass(40_000);
  letThrough(call);
  const link = await opening;
  expect(link?.isOpen()).toBe(true);
  link?.close();
});

test('a line that is cut while hands are shaken was there', async () => {
  const cut = request();
  (await greeted()).near.destroy();
  expect(await cut).toBeInstanceOf(LineCut);
});

test('so was one that falls silent then', async () => {
  const silent = request();
  await greeted();
  pass(45_000);
  expect(await silent).toBeInstanceOf(LineCut);
});

test('a request that is given up while hands are shaken ends at once', async () => {
  const stop = new AbortController();
  const stopped = request(stop.signal);
  await greeted();
  stop.abort();
  expect(await stopped).toBeInstanceOf(Error);
});

test('where nobody is, there was no line', async () => {
  const { port } = line.address() as AddressInfo;
  const nobody = createServer();
  await new Promise<void>((done) => nobody.listen(0, '127.0.0.1', done));
  const free = (nobody.address() as AddressInfo).port;
  await new Promise<void>((done) => void nobody.close(() => done()));
  const answer = createLineFetch()(address().replace(`:${port}/`, `:${free}/`), { method: 'POST', body: new Uint8Array([1]), headers: {}, redirect: 'manual', signal: new AbortController().signal }).catch((error: unknown) => error);
  expect(await answer).not.toBeInstanceOf(LineCut);
  expect(await answer).toBeInstanceOf(Error);
});
