import { connect, createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { openShapedLine } from '../../support/line/shaped-line.ts';

const source = Uint8Array.from({ length: 60_000 }, (_, at) => at % 251);
const busy = () => {
  for (const until = performance.now() + 60; performance.now() < until; );
};

test.each([{ bitsPerSecond: 600_000, roundTrip: 4 }, {}])('what comes through before a cut is the beginning of what was sent, to the byte, however busy the process is: %o', async (shape) => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    for (let at = 0; at < source.length; at += 1500) socket.write(source.subarray(at, at + 1500));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const line = await openShapedLine({ host: '127.0.0.1', port: (server.address() as AddressInfo).port }, shape);
  const limit = 9100;
  line.set({ cutAtDown: limit });
  const received: Buffer[] = [];
  const client = connect(Number(new URL(line.url).port), '127.0.0.1');
  client.on('data', (bytes) => received.push(bytes));
  client.on('error', () => undefined);
  const load = setInterval(busy, 1);
  await new Promise((done) => client.on('close', done));
  clearInterval(load);
  expect(Buffer.concat(received).equals(source.subarray(0, limit))).toBe(true);
  expect([line.counts.down, line.counts.cuts]).toEqual([limit, 1]);
  await line.close();
  await new Promise((done) => server.close(done));
});
