import { afterAll, beforeAll, expect, it } from 'vitest';
import { Person } from '../../../shared/domain/person.ts';
import { decodeFrame } from '../../../shared/sync/decode-frame.ts';
import { encodeFrame } from '../../../shared/sync/encode-frame.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { makeChunks } from '../../../src-server/pull/make-chunks.ts';
import { personsEmptied } from '../../../src-server/store/migrations/0220-persons-emptied.ts';
import { openCentre } from '../../../src-server/open-centre.ts';
import { districts, makeStep } from '../../support/server/sample-documents.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';
import { makeDevice, writeApprovedCase, writeTransfer } from '../../support/server/test-office.ts';

let server: TestServer;
beforeAll(async () => { server = await startServer(); });
afterAll(() => server.stop());

it('a chunk has the newest item of each document, and of a case that moved away the emptied one before too: a laptop that is new there gets its trace', async () => {
  const device = await makeDevice(server, districts.ulan);
  const { opened, entries } = writeApprovedCase(device);
  await device.push(entries);
  await device.push([device.write({ collection: 'cases', document: opened.id, base: 1, author: device.supervisor, changes: { status: 'review', approved: null } })]);
  await device.push([device.write({ collection: 'cases', document: opened.id, base: 2, author: device.supervisor, changes: { status: 'approved', approved: makeStep(device.supervisor) } })]);
  await device.pullAll();
  const newest = device.pulled.filter((item) => item.i === opened.id).at(-1)!;
  await device.push([writeTransfer(device, opened.id, districts.zaisan, newest.v)]);
  await device.pullAll();
  const centre = await openCentre(server.database, () => undefined);
  if (!centre.ok) throw new Error(centre.error.type);
  const items = (await centre.value.store.tables.listRange(`${districts.ulan}/casework`, 0, 1000)).map((item) => JSON.parse(item) as { k: string; i: string; d?: { facts: { note: string; onsetDate: string | null } } });
  await centre.value.database.close();
  const ofCase = items.filter((item) => item.i === opened.id);
  expect(device.pulled.filter((item) => item.i === opened.id).length).toBeGreaterThan(2);
  expect(ofCase.map((item) => item.k)).toEqual(['put', 'moved']);
  expect(ofCase[0]!.d!.facts.onsetDate).toBeNull();
});

it('who has left a district is said to a laptop that is enrolled there later with no more than a name, in frames and in chunks, whenever those were made', async () => {
  const [first, second] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.zaisan)];
  const secret = { phone: '+77012223344', street: 'Құпия', settlement: 'Жасырын' };
  const { person, opened, entries } = writeApprovedCase(first, secret);
  await first.push([...entries, writeTransfer(first, opened.id, districts.zaisan)]);
  await second.pullAll();
  const centre = await openCentre(server.database, () => undefined);
  if (!centre.ok) throw new Error(centre.error.type);
  const { tables } = centre.value.store;
  const sizes = { least: 1, most: 2 };
  const never = new AbortController().signal;
  /** Everything that the chunks of the second district say. */
  const inChunks = async () => {
    const said: string[] = [];
    for (const kind of ['registry', 'casework']) {
      for (const { hash } of await tables.listChunks(second.certificate.device, `${districts.zaisan}/${kind}`, 1, 0)) {
        const frame = decodeFrame(nodeCrypto, (await tables.findChunkBytes(second.certificate.device, hash, 0))!);
        said.push(JSON.stringify(frame.ok && frame.value.items));
      }
    }
    return said.join();
  };
  await makeChunks(centre.value, never, undefined, sizes);
  for (const word of [secret.phone, secret.street, opened.facts.onsetDate!]) expect(await inChunks()).toContain(word);
  const before = (await tables.listUnchunked(1, 0)).find(({ name }) => name === `${districts.zaisan}/registry`)!;
  const items = await tables.listRange(before.name, 0, before.seq);

  const there = second.pulled.find((item) => item.i === opened.id) as { v: number };
  expect((await second.push([writeTransfer(second, opened.id, districts.ulan, there.v)]))[0]).toMatchObject({ r: 'applied' });
  // One that was read before and is written only now is not kept.
  const late = { stream: before.name, epoch: 1, after: 0, until: before.seq, hash: new Uint8Array(32), bytes: encodeFrame(nodeCrypto, { stream: before.name as never, epoch: 1, from: 0, to: before.seq, head: before.seq, items: items.length }, items) };
  expect(await centre.value.store.inTransaction((inside) => inside.insertChunk(late, before.seq))).toBe(false);
  const gone = [secret.phone, secret.street, secret.settlement];
  for (const word of [...gone, opened.facts.onsetDate!]) expect(await inChunks()).not.toContain(word);
  await makeChunks(centre.value, never, undefined, sizes);
  const anew = await inChunks();
  expect(anew).toContain(person.lastNameKk);
  for (const word of gone) expect(anew).not.toContain(word);

  const newcomer = await makeDevice(server, districts.zaisan);
  await newcomer.pullAll();
  expect(newcomer.pulled.filter(({ i }) => i === person.id).map(({ k }) => k)).toEqual(['put', 'moved']);
  for (const word of gone) expect(JSON.stringify(newcomer.pulled)).not.toContain(word);
  expect(Person.safeParse((newcomer.pulled.find(({ i }) => i === person.id) as { d: unknown }).d)).toMatchObject({ success: true, data: { lastNameKk: person.lastNameKk, iin: null, phone: '' } });

  // Come again they are said as they are; gone again, what was said in between goes too.
  await first.pullAll();
  const back = first.pulled.findLast(({ i }) => i === opened.id) as { v: number };
  await first.push([writeTransfer(first, opened.id, districts.zaisan, back.v)]);
  await newcomer.pullAll();
  expect(newcomer.pulled.findLast(({ i }) => i === person.id)).toMatchObject({ k: 'put', d: { phone: secret.phone } });
  await second.pullAll();
  const again = second.pulled.findLast(({ i }) => i === opened.id) as { v: number };
  await second.push([writeTransfer(second, opened.id, districts.ulan, again.v)]);
  const last = await makeDevice(server, districts.zaisan);
  await last.pullAll();
  for (const word of gone) expect(JSON.stringify(last.pulled)).not.toContain(word);

  // A database of before, where nobody emptied persons.
  const { pool } = centre.value.database;
  await makeChunks(centre.value, never, undefined, sizes);
  expect(await inChunks()).not.toBe('');
  await pool.query("UPDATE stream_item SET item = jsonb_set(item::jsonb, '{d,phone}', '\"+77012223344\"')::text WHERE stream = $1 AND document = $2 AND kind = 'put'", [before.name, person.id]);
  await pool.query(`DROP INDEX stream_item_person, stream_item_moved; ${personsEmptied}`);
  expect((await tables.listRange(before.name, 0, 1000)).join()).not.toContain(secret.phone);
  expect(await inChunks()).toBe('');
  await centre.value.database.close();
});
