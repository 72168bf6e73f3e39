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
import { startServer, type TestServer } from '../../support/server/start-server.ts';
import type { TestDevice } from '../../support/server/test-device.ts';
import { makeDevice } from '../../support/server/test-office.ts';

let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.stop());

/** What `device` is given to carry for laptops without a line. */
const askNews = async (device: TestDevice): Promise<{ files: Uint8Array[]; to: string[] }> => {
  const { bytes } = await device.request(packParts([utf8(canonicalJson({ roster: 0, taken: 0, letters: 0, news: [], maxBytes: 1_000_000 }))]), {}, 'office');
  const [head, ...parts] = findParts(bytes)!;
  const reply = findMessage(OfficeReply, head!)!;
  return { files: reply.news === 0 ? [] : parts.slice(-reply.news), to: reply.newsTo.map(({ stream }) => stream.split('/')[1]!).sort() };
};

/** The streams of the files that `device` can open, by what follows the district. */
const streamsFor = (device: TestDevice, files: readonly Uint8Array[]): string[] =>
  files.flatMap((file) => {
    const opened = openFrame(nodeCrypto, findBase64urlBytes(device.certificate.serverSignKey)!, device.readKeys, file);
    const frame = opened.ok ? decodeFrame(nodeCrypto, opened.value) : undefined;
    return frame?.ok ? [frame.value.header.stream.split('/')[1]!] : [];
  }).sort();

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
