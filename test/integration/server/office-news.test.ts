import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { decodeFrame } from '../../../shared/sync/decode-frame.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { OfficeReply } from '../../../shared/sync/messages.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { openFrame } from '../../../shared/sync/sealed-frames.ts';
import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { districts, makePerson, makeStep } from '../../support/server/sample-documents.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';
import type { TestDevice } from '../../support/server/test-device.ts';
import { makeDevice } from '../../support/server/test-office.ts';

let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.stop());

/** What `device` is given to carry for laptops without a line. */
const askNews = async (device: TestDevice, news: readonly object[] = []): Promise<{ files: Uint8Array[]; to: string[]; cursors: readonly object[] }> => {
  const { bytes } = await device.request(packParts([utf8(canonicalJson({ roster: 0, taken: 0, letters: 0, news, maxBytes: 1_000_000 }))]), {}, 'office');
  const [head, ...parts] = findParts(bytes)!;
  const reply = findMessage(OfficeReply, head!)!;
  return { files: reply.news === 0 ? [] : parts.slice(-reply.news), to: reply.newsTo.map(({ stream }) => stream.split('/')[1]!).sort(), cursors: reply.newsTo };
};

/** The frames that `device` can open. */
const framesFor = (device: TestDevice, files: readonly Uint8Array[]) =>
  files.flatMap((file) => {
    const opened = openFrame(nodeCrypto, findBase64urlBytes(device.certificate.serverSignKey)!, device.readKeys, file);
    const frame = opened.ok ? decodeFrame(nodeCrypto, opened.value) : undefined;
    return frame?.ok ? [frame.value] : [];
  });

/** Their streams, by what follows the district. */
const streamsFor = (device: TestDevice, files: readonly Uint8Array[]): string[] => framesFor(device, files).map(({ header }) => header.stream.split('/')[1]!).sort();

/** The ids of what they say of kinds that an older program does not read. */
const tasksIn = (device: TestDevice, files: readonly Uint8Array[]): string[] => framesFor(device, files).flatMap(({ items }) => items.filter(({ c }) => c.endsWith('Tasks')).map(({ i }) => i));

it('frames for laptops without a line are sealed to each that may read the stream, those that came later included, and none to nobody', async () => {
  const [carrier, other, older] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan)];
  await other.openSession({ takes: ['reports'] });
  const person = makePerson(districts.ulan);
  const report = { id: crypto.randomUUID(), number: '2026-1/AAAAAA', district: districts.ulan, upTo: '2026-10', made: makeStep(carrier.supervisor), ledgers: 1, persons: 0, employers: 0, rows: [] };
  await carrier.openSession({ takes: ['reports'] });
  const entries = [carrier.write({ collection: 'persons', document: person.id, changes: person, author: carrier.caseworker }), carrier.write({ collection: 'reports', document: report.id, changes: report, author: carrier.supervisor })];
  expect((await carrier.push(entries)).map(({ r }) => r)).toEqual(['applied', 'applied']);
  const { files, to } = await askNews(carrier);
  expect(to).toEqual(['registry', 'reports']);
  expect(streamsFor(other, files)).toEqual(['registry', 'reports']);
  expect(streamsFor(older, files)).toEqual(['registry']);
  // A stream that nobody but the carrier reads is not carried, however long, and stands in the way of no other.
  await other.openSession({ takes: [] });
  const less = await askNews(carrier);
  expect([less.to, less.files.length, streamsFor(other, less.files)]).toEqual([['registry'], 1, ['registry']]);
});

it('a laptop whose program reads other kinds of document is given nothing that was made for another’s: neither by a colleague nor on a stick for the whole district', async () => {
  const district = districts.zaisan;
  const [carrier, newer, older] = [await makeDevice(server, district), await makeDevice(server, district), await makeDevice(server, district)];
  older.kinds = [];
  for (const device of [carrier, newer, older]) await device.openSession();
  const person = makePerson(district);
  const rename = (device: TestDevice, householdId: string) => device.write({ collection: 'persons', document: person.id, base: 1, author: device.caseworker, changes: { householdId } });
  await carrier.push([carrier.write({ collection: 'persons', document: person.id, changes: person, author: carrier.caseworker })]);
  // As long as nothing is said that only one of them reads, there is no difference.
  for (const device of [newer, older]) expect(streamsFor(device, (await askNews(carrier)).files)).toEqual(['registry']);
  expect((await carrier.push([rename(carrier, 'h-left')])).map(({ r }) => r)).toEqual(['applied']);
  await newer.pullAll();
  expect((await newer.push([rename(newer, 'h-right')])).map(({ why }) => why)).toEqual(['conflict']);
  const mixed = await askNews(carrier);
  expect(tasksIn(newer, mixed.files)).toHaveLength(1);
  expect(framesFor(older, mixed.files)).toEqual([]);
  // Behind it both are told again.
  const later = makePerson(district);
  await carrier.push([carrier.write({ collection: 'persons', document: later.id, changes: later, author: carrier.caseworker })]);
  const after = await askNews(carrier, mixed.cursors);
  for (const device of [newer, older]) expect(framesFor(device, after.files).flatMap(({ items }) => items.map(({ i }) => i))).toEqual([later.id]);

  const stick = mkdtempSync(join(tmpdir(), 'tirek-kinds-'));
  mkdirSync(join(stick, 'tirek'));
  expect((await runServerTool(server, 'import', stick, '--snapshot', district)).status).toBe(0);
  const filesOf = (name: string) => readdirSync(join(stick, 'tirek/frames', name)).sort().map((file) => new Uint8Array(readFileSync(join(stick, 'tirek/frames', name, file))));
  const [shared, own] = [filesOf(district), filesOf(older.certificate.device)];
  rmSync(stick, { recursive: true });
  expect(framesFor(older, shared)).toEqual([]);
  for (const [device, files, tasks] of [[carrier, shared, 1], [newer, shared, 1], [older, own, 0]] as const) {
    const items = framesFor(device, files).flatMap((frame) => frame.items);
    expect(items.filter(({ c }) => c === 'persons').map(({ i }) => i)).toEqual(expect.arrayContaining([person.id, later.id]));
    expect(tasksIn(device, files)).toHaveLength(tasks);
  }
});
