import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import { textOf, utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { fileRange } from '../../../shared/sync/file-messages.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { isFileOfAside } from '../../../src-server/store/files.ts';
import { mostUnfinished } from '../../../src-server/files/take-range.ts';
import { picture } from '../../support/replica/scans.ts';
import { askHeld, fileBody, getRange, keyOf, putRange } from '../../support/server/file-requests.ts';
import { districts, makeStep } from '../../support/server/sample-documents.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';
import type { TestDevice } from '../../support/server/test-device.ts';
import { makeDevice, writeApprovedCase, writeScan } from '../../support/server/test-office.ts';

let [server, a, b, elsewhere] = [undefined as unknown as TestServer, undefined as unknown as TestDevice, undefined as unknown as TestDevice, undefined as unknown as TestDevice];
let database: pg.Pool;
beforeAll(async () => {
  server = await startServer();
  database = new pg.Pool({ connectionString: server.database });
  [a, b, elsewhere] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan), await makeDevice(server, districts.zaisan)];
});
afterAll(async () => {
  await database.end();
  await server.stop();
});

/** A case with scans of these files, taken by the centre. */
const taken = async (device: TestDevice, ...files: readonly Uint8Array[]) => {
  const { opened, entries } = writeApprovedCase(device);
  const scans = files.map((file) => writeScan(device, opened, file));
  const lines = await device.push([...entries, ...scans.map(({ entry }) => entry)]);
  expect(lines.map((row) => row.r)).toEqual(lines.map(() => 'applied'));
  return scans.map(({ scan }) => scan);
};

it('takes ranges in order, tells what it has, and gives the whole to every laptop of the district, to nobody else', async () => {
  const file = picture(10_000, 11);
  await taken(a, file);
  expect(await askHeld(a, file, picture(50, 12))).toEqual([0, null]);
  expect(await putRange(a, file, 0, 4000)).toEqual({ held: [4000] });
  // Again, from further on, from before: nothing changes, and the laptop hears where to go on.
  for (const [from, to] of [[0, 4000], [8000, 10_000], [100, 5000]] as const) expect(await putRange(a, file, from, to)).toEqual({ held: [4000] });
  expect(await getRange(a, file, 0, 4000)).toBe('notFound');
  // Another laptop with the same file sends the rest.
  expect(await putRange(b, file, 4000, 9_999)).toEqual({ held: [9_999] });
  expect(await putRange(b, file, 9_999, 10_000)).toEqual({ held: [10_000] });
  expect(await putRange(a, file, 0, 1)).toEqual({ held: [10_000] });
  expect(await askHeld(b, file)).toEqual([10_000]);
  for (const [offset, length] of [[0, 10_000], [3999, 2], [9_999, 65_536], [4000, 1]] as const) expect(Buffer.compare((await getRange(b, file, offset, length)) as Uint8Array, file.subarray(offset, offset + length)), `${offset}`).toBe(0);
  expect(await getRange(b, file, 10_000, 1)).toBe('notFound');
  expect(await askHeld(elsewhere, file)).toEqual([null]);
  expect(await putRange(elsewhere, file, 0, 4000)).toEqual({ held: [null] });
  expect(await getRange(elsewhere, file, 0, 1)).toBe('notFound');
  const { rows } = await database.query<{ device: string; bytes: number }>('SELECT device, bytes::int FROM file_read');
  expect(rows).toEqual([{ device: b.certificate.device, bytes: 10_000 + 2 + 1 + 1 }]);
});

