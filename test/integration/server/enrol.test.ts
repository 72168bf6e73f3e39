import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { newKeyPair } from '../../../src-server/platform/crypto.ts';
import { districts } from '../../support/server/sample-documents.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';
import { TestDevice } from '../../support/server/test-device.ts';
import { makeDevice } from '../../support/server/test-office.ts';

let server: TestServer;
beforeAll(async () => { server = await startServer(); });
afterAll(() => server.stop());

describe('enrolment', () => {
  it('gives a certificate for the area of the code, and the staff their ids', async () => {
    const device = new TestDevice(server.url);
    const reply = await device.enrol(await makeEnrolCode(server, districts.ulan));
    expect(reply).toMatchObject({ staff: [{ login: 'caseworker' }, { login: 'supervisor' }] });
    expect(device.certificate).toMatchObject({ area: districts.ulan, classes: ['registry', 'casework'], training: true, name: 'Laptop' });
    expect(Date.parse(device.certificate.lease) - Date.parse(device.certificate.issued)).toBe(30 * 86_400_000);
  });

  it('gives the same certificate again for the same code and key, and nobody else one', async () => {
    const code = await makeEnrolCode(server, districts.ulan);
    const device = new TestDevice(server.url);
    const first = await device.enrol(code);
    expect(await device.enrol(code.toLowerCase())).toEqual(first);
    expect(await new TestDevice(server.url).enrol(code)).toEqual({ refused: 'usedCode', status: 409 });
    expect(await device.enrol(await makeEnrolCode(server, districts.zaisan))).toEqual({ refused: 'usedCode', status: 409 });
  });

  it('lets one of two devices that use a code at once in', async () => {
    const code = await makeEnrolCode(server, districts.ulan);
    const replies = await Promise.all([1, 2, 3].map(() => new TestDevice(server.url).enrol(code)));
    expect(replies.filter((reply) => 'refused' in reply)).toHaveLength(2);
  });

  it('knows one person of an office on two laptops by one id', async () => {
    const [a, b, elsewhere] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan), await makeDevice(server, districts.zaisan)];
    expect(b.caseworker).toBe(a.caseworker);
    expect(elsewhere.caseworker).not.toBe(a.caseworker);
  });

  it('takes only whom the operator wrote, under their names and with their roles, whatever the device says', async () => {
    const staff = [{ login: 'caseworker', name: 'Айгүл', roles: ['caseworker' as const] }];
    const code = await makeEnrolCode(server, districts.ulan, { staff });
    const device = new TestDevice(server.url);
    const body = JSON.parse(new TextDecoder().decode(device.enrolBody(code))) as { staff: { login: string }[] };
    const only = (login: string, change: object = {}) => utf8(JSON.stringify({ ...body, staff: [{ ...body.staff[0], login, ...change }] }));
    expect(await device.enrol(code)).toEqual({ refused: 'badStaff', status: 403 });
    expect(await device.enrol(code, only('marat'))).toEqual({ refused: 'badStaff', status: 403 });
    const reply = await device.enrol(code, only('caseworker', { name: 'Марат', roles: ['supervisor', 'administrator'] }));
    expect(reply).toMatchObject({ staff: [{ login: 'caseworker', name: 'Айгүл', roles: ['caseworker'] }] });
  });

  it('refuses an unknown code, a foreign signature and junk', async () => {
    const device = new TestDevice(server.url);
    expect(await device.enrol('AAAAA-BBBBB-CCCCC-DDDDD')).toEqual({ refused: 'badCode', status: 403 });
    const code = await makeEnrolCode(server, districts.ulan);
    expect(await device.enrol(code, undefined, newKeyPair('Ed25519'))).toEqual({ refused: 'badSignature', status: 401 });
    const body = JSON.parse(new TextDecoder().decode(device.enrolBody(code))) as Record<string, unknown>;
    for (const junk of ['', 'null', '<html>', '['.repeat(100_000), JSON.stringify({ ...body, staff: [] }), JSON.stringify({ ...body, readKey: 'x' }), JSON.stringify({ ...body, staff: [...(body['staff'] as []), ...(body['staff'] as [])] })]) {
      expect(await device.enrol(code, utf8(junk)), junk.slice(0, 40)).toEqual({ refused: 'malformed', status: 400 });
    }
    expect(await device.enrol(code)).toHaveProperty('certificate');
  });
});

