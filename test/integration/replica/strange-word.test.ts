import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonId } from '../../../shared/base/ids.ts';
import { encodeEntry, findEntry } from '../../../shared/sync/journal-entry.ts';
import { createCrypto } from '../../../src-main/replica/platform/crypto.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { listUnreleased } from '../../../src-main/replica/store/journal.ts';
import { releaseEntries } from '../../../src-main/replica/usecases/release-entries.ts';
import { carry, edit, openOffice, personOn, releasePerson, rows, synced } from '../../support/replica/office-kit.ts';
import type { Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password } from '../../support/replica/people.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';

let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.stop());

/** A supervisor's batch without what colleagues wrote: that would be put aside, and lie over nothing any more. */
const releaseOwn = async (laptop: Laptop, id: string) =>
  expect(await releaseEntries(laptop.host, 'batch.sign', password, ({ db }) => ({ cases: [], persons: [id], entries: listUnreleased(db, [id]), others: [] }))).toMatchObject({ ok: true });

test('what a colleague’s program wrote and this one cannot read stops no synchronisation, and hides nothing', async () => {
  const { laptops: { odd, third, fourth }, folder, close } = await openOffice(() => server, ['odd', 'third', 'fourth']);
  await odd.unlock('aigul');
  const id: PersonId = (await odd.must('person.register', madeUpPerson(21))).id;
  await odd.unlock('bolat');
  await releasePerson(odd, id);
  for (const laptop of [odd, third, fourth]) await synced(laptop);
  const { phone } = personOn(third, id);
  // A letter is judged by nobody: a program of another version may have written anything.
  edit(odd, id, { phone: '+77010000021' });
  const { db, commit } = getOffice(odd.host).replica;
  const row = db.find<{ number: number; bytes: Uint8Array }>('SELECT number, bytes FROM journal WHERE document = ? ORDER BY number DESC', id)!;
  const bytes = encodeEntry({ ...findEntry(row.bytes)!, changes: { phone: 7 as never } });
  commit({ durability: 'full', documents: [], sql: (write) => void write.run('UPDATE journal SET bytes = ?, hash = ? WHERE number = ?', bytes, createCrypto().sha256(bytes), row.number) });
  await carry(odd, third, join(folder.path, 'stick'));
  expect(rows(third, 'SELECT document FROM office_entry')).toEqual([{ document: id }]);
  expect(personOn(third, id).phone).toBe(phone);
  // Own work on the same record, which the centre answers for, and another's, which comes from it.
  edit(third, id, { house: '7' });
  await releaseOwn(third, id);
  await synced(third);
  edit(fourth, id, { street: 'Абай' });
  await releasePerson(fourth, id);
  await synced(fourth);
  await synced(third);
  await synced(third);
  expect(personOn(third, id)).toMatchObject({ phone, house: '7', street: 'Абай' });
  await close();
});