it('keeps a range that comes before the one it follows, the newest alone and not from far ahead, and puts it in its place', async () => {
  const file = picture(200_000, 22);
  await taken(a, file);
  const ranges = () => database.query<{ at: number }>('SELECT at FROM file_range WHERE size = 200000 ORDER BY at').then(({ rows }) => rows.map(({ at }) => at));
  // The second before the first, of a file that is not begun.
  expect(await putRange(a, file, 4000, 9000)).toEqual({ held: [0] });
  expect(await putRange(a, file, 0, 4000)).toEqual({ held: [9000] });
  for (const from of [9000 + fileRange.most, 60_000, 30_000]) expect(await putRange(b, file, from, from + 10_000)).toEqual({ held: [9000] });
  expect(await putRange(a, file, 9001 + fileRange.most, 90_000)).toEqual({ held: [9000] });
  expect(await ranges()).toEqual([0, 4000, 30_000]);
  // One that reaches into it, of another laptop: what it covers is not counted twice.
  expect(await putRange(a, file, 9000, 35_000)).toEqual({ held: [35_000] });
  expect(await ranges()).toEqual([0, 4000, 9000]);
  expect(await putRange(a, file, 100_000, 160_000)).toEqual({ held: [35_000] });
  expect(await putRange(a, file, 35_000, 100_000)).toEqual({ held: [160_000] });
  expect(await putRange(a, file, 160_000, 200_000)).toEqual({ held: [200_000] });
  for (const [offset, length] of [[3990, 20], [8990, 30_000], [99_990, 65_536]] as const) expect(Buffer.compare((await getRange(b, file, offset, length)) as Uint8Array, file.subarray(offset, offset + length)), `${offset}`).toBe(0);
});

it('the last range before the one it follows: the file is whole with that, or dropped with it', async () => {
  const [file, wrong] = [picture(9100, 23), picture(9200, 24)];
  await taken(a, file, wrong);
  expect(await putRange(a, file, 5000, 9100)).toEqual({ held: [0] });
  expect(await putRange(a, file, 0, 5000)).toEqual({ held: [9100] });
  expect(await putRange(a, wrong, 5000, 9200, {}, file.subarray(0, 4200))).toEqual({ held: [0] });
  expect(await putRange(a, wrong, 0, 5000)).toEqual({ refused: 'badFile' });
  expect(await askHeld(a, file, wrong)).toEqual([9100, 0]);
});

it('bytes of a file count whatever number their request has, said again too; a question is answered once', async () => {
  const file = picture(5000, 25);
  await taken(a, file);
  expect(await askHeld(a, file)).toEqual([0]);
  const number = a.requests;
  for (let times = 0; times < 2; times++) {
    a.requests = number - 1;
    expect(await putRange(a, file, 0, 2000)).toEqual({ held: [2000] });
  }
  a.requests = number - 1;
  expect(await askHeld(a, file)).toBeUndefined();
  expect(await askHeld(a, file)).toEqual([2000]);
});

it('a file that is not the one of its name is dropped whole, and may come again', async () => {
  const file = picture(9000, 13);
  await taken(a, file);
  await putRange(a, file, 0, 8000);
  expect(await putRange(a, file, 8000, 9000, {}, picture(1000, 14))).toEqual({ refused: 'badFile' });
  expect(await askHeld(a, file)).toEqual([0]);
  expect((await database.query('SELECT 1 FROM file_range r WHERE r.size = 9000')).rowCount).toBe(0);
  expect(await putRange(a, file, 0, 9000)).toEqual({ held: [9000] });
});

it('takes nothing for a record that was not taken, was taken back, or says another size', async () => {
  const [early, back, other] = [picture(300, 15), picture(301, 16), picture(302, 17)];
  const { opened, entries } = writeApprovedCase(a);
  await a.push(entries);
  const made = writeScan(a, opened, early);
  expect(await putRange(a, early, 0, 300)).toEqual({ held: [null] });
  await a.push([made.entry], []);
  expect(await putRange(a, early, 0, 300)).toEqual({ held: [null] });
  const [scan] = await taken(a, back);
  expect(await putRange(a, back, 0, 300)).toEqual({ held: [300] });
  expect((await a.push([a.write({ collection: 'scans', document: scan!.id, base: 1, changes: { removed: makeStep(a.caseworker) }, author: a.caseworker })]))[0]?.r).toBe('applied');
  expect(await putRange(a, back, 300, 301)).toEqual({ held: [null] });
  expect(await getRange(a, back, 0, 1)).toBe('notFound');
  await taken(a, other);
  expect(await putRange(a, other, 0, 302, { size: 303 })).toEqual({ held: [null] });
});

