import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createRaw, type AddressInfo, type Server } from 'node:net';
import { afterEach, expect, it, test } from 'vitest';
import { openShapedLine } from '../../../support/line/shaped-line.ts';
import { createLineFetch } from '../../../../src-main/replica/platform/line-fetch.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(() => new Promise((done) => server.close(done)));
  return (server.address() as AddressInfo).port;
};
const serve = (answer: (request: IncomingMessage, reply: ServerResponse) => void) => listen(createServer(answer));

const ask = (url: string, signal = new AbortController().signal, fetch = createLineFetch()) => fetch(url, { method: 'POST', body: new Uint8Array([1, 2, 3]), headers: { 'x-one': 'two' }, redirect: 'manual', signal });
const blockFor = (milliseconds: number) => {
  for (const until = performance.now() + milliseconds; performance.now() < until; );
};

/** Everything that the body gives, and whether it ended well; `slow`: this thread is busy with each piece. */
const readAll = async (body: Awaited<ReturnType<typeof ask>>['body'], slow = false): Promise<{ bytes: Buffer; whole: boolean }> => {
  const pieces: Uint8Array[] = [];
  const reader = body!.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { bytes: Buffer.concat(pieces), whole: true };
      pieces.push(value);
      if (slow) {
        blockFor(2);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    }
  } catch {
    return { bytes: Buffer.concat(pieces), whole: false };
  }
};

const content = Uint8Array.from({ length: 400_000 }, (_, at) => (at * 7) % 251);
const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\ncontent-length: 400000\r\n\r\n';

/** A centre that answers every request with the same bytes, as fast as the line takes them. */
const bareCentre = () => listen(createRaw((socket) => {
  socket.on('error', () => undefined);
  socket.once('data', () => {
    socket.write(head);
    for (let at = 0; at < content.length; at += 1400) socket.write(content.subarray(at, at + 1400));
  });
}));

test.each([400, 1501, 30_000, 150_001, 399_000])('a line that is cut after %i bytes: each of them is handed over before the error is told, however slowly it is read', async (limit) => {
  const line = await openShapedLine({ host: '127.0.0.1', port: await bareCentre() });
  closing.push(line.close);
  line.set({ cutAtDown: limit });
  const { status, body } = await ask(line.url);
  // The cut is long over when the first byte is looked at.
  await expect.poll(() => line.counts.cuts).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  const { bytes, whole } = await readAll(body, true);
  expect({ status, whole, length: bytes.length }).toEqual({ status: 200, whole: false, length: limit - head.length });
  expect(bytes.equals(content.subarray(0, bytes.length))).toBe(true);
});

it('says what was asked, and gives status and bytes as they came: nothing followed, nothing unpacked', async () => {
  const asked: unknown[] = [];
  const port = await serve((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (bytes: Buffer) => parts.push(bytes));
    request.on('end', () => {
      asked.push([request.method, request.url, request.headers['x-one'], request.headers['content-length'], [...Buffer.concat(parts)]]);
      reply.writeHead(302, { location: '/elsewhere', 'content-encoding': 'gzip' });
      reply.end('as it is');
    });
  });
  const { status, body } = await ask(`http://127.0.0.1:${port}/sync`);
  expect([status, (await readAll(body)).bytes.toString()]).toEqual([302, 'as it is']);
  expect(asked).toEqual([['POST', '/sync', 'two', '3', [1, 2, 3]]]);
});

it('keeps the connection for the next request', async () => {
  let connections = 0;
  const server = createServer((_request, reply) => void reply.end('x'));
  server.on('connection', () => (connections += 1));
  const url = `http://127.0.0.1:${await listen(server)}/`;
  const fetch = createLineFetch();
  for (let one = 0; one < 3; one++) expect(await readAll((await ask(url, undefined, fetch)).body)).toMatchObject({ whole: true });
  expect(connections).toBe(1);
});

test.each([
  ['nobody listens', async () => {
    const server = createRaw();
    const port = await listen(server);
    await closing.pop()!();
    return port;
  }],
  ['the line breaks before an answer', () => listen(createRaw((socket) => socket.once('data', () => socket.destroy())))],
  ['it is no HTTP', () => listen(createRaw((socket) => void socket.on('error', () => undefined).resume().end('220 mail.example ESMTP\r\n')))],
  ['it changes to another protocol', () => listen(createRaw((socket) => socket.once('data', () => socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n'))))],
])('rejects where %s', async (_name, open) => {
  await expect(ask(`http://127.0.0.1:${await open()}/`)).rejects.toThrow();
});

it('rejects at once where it is cancelled before an answer, and ends the body where it is cancelled within one', async () => {
  const silent = await listen(createRaw((socket) => void socket.on('error', () => undefined)));
  const before = new AbortController();
  const asked = ask(`http://127.0.0.1:${silent}/`, before.signal);
  before.abort();
  await expect(asked).rejects.toThrow();
  await expect(ask(`http://127.0.0.1:${silent}/`, before.signal)).rejects.toThrow();

  const port = await serve((_request, reply) => void reply.writeHead(200, { 'content-length': '100' }).write('half'));
  const within = new AbortController();
  const { body } = await ask(`http://127.0.0.1:${port}/`, within.signal);
  const reading = readAll(body);
  within.abort();
  expect(await reading).toMatchObject({ whole: false });
});

it('closes the connection where the reader has had enough', async () => {
  let closed = false;
  const port = await serve((_request, reply) => {
    reply.on('close', () => (closed = true));
    reply.writeHead(200, { 'content-length': '100' }).write('half');
  });
  const { body } = await ask(`http://127.0.0.1:${port}/`);
  await body!.cancel();
  await expect.poll(() => closed).toBe(true);
});
