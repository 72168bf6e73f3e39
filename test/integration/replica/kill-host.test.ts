import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Case } from '../../../shared/domain/case.ts';
import { createPaperCentre, type PaperCentre } from '../../support/replica/paper-centre.ts';
import { forkHost, type ForkedHost } from '../../support/replica/fork-host.ts';
import { newFolder, openLaptop, soon } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, ulan } from '../../support/replica/people.ts';

const folder = newFolder();
let centre: PaperCentre;
let server: Server;

/** The paper centre behind a real port, for a host in another process. */
const listen = () =>
  new Promise<Server>((resolve) => {
    const http = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        void centre.fetch(`https://paper${request.url}`, { method: 'POST', body: Buffer.concat(chunks) }).then(async (answer) => {
          response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
        });
      });
    });
    http.listen(0, '127.0.0.1', () => resolve(http));
  });

beforeAll(async () => {
  centre = createPaperCentre(ulan);
  server = await listen();
  const laptop = openLaptop({ profile: folder.path });
  await laptop.enrol(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'CODE');
  await laptop.close();
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  folder.remove();
});

const start = async (login: string): Promise<ForkedHost> => {
  const host = await forkHost(folder.path);
  const unlocked = await host.call('session.unlock', { login, password });
  expect(unlocked).toMatchObject({ ok: true });
  return host;
};
const first = <T>(host: ForkedHost, channel: string, input: unknown) => new Promise<T>((resolve) => host.subscribe(channel, input, (reply) => resolve(reply.first as T)));

test('kill -9 in a loop of saves: what was acknowledged is there, once', async () => {
  let host = await start('aigul');
  const person = await host.call<{ id: string }>('person.register', madeUpPerson(1));
  const opened = await host.call<{ id: string }>('case.open', { personId: person?.ok && person.value.id, risk: 'loss-of-work-capacity' });
  const id = opened?.ok ? opened.value.id : '';
  let acknowledged = 0;
  const registered = new Set<string>();
  for (let kill = 0; kill < 8; kill++) {
    let sent = acknowledged;
    const killAfter = acknowledged + 5 + kill * 3;
    for (;;) {
      const n = ++sent;
      const saving = host.call('case.saveDraft', { id, facts: { note: String(n) } });
      const registering = n % 4 === 0 ? host.call<{ id: string }>('person.register', madeUpPerson(100 + kill * 200 + n)) : undefined;
      if (n === killAfter) await host.kill();
      const [saved, made] = [await saving, await registering];
      if (made?.ok) registered.add(made.value.id);
      if (!saved) break;
      expect(saved).toMatchObject({ ok: true });
      acknowledged = n;
    }
    host = await start('aigul');
    const seen = await first<{ case: Case }>(host, 'case.watch', { id });
    expect(Number(seen.case.facts.note)).toBeGreaterThanOrEqual(acknowledged);
    acknowledged = Number(seen.case.facts.note);
  }
  const list = await first<{ rows: { id: string }[] }>(host, 'person.find', { text: '', limit: 200 });
  const ids = list.rows.map((row) => row.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const one of registered) expect(ids).toContain(one);
  await host.stop();
});

/** Seeds one approved, signed case and kills the host `after` milliseconds into its sync. */
const killInSync = async (n: number, when: 'request' | 'reply') => {
  const worker = await start('aigul');
  const person = await worker.call<{ id: string }>('person.register', madeUpPerson(n));
  const opened = await worker.call<{ id: string }>('case.open', { personId: person?.ok && person.value.id, risk: 'loss-of-work-capacity' });
  const id = opened?.ok ? opened.value.id : '';
  await worker.call('case.saveDraft', { id, facts: { onsetDate: '2026-01-05' } });
  await worker.call('case.handOver', { id });
  await worker.stop();
  const host = await start('bolat');
  expect(await host.call('case.approve', { id })).toMatchObject({ ok: true });
  expect(await host.call('batch.sign', { password })).toMatchObject({ ok: true });
  centre.mischief.answer = async (path, honest) => {
    if (path !== '/sync') return honest();
    if (when === 'reply') await honest();
    await host.kill();
    return new Response('', { status: 500 });
  };
  await host.call('sync.start', {});
  await host.exited;
  centre.mischief.answer = undefined;
  return id;
};

test.each(['request', 'reply'] as const)('kill -9 in the middle of a sync (%s): the next sync sends the same envelope, and all is received once', async (when) => {
  const before = centre.envelopes.length;
  const id = await killInSync(when === 'request' ? 5001 : 5002, when);
  const host = await start('bolat');
  const phases: unknown[] = [];
  host.subscribe('sync.watch', {}, (reply) => phases.push(reply));
  await host.call('sync.start', {});
  await expect.poll(() => first<{ phase: string }>(host, 'sync.watch', {}), soon).toMatchObject({ phase: 'done', receipts: 1 });
  const sent = centre.envelopes.slice(before).map((bytes) => Buffer.from(bytes).toString('base64'));
  expect(sent).toHaveLength(when === 'request' ? 1 : 2);
  expect(new Set(sent).size).toBe(1);
  expect(await first(host, 'case.watch', { id })).toMatchObject({ travel: 'received' });
  expect(await first(host, 'status.watch', {})).toMatchObject({ unsent: 0 });
  await host.stop();
});