describe('session', () => {
  it('renews the lease and says versions, epoch and time', async () => {
    const device = await makeDevice(server, districts.ulan);
    const reply = await device.openSession();
    expect(reply).toMatchObject({ version: 1, epoch: 1 });
    expect(Math.abs(Date.parse((reply as { time: string }).time) - Date.now())).toBeLessThan(60_000);
  });

  it('is refused to a stranger, with a wrong signature or without a common version', async () => {
    const device = await makeDevice(server, districts.ulan);
    expect(await device.openSession({}, newKeyPair('Ed25519'))).toEqual({ refused: 'badSignature', status: 401 });
    expect(await device.openSession({ device: '01890000-0000-7000-8000-000000000000' })).toEqual({ refused: 'unknownDevice', status: 401 });
    expect(await device.openSession({ versions: [999] })).toEqual({ refused: 'noCommonVersion', status: 426 });
    expect(await device.openSession({ nonce: '?' })).toEqual({ refused: 'malformed', status: 400 });
  });

  it('takes each request once, and only as signed', async () => {
    const device = await makeDevice(server, districts.ulan);
    const body = device.syncBody([]);
    expect((await device.request(body)).status).toBe(200);
    device.requests = 0;
    const again = await device.request(body);
    expect([again.status, new TextDecoder().decode(again.bytes)]).toEqual([401, '{"refused":"noSession"}']);
    for (const [headers, status] of [
      [{ 'x-tirek-number': '50' }, 401], [{ 'x-tirek-signature': toBase64url(new Uint8Array(64)) }, 401], [{ 'x-tirek-session': toBase64url(new Uint8Array(16)) }, 401],
      [{ 'x-tirek-number': '-1' }, 400], [{ 'x-tirek-number': '1e3' }, 400], [{ 'x-tirek-session': 'x' }, 400], [{ 'x-tirek-signature': '' }, 400],
    ] as const) expect((await device.request(body, headers)).status, JSON.stringify(headers)).toBe(status);
    expect((await device.request(body)).status).toBe(200);
  });

  it('ends for a revoked device at once', async () => {
    const device = await makeDevice(server, districts.ulan);
    await device.sync();
    expect((await runServerTool(server, 'revoke-device', device.certificate.device)).json).toEqual({ revoked: true });
    const refused = await device.request(device.syncBody([]));
    expect([refused.status, new TextDecoder().decode(refused.bytes)]).toEqual([403, '{"refused":"revoked"}']);
    expect(await device.openSession()).toEqual({ refused: 'revoked', status: 403 });
  });
});

describe('the HTTP door', () => {
  it('calls malformed what no database can store, and not its own fault', async () => {
    const device = await makeDevice(server, districts.ulan);
    expect(await device.openSession({ takes: ['a\0'] })).toEqual({ refused: 'malformed', status: 400 });
    const stranger = new TestDevice(server.url);
    const [code, text] = [await makeEnrolCode(server, districts.ulan), (body: Uint8Array) => new TextDecoder().decode(body)];
    expect(await stranger.enrol(code, utf8(text(stranger.enrolBody(code)).replace('"Laptop"', '"a\\u0000"')))).toEqual({ refused: 'malformed', status: 400 });
    expect(await stranger.enrol(code)).toHaveProperty('certificate');
  });

  it('answers junk with a refusal and goes on', async () => {
    const device = await makeDevice(server, districts.ulan);
    for (const [route, status] of [['nowhere', 404], ['health', 404], ['enrol', 400], ['session', 400], ['sync', 400]] as const) {
      const reply = await fetch(`${server.url}/${route}`, { method: 'POST', body: 'junk' });
      expect([route, reply.status, await reply.json()]).toEqual([route, status, { refused: status === 404 ? 'notFound' : 'malformed' }]);
    }
    for (const body of [new Uint8Array(), utf8('junk'), new Uint8Array(5000).fill(255), device.syncBody([]).subarray(0, 20), device.syncBody([utf8('x')]).subarray(0, -2)]) {
      expect((await device.request(body)).status).toBe(400);
    }
    const large = await fetch(`${server.url}/sync`, { method: 'POST', body: Buffer.alloc(18 * 1024 * 1024) }).catch(() => undefined);
    expect(large?.status ?? 413).toBe(413);
    expect(await (await fetch(`${server.url}/health`)).json()).toMatchObject({ ok: true, epoch: 1 });
  });

  it('writes no name into its log', () => {
    expect(server.stderr()).toContain('"route":"enrol"');
    expect(server.stderr()).not.toMatch(/Laptop|Тест|127\.0\.0\.1|Test office/);
  });

  it('goes on answering a laptop it knows while somebody at the same address floods it', async () => {
    const device = await makeDevice(server, districts.ulan);
    await device.sync();
    const flood = async () => (await fetch(`${server.url}/session`, { method: 'POST', body: 'junk' })).status;
    // The limit is of one minute: many at once, lest a slow machine never reaches it, and the next minute may begin meanwhile.
    const statuses = new Set<number>();
    for (let tries = 0; tries < 100 && !statuses.has(429); tries++) for (const status of await Promise.all(Array.from({ length: 50 }, flood))) statuses.add(status);
    expect(statuses).toContain(429);
    expect(await device.openSession()).toHaveProperty('session');
    expect((await device.sync()).more).toBe(false);
  });
});
