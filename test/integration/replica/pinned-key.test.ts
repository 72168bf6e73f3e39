import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { coolDown } from '../../../src-main/replica/sync/warm-link.ts';
import { newTlsKey, openTlsFront } from '../../support/line/tls-front.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, staff, ulan } from '../../support/replica/people.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

const [ours, strangers] = [newTlsKey(), newTlsKey()];
const folder = newFolder();
let server: TestServer;
let front: Awaited<ReturnType<typeof openTlsFront>>;
let laptop: Laptop;
beforeAll(async () => {
  server = await startServer();
  const { hostname, port } = new URL(server.url);
  front = await openTlsFront({ host: hostname, port: Number(port) }, ours);
  laptop = openLaptop({ profile: folder.path });
});
afterAll(async () => {
  await laptop?.close();
  await front?.close();
  await server?.stop();
  folder.remove();
});

const enrol = (serverUrl: string, code: string) => laptop.call('device.enrol', { serverUrl, code, deviceName: 'Ноутбук', staff: staff.map(({ login, password: first }) => ({ login, password: first })) });

test('a laptop speaks to the holder of the key that its centre’s address names, whatever the certificate says, and to nobody else', async () => {
  const code = await makeEnrolCode(server, ulan);
  // No authority stands behind the certificate, and nothing is pinned.
  expect(await enrol(front.address(), code)).toEqual({ ok: false, error: { type: 'Offline' } });
  expect(await enrol(front.address(strangers.pin), code)).toEqual({ ok: false, error: { type: 'WrongServerKey' } });
  expect(front.counts.carried).toBe(0);
  for (const wrong of ['sha256-AAAA', `sha256-${ours.pin}:x`, 'aigul', `sha1-${ours.pin}`]) expect(await enrol(front.address().replace('//', `//${wrong}@`), code)).toMatchObject({ error: { type: 'InvalidInput', issues: [{ path: 'serverUrl', code: 'urlKey' }] } });
  expect(await enrol(`http://sha256-${ours.pin}@127.0.0.1:1`, code)).toMatchObject({ error: { type: 'InvalidInput' } });

  // What the operator's tool prints is what is typed.
  writeFileSync(join(folder.path, 'centre.pem'), ours.certificate());
  const { json } = await runServerTool(server, 'enrol-code', '--district', ulan, '--name', 'Ұлан', '--login', 'aigul:caseworker:Айгүл', '--address', front.address(), '--certificate', join(folder.path, 'centre.pem'));
  expect(json).toMatchObject({ address: front.address(ours.pin) });
  expect((await runServerTool(server, 'enrol-code', '--district', ulan, '--name', 'Ұлан', '--login', 'aigul:caseworker:Айгүл', '--address', front.address())).status).toBe(2);

  expect(await enrol(front.address(ours.pin), code)).toMatchObject({ ok: true });
  await laptop.unlock('aigul');
  await laptop.must('person.register', madeUpPerson(1));
  expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
  // The link, which is opened beside, goes the same way.
  await expect.poll(() => laptop.host.warm, soon).toBeDefined();
  expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });

  // A new certificate of the same key is the same centre.
  front.answerWith(ours, 2);
  coolDown(laptop.host);
  // A connection that was kept may not know yet that it is cut.
  const ends = async () => {
    const { phase, error } = await laptop.sync();
    return error?.type ?? phase;
  };
  await expect.poll(ends, soon).toBe('done');
  await expect.poll(() => laptop.host.warm, soon).toBeDefined();

  front.answerWith(strangers);
  coolDown(laptop.host);
  const { carried } = front.counts;
  await expect.poll(ends, soon).toBe('WrongServerKey');
  expect(await laptop.sync()).toMatchObject({ phase: 'failed', error: { type: 'WrongServerKey' } });
  expect(laptop.look('status.watch', {})).toMatchObject({ link: 'down' });
  expect(await laptop.host.openLink!(`${front.address(ours.pin)}/link`, {})).toBeUndefined();
  // Not a byte was said to whoever it is.
  expect(front.counts.carried).toBe(carried);

  front.answerWith(ours);
  await expect.poll(ends, soon).toBe('done');
});
