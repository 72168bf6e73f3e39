import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { findRoster } from '../../../shared/sync/office-roster.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { districts } from '../../support/server/sample-documents.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';
import { makeDevice } from '../../support/server/test-office.ts';

let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.stop());

it('a district with more laptops than a roster holds has one all the same, of those that were enrolled last', async () => {
  const [first, last] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan)];
  const client = new pg.Client({ connectionString: server.database });
  await client.connect();
  for (let index = 0; index < 70; index++)
    await client.query(
      `INSERT INTO device (id, name, area, classes, training, sign_key, read_key, revoked, certificate, signature, enrolled)
       SELECT $1, name, area, classes, training, $2, $2, false, certificate, signature, enrolled - interval '1 year' + $3 * interval '1 hour' FROM device WHERE id = $4`,
      [`01890000-0000-7000-8000-${String(index).padStart(12, '0')}`, randomBytes(32), index, first.certificate.device],
    );
  await client.end();
  const { status, bytes } = await last.request(packParts([utf8(canonicalJson({ roster: 0, taken: 0, letters: 0, maxBytes: 1_000_000 }))]), {}, 'office');
  expect(status).toBe(200);
  const [, roster, signature] = findParts(bytes)!;
  const read = findRoster(nodeCrypto.verify, findBase64urlBytes(last.certificate.serverSignKey)!, districts.ulan, { bytes: roster!, signature: signature! });
  expect(read?.devices).toHaveLength(64);
  const ids = read!.devices.map(({ device }) => String(device));
  expect(ids).toEqual(expect.arrayContaining([first.certificate.device, last.certificate.device, '01890000-0000-7000-8000-000000000069']));
  expect(ids).not.toContain('01890000-0000-7000-8000-000000000007');
});
