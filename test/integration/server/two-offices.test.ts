import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { findRoster } from '../../../shared/sync/office-roster.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { districts } from '../../support/server/sample-documents.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';
import type { TestDevice } from '../../support/server/test-device.ts';
import { makeDevice } from '../../support/server/test-office.ts';

let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.stop());

/** The roster that the centre sends to whoever has none. */
const rosterFor = async (device: TestDevice) => {
  const { bytes } = await device.request(packParts([utf8(canonicalJson({ roster: 0, taken: 0, letters: 0, maxBytes: 1_000_000 }))]), {}, 'office');
  const [, roster, signature] = findParts(bytes)!;
  return findRoster(nodeCrypto.verify, findBase64urlBytes(device.certificate.serverSignKey)!, device.certificate.area, { bytes: roster!, signature: signature! })!;
};

it('a training laptop and a real one of one district are two offices: each has its own roster, whose number stands while nothing in it changes', async () => {
  const [real, training] = [await makeDevice(server, districts.ulan, { training: false }), await makeDevice(server, districts.ulan)];
  const [ofReal, ofTraining] = [await rosterFor(real), await rosterFor(training)];
  expect(ofReal.devices.map(({ device }) => device)).toEqual([real.certificate.device]);
  expect(ofTraining.devices.map(({ device }) => device)).toEqual([training.certificate.device]);
  expect([(await rosterFor(real)).number, (await rosterFor(training)).number]).toEqual([ofReal.number, ofTraining.number]);
  const second = await makeDevice(server, districts.ulan);
  const later = await rosterFor(second);
  expect(later.number).toBeGreaterThan(ofTraining.number);
  expect(await rosterFor(training)).toEqual(later);
  expect((await rosterFor(real)).number).toBe(ofReal.number);
});
