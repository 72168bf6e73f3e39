import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadEdition } from '../../../scripts/rules/read-edition.ts';
import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import { decodeEdition } from '../../../shared/sync/edition-file.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { shippedRules } from '../../support/rules/shipped-rules.ts';
import { districts, makePerson } from '../../support/server/sample-documents.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';
import { TestDevice } from '../../support/server/test-device.ts';
import { makeDevice, writeApprovedCase } from '../../support/server/test-office.ts';

let [server, folder] = [undefined as unknown as TestServer, ''];
beforeAll(async () => {
  server = await startServer();
  folder = mkdtempSync(join(tmpdir(), 'tirek-tools-'));
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});
const write = (name: string, lines: readonly unknown[]) => {
  const file = join(folder, name);
  writeFileSync(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n') + '\n');
  return file;
};

describe('import-population', () => {
  it('brings 5,000 persons in once, and a device of the district reads them all', async () => {
    const persons = Array.from({ length: 5000 }, () => makePerson(districts.ulan));
    const file = write('people.ndjson', persons);
    expect((await runServerTool(server, 'import-population', file)).json).toEqual({ read: 5000, imported: 5000 });
    expect((await runServerTool(server, 'import-population', file)).json).toEqual({ read: 5000, imported: 0 });
    const device = await makeDevice(server, districts.ulan);
    await device.pullAll();
    expect(device.pulled).toHaveLength(5000);
    expect(device.pulled[0]).toMatchObject({ k: 'put', c: 'persons', v: 1, d: persons[0] });
    const changed = device.write({ collection: 'persons', document: persons[0]!.id, base: 1, changes: { phone: '+7702' }, author: device.caseworker });
    expect((await device.push([changed]))[0]).toMatchObject({ r: 'applied' });
  });

  it('stops at a bad line with its number, keeps what stood before, and goes on when run again', async () => {
    const [one, two] = [makePerson(districts.zaisan), makePerson(districts.zaisan)];
    const bad = await runServerTool(server, 'import-population', write('bad.ndjson', [one, { ...two, birthDate: '2026-13-01' }]));
    expect([bad.status, bad.stderr]).toEqual([1, expect.stringContaining('line 2')]);
    for (const line of ['{', '['.repeat(100_000), { ...two, district: '999999999' }]) expect((await runServerTool(server, 'import-population', write('bad.ndjson', [line]))).status).toBe(1);
    expect((await runServerTool(server, 'import-population', write('good.ndjson', [one, two]))).json).toMatchObject({ read: 2 });
  });
});

describe('the tools', () => {
  it.each([
    ['import-population', []], ['import-population', ['/nowhere.ndjson']], ['import-population', ['a', 'b']], ['enrol-code', []], ['enrol-code', ['--district', '999999999', '--name', 'x']],
    ['enrol-code', ['--district', districts.ulan]], ['enrol-code', ['--district', districts.ulan, '--name', 'x', '--days', '0']], ['enrol-code', ['--unknown']], ['counts', ['x']], ['revoke-device', ['x']],
  ] as const)('%s %j ends with 2 and a usage', async (tool, parameters) => {
    const { status, stdout, stderr } = await runServerTool(server, tool, ...parameters);
    expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining(`usage: ${tool}.ts`)]);
  });

  it.each(['revoke-device', 'verify-chain', 'move-device'])('%s says that it knows no such device: a wrong letter in the id of a lost laptop must not pass for done', async (tool) => {
    const { status, stdout } = await runServerTool(server, tool, '01890000-0000-7000-8000-00000000dead', ...(tool === 'move-device' ? ['--district', districts.ulan] : []));
    expect([status, stdout]).toEqual([1, '{"error":{"type":"unknownDevice"}}\n']);
  });

  it('say it where there is no database', async () => {
    expect(await runServerTool({ database: '' }, 'counts')).toMatchObject({ status: 2, stderr: expect.stringContaining('DATABASE_URL') });
    expect(await runServerTool({ database: 'postgres://x:y@127.0.0.1:1/none' }, 'counts')).toMatchObject({ status: 1, stdout: '' });
  });

  it('make a code by which one laptop is enrolled, for the people whom the operator named', async () => {
    const { status, json } = await runServerTool(server, 'enrol-code', '--district', districts.third, '--name', 'Кеңсе', '--login', 'caseworker:caseworker:Тест', '--login', 'supervisor:supervisor,caseworker:Тест', '--training');
    expect([status, json]).toEqual([0, { code: expect.stringMatching(/^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$/) as string }]);
    const device = new TestDevice(server.url);
    expect(await device.enrol(json['code'] as string)).toMatchObject({ staff: [{ login: 'caseworker', roles: ['caseworker'] }, { login: 'supervisor', roles: ['supervisor', 'caseworker'] }] });
    expect(device.certificate).toMatchObject({ area: districts.third, training: true });
    expect(await new TestDevice(server.url).enrol(json['code'] as string)).toEqual({ refused: 'usedCode', status: 409 });
  });

  it('count', async () => {
    const before = (await runServerTool(server, 'counts')).json as Record<string, number>;
    const device = await makeDevice(server, districts.third);
    await device.push(writeApprovedCase(device).entries);
    const after = (await runServerTool(server, 'counts')).json as Record<string, number>;
    expect(Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - before[name]!]))).toEqual({ persons: 1, cases: 1, batches: 0, entries: 4, receipts: 4, quarantined: 0, envelopes: 1, devices: 1 });
  });
});