it('holds its limits: the size of a file and of a range, ranges beyond the end, and what a laptop leaves unfinished', async () => {
  const file = picture(70_000, 18);
  await taken(a, file);
  expect(await putRange(a, file, 0, 0, { size: 10 * 1024 * 1024 + 1 }, file.subarray(0, 9))).toEqual({ refused: 'malformed' });
  expect(await putRange(a, file, 0, fileRange.most + 1)).toEqual({ refused: 'tooLarge' });
  expect(await putRange(a, file, 69_999, 70_000, {}, file.subarray(0, 2))).toEqual({ refused: 'malformed' });
  expect(await putRange(a, file, 0, 0)).toEqual({ refused: 'malformed' });
  expect((await a.request(fileBody({ ask: 'put' }), {}, 'file')).status).toBe(400);
  const many = Array.from({ length: mostUnfinished + 2 }, (_, n) => picture(400, 100 + n));
  await taken(a, ...many);
  for (const one of many) expect(await putRange(a, one, 0, 100)).toEqual({ held: [100] });
  expect((await database.query('SELECT 1 FROM file WHERE device = $1 AND whole IS NULL', [a.certificate.device])).rowCount).toBe(mostUnfinished);
  expect(await askHeld(a, many[0]!, many.at(-1)!)).toEqual([0, 100]);
});

it('two laptops that send the same file at the same time leave one whole file', async () => {
  const file = picture(40_000, 19);
  await taken(a, file);
  const send = async (device: TestDevice, step: number) => {
    for (let at = 0; at < file.length;) at = ((await putRange(device, file, at, Math.min(at + step, file.length))) as { held: [number] }).held[0];
  };
  await Promise.all([send(a, 3000), send(b, 3700)]);
  expect(Buffer.compare((await getRange(a, file, 0, 40_000)) as Uint8Array, file)).toBe(0);
});

it('a referral’s file is for laptops with the class of it alone', async () => {
  const file = picture(500, 20);
  const doctors = await makeDevice(server, districts.ulan, { staff: [{ login: 'caseworker', name: 'Тест', roles: ['medicalRegistrar'] }, { login: 'supervisor', name: 'Тест', roles: ['chair'] }] });
  expect([doctors.certificate.classes.includes('medical'), a.certificate.classes.includes('medical')]).toEqual([true, false]);
  const { scan } = writeScan(a, writeApprovedCase(a).opened, file);
  const body = JSON.stringify({ id: 'x', files: [{ name: 'x', hash: scan.hash, size: scan.size }] });
  await database.query("INSERT INTO stream (name, epoch, seq) VALUES ($1, 1, 0) ON CONFLICT DO NOTHING", [`${districts.ulan}/medical`]);
  await database.query("INSERT INTO document (collection, id, version, body, field_versions) VALUES ('assessments', 'x', 1, $1, '{}')", [body]);
  await database.query("INSERT INTO document_area (collection, document, area) VALUES ('assessments', 'x', $1)", [districts.ulan]);
  await database.query("INSERT INTO stream_leaf (stream, collection, document, version, seq) VALUES ($1, 'assessments', 'x', 1, 1)", [`${districts.ulan}/medical`]);
  expect(await askHeld(a, file)).toEqual([null]);
  expect(await putRange(doctors, file, 0, 500)).toEqual({ held: [500] });
  expect(await getRange(a, file, 0, 500)).toBe('notFound');
  expect(Buffer.compare((await getRange(doctors, file, 0, 500)) as Uint8Array, file)).toBe(0);
});

