import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toBase64url } from '../../../shared/base/base64url.ts';
import { requestMessage } from '../../../shared/sync/signed-message.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { districts, makePerson } from '../../support/server/sample-documents.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';
import type { TestDevice } from '../../support/server/test-device.ts';
import { makeDevice, writeApprovedCase } from '../../support/server/test-office.ts';

let [data, server] = ['', undefined as TestServer | undefined];
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'tirek-crash-'));
  chmodSync(data, 0o755);
});
afterEach(async () => {
  await server?.stop();
  rmSync(data, { recursive: true, force: true });
});

const start = async (device?: TestDevice): Promise<TestServer> => {
  server = await startServer({ data });
  if (device) device.url = server.url;
  return server;
};
const query = async <T extends pg.QueryResultRow>(sql: string): Promise<T[]> => {
  const client = new pg.Client({ connectionString: server!.database });
  await client.connect();
  return client.query<T>(sql).then(({ rows }) => rows).finally(() => client.end());
};
/** Ended processes that nobody collects yet still have a number. */
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return !existsSync(`/proc/${pid}/stat`) || !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};
const pidIn = (file: string) => Number(readFileSync(join(data, file), 'utf8').split('\n')[0]);

/** Sends one signed POST /sync and never reads the answer. */
const sendDeaf = async (device: TestDevice, body: Uint8Array): Promise<() => void> => {
  await device.openSession();
  const number = ++device.requests;
  const signature = nodeCrypto.sign(device.signKeys.privateKey, requestMessage(nodeCrypto.sha256, device.session!, number, body));
  const { hostname, port } = new URL(device.url);
  const socket = connect(Number(port), hostname).on('error', () => undefined).pause();
  socket.write(`POST /sync HTTP/1.1\r\nhost: centre\r\ncontent-type: application/octet-stream\r\ncontent-length: ${body.length}\r\nx-tirek-session: ${toBase64url(device.session!)}\r\nx-tirek-number: ${number}\r\nx-tirek-signature: ${toBase64url(signature)}\r\n\r\n`);
  socket.write(body);
  return () => socket.destroy();
};

/** What must hold whatever happened: every entry has its envelope and receipt, every accepted one its document and stream item, and streams have no gap. */
const expectWhole = async () => {
  const [counts] = await query<Record<string, number>>(`SELECT (SELECT count(*)::int FROM entry e LEFT JOIN envelope v ON (v.device, v.hash) = (e.device, e.envelope) WHERE v.hash IS NULL) AS loose,
    (SELECT count(*)::int FROM envelope v WHERE json_array_length(v.lines::json) <> (SELECT count(*) FROM entry e WHERE (e.device, e.envelope) = (v.device, v.hash))) AS torn,
    (SELECT count(*)::int FROM document d WHERE NOT EXISTS (SELECT FROM stream_item i WHERE (i.collection, i.document, i.version) = (d.collection, d.id, d.version))) AS unsent,
    (SELECT count(*)::int FROM document d WHERE NOT EXISTS (SELECT FROM entry e WHERE (e.collection, e.document) = (d.collection, d.id))) AS unexplained,
    (SELECT count(*)::int FROM stream s WHERE s.seq <> (SELECT count(*) FROM stream_item i WHERE i.stream = s.name)) AS gaps`);
  expect(counts).toEqual({ loose: 0, torn: 0, unsent: 0, unexplained: 0, gaps: 0 });
};

describe('a server that is killed', () => {
  it('after the commit, before the answer is read: the retry gets the very receipt that was stored', async () => {
    const device = await makeDevice(await start(), districts.ulan);
    const { entries } = writeApprovedCase(device);
    const envelope = device.seal(entries);
    const hangUp = await sendDeaf(device, device.syncBody([envelope]));
    let stored: { receipt: Buffer }[] = [];
    while (stored.length === 0) stored = await query<{ receipt: Buffer }>('SELECT receipt FROM envelope');
    await server!.kill();
    hangUp();
    await start(device);
    const { sent } = await device.sync([envelope]);
    expect(Buffer.from(sent[0]!.receipt).equals(stored[0]!.receipt)).toBe(true);
    device.check(envelope, entries, sent[0]!);
    await expectWhole();
  });

  it('while it commits: nothing is half there, and the retry brings everything once', async () => {
    const device = await makeDevice(await start(), districts.ulan);
    const persons: string[] = [];
    for (const delay of [3, 20, 45, 80]) {
      const fresh = Array.from({ length: 300 }, () => makePerson(districts.ulan));
      persons.push(...fresh.map((person) => person.id));
      const entries = fresh.map((person) => device.write({ collection: 'persons', document: person.id, changes: person, author: device.caseworker }));
      const envelope = device.seal(entries);
      const hangUp = await sendDeaf(device, device.syncBody([envelope]));
      await sleep(delay);
      await server!.kill();
      hangUp();
      await start(device);
      await expectWhole();
      const { sent } = await device.sync([envelope]);
      device.check(envelope, entries, sent[0]!);
      expect(sent[0]!.lines.every((line) => line.r === 'applied')).toBe(true);
      await expectWhole();
    }
    await device.pullAll();
    expect(device.pulled.map((item) => item.i).sort()).toEqual(persons.sort());
  });

  it('does not leave its PostgreSQL behind', async () => {
    await start();
    const [keeper, postgres] = [pidIn('keeper.pid'), pidIn('postgres/postmaster.pid')];
    expect([isAlive(keeper), isAlive(postgres)]).toEqual([true, true]);
    await server!.kill();
    for (let tries = 0; isAlive(keeper) || isAlive(postgres); tries++) {
      expect(tries, 'PostgreSQL goes on').toBeLessThan(1200);
      await sleep(50);
    }
    expect(existsSync(join(data, 'postgres/postmaster.pid'))).toBe(false);
    await start();
  });

  it('with its keeper, or all three at once: the next start takes the data over', async () => {
    const device = await makeDevice(await start(), districts.ulan);
    const { entries } = writeApprovedCase(device);
    await device.push(entries);
    let postgres = pidIn('postgres/postmaster.pid');
    process.kill(pidIn('keeper.pid'), 'SIGKILL');
    await server!.kill().catch(() => undefined);
    expect(isAlive(postgres)).toBe(true);
    await start(device);
    expect(isAlive(postgres)).toBe(false);
    postgres = pidIn('postgres/postmaster.pid');
    for (const pid of [pidIn('keeper.pid'), postgres]) process.kill(pid, 'SIGKILL');
    await server!.kill().catch(() => undefined);
    await start(device);
    await device.pullAll();
    expect(device.pulled).toHaveLength(2);
    await expectWhole();
  });

  it('is not joined by a second one on the same data', async () => {
    await start();
    await expect(startServer({ data })).rejects.toThrow('in use by another server');
  });
});