describe('sign-edition', () => {
  const rules = join(import.meta.dirname, '../../../resources/rules');
  it('signs the law as it lies in a folder, so that a laptop of this centre, and no other, takes it', async () => {
    const { json, status } = await runServerTool(server, 'sign-edition', rules, '--name', '2027', '--out', folder);
    const signed = json as { file: string; edition: string; silent: number };
    expect([status, signed.silent, signed.edition]).toEqual([0, 0, shippedRules().edition]);
    const device = await makeDevice(server, districts.ulan);
    const content = decodeEdition(nodeCrypto, findBase64urlBytes(device.certificate.serverSignKey)!, new Uint8Array(readFileSync(signed.file)));
    expect(content).toMatchObject({ name: '2027', files: shippedRules().files });
    expect(decodeEdition(nodeCrypto, new Uint8Array(32), new Uint8Array(readFileSync(signed.file)))).toBe('foreign');
    expect(loadEdition(signed.file)).toMatchObject({ ok: true, value: { edition: signed.edition } });
  });

  it('signs nothing where a rule has a fault', async () => {
    const file = write('bad.json', [{ name: 'bad', files: { ...shippedRules().files, 'risks/need.json': {} } }]);
    expect(await runServerTool(server, 'sign-edition', file, '--name', 'bad', '--out', join(folder, 'none'))).toMatchObject({ status: 1, stdout: expect.stringContaining('"type":"RulesInvalid"') as string });
    expect(existsSync(join(folder, 'none'))).toBe(false);
    expect((await runServerTool(server, 'sign-edition', rules)).status).toBe(2);
  });
});

describe('the server program', () => {
  it('refuses a newer schema and leaves it alone', async () => {
    const client = new pg.Client({ connectionString: server.database });
    await client.connect();
    await client.query('INSERT INTO migration (number) VALUES (99990)');
    await expect(startServer({ database: server.database })).rejects.toThrow('DatabaseTooNew');
    await client.query('DELETE FROM migration WHERE number = 99990');
    await client.end();
  });

  it('runs in a folder that only its owner may enter', async () => {
    const locked = mkdtempSync(join(tmpdir(), 'tirek-locked-'));
    const own = await startServer({ data: join(locked, 'deep') });
    expect((await fetch(`${own.url}/health`)).status).toBe(200);
    await own.stop();
    const again = await startServer({ data: join(locked, 'deep') });
    await again.stop();
    if (process.getuid?.() === 0) rmSync(dirname(readFileSync(join(locked, 'deep/postgres-place'), 'utf8')), { recursive: true, force: true });
    rmSync(locked, { recursive: true, force: true });
  });
});