it('a revoked laptop sends nothing within a session and is given nothing; one that does not say that it takes files is not told of them', async () => {
  const file = picture(600, 21);
  await taken(a, file);
  const lost = await makeDevice(server, districts.ulan);
  expect(await putRange(lost, file, 0, 300)).toEqual({ held: [300] });
  await runServerTool(server, 'revoke-device', lost.certificate.device);
  expect(await putRange(lost, file, 300, 600)).toEqual({ refused: 'revoked' });
  expect(await getRange(lost, file, 0, 1)).toBe('revoked');
  expect(await b.openSession({ takes: ['files'] })).toMatchObject({ files: true });
  expect(await b.openSession({ takes: ['sums'] })).not.toHaveProperty('files');
});

it('takes files of a revoked device over its last word, of records that it has from it, and gives it none', async () => {
  const device = await makeDevice(server, districts.ulan);
  const file = picture(9000, 77);
  await taken(device, file);
  await runServerTool(server, 'revoke-device', device.certificate.device);
  const last = async (body: Uint8Array, request: object = { file: true }) => {
    const nonce = toBase64url(crypto.getRandomValues(new Uint8Array(16)));
    const sent = packParts([utf8(canonicalJson({ device: device.certificate.device, nonce, envelopes: 0, ...request })), body]);
    const signature = toBase64url(nodeCrypto.sign(device.signKeys.privateKey, signedMessage('last', sent)));
    const response = await fetch(`${server.url}/last`, { method: 'POST', body: sent, headers: { 'content-type': 'application/octet-stream', 'x-tirek-signature': signature } });
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (response.status !== 200) return (JSON.parse(textOf(bytes)) as { refused: string }).refused;
    const [, word, signed] = findParts(bytes)!;
    expect(nodeCrypto.verify(findBase64urlBytes(device.certificate.serverSignKey)!, signedMessage('revoked', word!), signed!)).toBe(true);
    return JSON.parse(textOf(word!)) as object;
  };
  const { hash } = keyOf(file);
  const strange = keyOf(picture(60, 78));
  expect(await last(fileBody({ ask: 'held', files: [{ hash, size: 9000 }, strange] }))).toMatchObject({ files: true, held: [0, null] });
  expect(await last(fileBody({ ask: 'put', hash, size: 9000, offset: 0 }, file.subarray(0, 5000)))).toMatchObject({ held: [5000] });
  expect(await last(fileBody({ ask: 'put', hash, size: 9000, offset: 5000 }, new Uint8Array(4000)))).toMatchObject({ held: [0] });
  expect(await last(fileBody({ ask: 'put', hash, size: 9000, offset: 0 }, file))).toMatchObject({ held: [9000] });
  expect(await last(fileBody({ ask: 'get', hash, size: 9000, offset: 0, length: 10 }))).toBe('malformed');
  expect(await last(fileBody({ ask: 'held', files: [strange] }), {})).toBe('malformed');
  // Over any other way it is refused as before.
  expect(await getRange(device, file, 0, 10)).toBe('revoked');
  expect(await askHeld(b, file)).toEqual([9000]);
});

it('of a record that is put aside it knows the file by hash and size, up to so many bytes', async () => {
  const file = picture(600, 77);
  const { opened, entries } = writeApprovedCase(a);
  await a.push(entries);
  const { entry } = writeScan(a, opened, file);
  expect(await a.push([entry], [])).toMatchObject([{ r: 'quarantined', why: 'notReleased' }]);
  const key = { hash: nodeCrypto.sha256(file), size: file.length };
  const known = (change: object, most = 1_000_000, device = a) => isFileOfAside(database, device.certificate.device, { ...key, ...change }, new Date(Date.now() + 1000), most);
  expect([await known({}), await known({ size: 601 }), await known({ hash: nodeCrypto.sha256(picture(600, 78)) }), await known({}, 599), await known({}, 1_000_000, b)]).toEqual([true, false, false, false, false]);
  // Only whoever was revoked may hand it in.
  expect(await askHeld(a, file)).toEqual([null]);
});
