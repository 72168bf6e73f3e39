import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Centre } from '../../../src-server/centre.ts';
import { buildHttp } from '../../../src-server/http/build-http.ts';
import { defaultRateLimits } from '../../../src-server/http/rate-limit.ts';
import { openCentre } from '../../../src-server/open-centre.ts';
import { newKeyPair } from '../../../src-server/platform/crypto.ts';
import { districts } from '../../support/server/sample-documents.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';
import type { TestDevice } from '../../support/server/test-device.ts';
import { makeDevice } from '../../support/server/test-office.ts';

const most = 5;
let server: TestServer;
let centre: Centre;
let http: ReturnType<typeof buildHttp>;
/** The door whose clock stands still, so that a minute never ends, and which takes few handshakes. */
let url: string;
const logged: string[] = [];

beforeAll(async () => {
  server = await startServer();
  const opened = await openCentre(server.database, () => undefined);
  if (!opened.ok) throw new Error(opened.error.type);
  const now = opened.value.milliseconds();
  centre = { ...opened.value, milliseconds: () => now };
  http = buildHttp(centre, pino({ level: 'info' }, { write: (row: string) => void logged.push(row) }), { ...defaultRateLimits, session: most });
  url = await http.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await http?.close();
  await centre?.database.close();
  await server?.stop();
});

const shake = async (device: TestDevice, times = 1, keys = device.signKeys): Promise<string[]> => {
  const answers: string[] = [];
  for (let time = 0; time < times; time++) {
    const reply = await device.openSession({}, keys);
    answers.push('refused' in reply ? reply.refused : 'ok');
  }
  return answers;
};

it('a stranger who claims a laptop’s id uses up their own address, and not what that laptop may ask', async () => {
  const [device, other] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan)];
  for (const one of [device, other]) one.url = url;
  expect(await shake(device)).toEqual(['ok']);
  const stranger = newKeyPair('Ed25519');
  // One of the address was taken by the first handshake, when nothing was proven yet.
  expect(await shake(device, most + 3, stranger)).toEqual([...Array<string>(most - 1).fill('badSignature'), ...Array<string>(4).fill('tooMany')]);
  // The very same address: the laptop's signature is what counts.
  expect(await shake(device, most)).toEqual(Array<string>(most).fill('ok'));
  expect(await shake(device)).toEqual(['tooMany']);
  // Who has not shaken hands with this process counts by the address.
  expect(await shake(other)).toEqual(['tooMany']);
  expect(logged.join('')).not.toContain('127.0.0.1');
});
