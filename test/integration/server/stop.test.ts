import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import pg from 'pg';
import { afterEach, expect, it } from 'vitest';
import { toBase64url } from '../../../shared/base/base64url.ts';
import { concatBytes, utf8 } from '../../../shared/base/bytes.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { requestMessage } from '../../../shared/sync/signed-message.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { districts } from '../../support/server/sample-documents.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';
import type { TestDevice } from '../../support/server/test-device.ts';
import { makeDevice, writeApprovedCase } from '../../support/server/test-office.ts';

let [first, second] = [undefined as TestServer | undefined, undefined as TestServer | undefined];
let client: pg.Client | undefined;
afterEach(async () => {
  // A server whose requests wait for a lock for ever does not end.
  await client?.end();
  await second?.stop();
  await first?.stop();
});

const signed = (device: TestDevice, body: Uint8Array): string => {
  const number = ++device.requests;
  const signature = nodeCrypto.sign(device.signKeys.privateKey, requestMessage(nodeCrypto.sha256, device.session!, number, body));
  return `x-tirek-session: ${toBase64url(device.session!)}\r\nx-tirek-number: ${number}\r\nx-tirek-signature: ${toBase64url(signature)}\r\n`;
};
const open = (server: TestServer): Socket => connect(Number(new URL(server.url).port), '127.0.0.1').on('error', () => undefined);
const readAll = async (socket: Socket): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(new Uint8Array(chunk)));
  await once(socket, 'close');
  return concatBytes(...chunks);
};
const endOfHead = (bytes: Uint8Array): number => Buffer.from(bytes).indexOf('\r\n\r\n') + 4;

it('SIGTERM in the middle of a push: what is under way is answered with its receipt, on HTTP and on a link, what is new is refused; the log names nobody', async () => {
  first = await startServer();
  second = await startServer({ database: first.database });
  const [byPost, byLink, late] = [await makeDevice(first, districts.ulan), await makeDevice(first, districts.ulan), await makeDevice(first, districts.zaisan)];
  for (const device of [byPost, byLink]) {
    device.url = second.url;
    await device.openSession();
  }
  // Both pushes wait in the database for a lock that the test holds: they are under way for as long as it likes.
  client = new pg.Client({ connectionString: first.database });
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT FROM device FOR UPDATE');

  const [postEnvelope, linkEnvelope] = [byPost.seal(writeApprovedCase(byPost).entries), byLink.seal(writeApprovedCase(byLink).entries)];
  const postBody = byPost.syncBody([postEnvelope]);
  const post = open(second);
  const posted = readAll(post);
  post.write(`POST /sync HTTP/1.1\r\nhost: centre\r\ncontent-length: ${postBody.length}\r\n${signed(byPost, postBody)}\r\n`);
  post.write(postBody);

  const link = open(second);
  const linked = readAll(link);
  link.write(`GET /link HTTP/1.1\r\nhost: centre\r\nconnection: Upgrade\r\nupgrade: tirek\r\n${signed(byLink, utf8('link'))}\r\n`);
  await once(link, 'data');
  link.write(packParts([byLink.syncBody([linkEnvelope])]));
  // What is seen of the others within a transaction stays as it was seen first, unless it is let go.
  const waiting = async () => {
    await client!.query('SELECT pg_stat_clear_snapshot()');
    return (await client!.query<{ count: number }>("SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")).rows[0]!.count;
  };
  await expect.poll(waiting, { interval: 50 }).toBe(2);

  // A connection that is open already, and asks nothing before the end begins.
  const idle = open(second);
  await once(idle, 'connect');
  idle.write('POST /session HTTP/1.1\r\nhost: centre\r\ncontent-length: 4\r\n');
  const refused = readAll(idle);
  process.kill(second.pid, 'SIGTERM');
  await expect.poll(() => fetch(`${second!.url}/health`).then((answer) => answer.json()), { interval: 50 }).toEqual({ ok: false, why: 'stopping' });
  idle.write('\r\njunk');
  await expect(makeDevice({ ...first, url: second.url } as TestServer, districts.ulan)).rejects.toThrow('stopping');
  expect(await waiting()).toBe(2);
  await client.query('ROLLBACK');

  for (const [device, envelope, bytes] of [[byPost, postEnvelope, await posted], [byLink, linkEnvelope, await linked]] as const) {
    const body = bytes.subarray(endOfHead(bytes));
    const [head, receipt] = findParts(device === byLink ? findParts(body)![0]! : body)!;
    expect(JSON.parse(new TextDecoder().decode(head))).toMatchObject({ envelopes: [{ lines: [{ r: 'applied' }, { r: 'applied' }, { r: 'applied' }, { r: 'applied' }] }] });
    expect(JSON.parse(new TextDecoder().decode(receipt))).toMatchObject({ envelope: toBase64url(nodeCrypto.sha256(envelope)) });
  }
  expect(new TextDecoder().decode(await refused)).toContain('503');
  const ended = second;
  second = undefined;
  await ended.stop();
  expect(ended.stderr()).toContain('"route":"sync"');
  expect(ended.stderr()).not.toMatch(/Laptop|Тест|Сынақов|127\.0\.0\.1|Test office|\+77|"body"|fieldVersions/);
  await client.end();
  client = undefined;

  // The other process goes on.
  await late.push(writeApprovedCase(late).entries);
  expect((await (await fetch(`${first.url}/health`)).json())).toMatchObject({ ok: true });
  const metrics = await (await fetch(`${first.url}/metrics`)).text();
  expect(metrics).toMatch(/tirek_entries_total\{result="applied"\} 4\n/);
  expect(metrics).toMatch(/tirek_requests_total\{route="sync",refused=""\} \d/);
  for (const secret of [late.certificate.device, late.caseworker, districts.zaisan, 'Laptop', 'Тест', '127.0.0.1']) expect(metrics).not.toContain(secret);
  await runServerTool(first, 'raise-epoch');
  const health = await fetch(`${first.url}/health`);
  expect([health.status, await health.json()]).toEqual([503, { ok: false, why: 'epoch' }]);
});
