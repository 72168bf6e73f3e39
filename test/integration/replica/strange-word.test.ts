import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonId } from '../../../shared/base/ids.ts';
import { encodeEntry, findEntry } from '../../../shared/sync/journal-entry.ts';
import { createCrypto } from '../../../src-main/replica/platform/crypto.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { readableHere } from '../../../src-main/replica/office/readable-here.ts';
import { listOfficeUnreleased } from '../../../src-main/replica/store/office-entries.ts';
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

/** A colleague's word on the record as a program of another version would have written it: a letter is judged by nobody. */
const writeStrangely = (laptop: Laptop, id: PersonId): void => {
  edit(laptop, id, { phone: '+77010000021' });
  const { db, commit } = getOffice(laptop.host).replica;
  const row = db.find<{ number: number; bytes: Uint8Array }>('SELECT number, bytes FROM journal WHERE document = ? ORDER BY number DESC', id)!;
  const bytes = encodeEntry({ ...findEntry(row.bytes)!, changes: { phone: 7 as never } });
  commit({ durability: 'full', documents: [], sql: (write) => void write.run('UPDATE journal SET bytes = ?, hash = ? WHERE number = ?', bytes, createCrypto().sha256(bytes), row.number) });
};

test('what a colleague’s program wrote and this one cannot read stops no synchronisation, hides nobody else’s word, and counts as read and released by nobody here', async () => {
  const { laptops: { odd, third, fourth }, folder, close } = await openOffice(() => server, ['odd', 'third', 'fourth']);
  await odd.unlock('aigul');
  const id: PersonId = (await odd.must('person.register', madeUpPerson(21))).id;
  await odd.unlock('bolat');
  await releasePerson(odd, id);
  for (const laptop of [odd, third, fourth]) await synced(laptop);
  const { phone } = personOn(third, id);
  const idOf = (laptop: Laptop) => getOffice(laptop.host).certificate.device;
  writeStrangely(odd, id);
  edit(odd, id, { householdId: '36' });
  edit(fourth, id, { birthDate: '1980-06-06' as never });
  await carry(odd, third, join(folder.path, 'stick'));
  await carry(fourth, third, join(folder.path, 'another'));
  const theirs = rows(third, `SELECT device, number FROM office_entry WHERE document = '${id}' ORDER BY device, number`) as { device: string; number: number }[];
  expect(theirs.map(({ device }) => device).sort()).toEqual([idOf(odd), idOf(odd), idOf(fourth)].sort());
  expect(personOn(third, id)).toMatchObject({ phone, birthDate: '1980-06-06' });
  // Own work on the same record says that it was written knowing of the one word, and not of the other, nor of what stands on that.
  edit(third, id, { house: '7' });
  const mine = getOffice(third.host).replica.db.find<{ bytes: Uint8Array }>('SELECT bytes FROM journal WHERE document = ? ORDER BY number DESC', id)!;
  expect(findEntry(mine.bytes)!.heard).toEqual([[idOf(fourth), theirs.find(({ device }) => device === idOf(fourth))!.number]]);
  expect(readableHere(listOfficeUnreleased(getOffice(third.host).replica.db, [id])).map(({ device }) => device)).toEqual([idOf(fourth)]);
  await releaseOwn(fourth, id);
  await synced(fourth);
  await releaseOwn(third, id);
  await synced(third);
  edit(fourth, id, { street: 'Абай' });
  await releaseOwn(fourth, id);
  await synced(fourth);
  await synced(third);
  await synced(third);
  expect(personOn(third, id)).toMatchObject({ phone, house: '7', street: 'Абай', birthDate: '1980-06-06' });
  await close();
});
