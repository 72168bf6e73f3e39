import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { DeviceId } from '../../../shared/base/ids.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import type { KatoCode } from '../../../shared/domain/kato.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { OfficeReply, type SessionReply } from '../../../shared/sync/messages.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { sealLetter } from '../../../shared/sync/seal-letter.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { districts, makeCase, makePerson } from '../../support/server/sample-documents.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';
import type { TestDevice } from '../../support/server/test-device.ts';
import { makeDevice } from '../../support/server/test-office.ts';

// What a laptop counts by the centre's numbers must go on after a restore: numbers that come again would be taken for heard.
let [base, server] = [undefined as unknown as TestServer, undefined as unknown as TestServer];
beforeAll(async () => {
  base = await startServer();
  server = await startServer({ database: base.database });
});
afterAll(async () => {
  await server.stop();
  await base.stop();
});

/** The centre as after a restore from a backup that knew nothing of what `sql` takes out: the epoch is raised, and the servers begin anew. */
const restore = async (sql: string, devices: readonly TestDevice[]): Promise<void> => {
  const client = new pg.Client({ connectionString: base.database });
  await client.connect();
  await client.query(sql);
  await client.end();
  expect((await runServerTool(base, 'raise-epoch')).status).toBe(0);
  await server.stop();
  server = await startServer({ database: base.database });
  for (const device of devices) {
    device.url = server.url;
    await device.openSession();
  }
};

const ask = async (device: TestDevice, taken: number, letters: readonly Uint8Array[] = []): Promise<OfficeReply> => {
  const { status, bytes } = await device.request(packParts([utf8(canonicalJson({ roster: 0, taken, letters: letters.length, maxBytes: 1_000_000 })), ...letters]), {}, 'office');
  expect(status).toBe(200);
  return findMessage(OfficeReply, findParts(bytes)![0]!)!;
};

const letterOf = (from: TestDevice, to: TestDevice, minute: number): Uint8Array => {
  const at = `2026-01-05T05:0${minute}:00.000Z` as Instant;
  return sealLetter(nodeCrypto, (message) => nodeCrypto.sign(from.signKeys.privateKey, message), { area: from.certificate.area as KatoCode, device: from.certificate.device as DeviceId, at, readers: [to.readKeys.publicKey] }, {
    word: { v: 1, after: 0, last: 0, have: [], cursors: [], counts: { unreleased: 0, unsent: 0, aside: 0, lastReceiptAt: null }, lease: at },
    open: [], entries: [], proof: { bytes: new Uint8Array(), signature: new Uint8Array(64) }, manifests: [], receipts: [],
  });
};

it('a letter reaches a laptop that had taken more of the mailbox than the backup knew', async () => {
  const [writer, reader] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan)];
  for (const minute of [1, 2, 3]) expect((await ask(writer, 0, [letterOf(writer, reader, minute)])).posted).toEqual(['kept']);
  const taken = (await ask(reader, 0)).mail.at(-1)!;
  await restore('DELETE FROM office_mail; DELETE FROM office_taken; DELETE FROM office_box', [writer, reader]);
  expect((await ask(writer, 0, [letterOf(writer, reader, 4)])).posted).toEqual(['kept']);
  expect((await ask(reader, taken)).mail).toHaveLength(1);
});

it('a verdict is told to a laptop that had heard of more of them than the backup knew', async () => {
  const device = await makeDevice(server, districts.zaisan);
  const numbers: number[] = [];
  for (let index = 0; index < 2; index++) {
    const person = makePerson(districts.zaisan);
    const own = makeCase(districts.zaisan, person.id, device.caseworker);
    const entry = device.write({ collection: 'cases', document: own.id, changes: own, author: device.caseworker });
    expect((await device.push([entry]))[0]).toMatchObject({ why: 'unknownDocument' });
    await device.push([device.write({ collection: 'persons', document: person.id, changes: person, author: device.caseworker })]);
    numbers.push(entry.number);
  }
  const release = async (number: number) => expect((await runServerTool(base, 'release', device.certificate.device, String(number))).status).toBe(0);
  await release(numbers[0]!);
  const heard = ((await device.openSession({ verdictsAfter: 0 })) as SessionReply).verdicts!.at(-1)!.id;
  await restore('TRUNCATE verdict RESTART IDENTITY', [device]);
  await release(numbers[1]!);
  expect(((await device.openSession({ verdictsAfter: heard })) as SessionReply).verdicts).toMatchObject([{ line: { n: numbers[1]!, r: 'applied' } }]);
});
