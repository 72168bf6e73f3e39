import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Person } from '../../../shared/domain/person.ts';
import { openBody } from '../../../shared/sync/columns/body-texts.ts';
import { encodeColumnFrame } from '../../../shared/sync/encode-frame.ts';
import type { StreamName } from '../../../shared/sync/frame.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { createBulkDecoder, type BulkDecoder } from '../../../src-main/replica/platform/bulk-decoder.ts';
import { findBulkFrame, type BulkFrame } from '../../../src-main/replica/platform/bulk-frame.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { findDocument } from '../../../src-main/replica/store/documents.ts';
import { findKeptSum, readSums } from '../../../src-main/replica/store/sums.ts';
import { hasSearchGap, listHouseholdIds } from '../../../src-main/replica/store/search/search-gaps.ts';
import { serverVersionOf } from '../../../src-main/replica/store/versions.ts';
import { applyPiece, ChunkItems } from '../../../src-main/replica/sync/apply-chunk.ts';
import { indexInSlices } from '../../../src-main/replica/sync/index-in-slices.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { makePeople } from '../../bench/sync/people.ts';
import { createPaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop, resources, soon, type Laptop } from '../../support/replica/laptop.ts';
import { ulan } from '../../support/replica/people.ts';

const { people } = makePeople(ulan, 300);
let [folder, laptop] = [undefined as unknown as ReturnType<typeof newFolder>, undefined as unknown as Laptop];
beforeEach(async () => {
  folder = newFolder();
  laptop = openLaptop({ profile: folder.path, fetch: createPaperCentre(ulan).fetch });
  await laptop.enrol('https://paper', 'CODE');
  await laptop.unlock('aigul');
});
afterEach(async () => {
  await laptop.close();
  folder.remove();
});

const chunkOf = (persons: readonly object[], from = 0, version = 1): Uint8Array => {
  const items = persons.map((person) => `{"k":"put","c":"persons","i":"${(person as Person).id}","v":${version},"d":${JSON.stringify(person)}}`);
  return encodeColumnFrame(nodeCrypto, { stream: `${ulan}/registry` as StreamName, epoch: 1, from, to: from + persons.length, head: from + persons.length, items: persons.length }, items);
};
const piecesOf = async ({ decode }: BulkDecoder, bytes: Uint8Array): Promise<BulkFrame[]> => {
  const pieces: BulkFrame[] = [];
  for await (const piece of decode(bytes)) pieces.push(piece);
  return pieces;
};
const apply = async (bytes: Uint8Array) => {
  let applied: ReturnType<typeof applyPiece> | undefined;
  const items = new ChunkItems(laptop.host, bytes);
  for (const frame of await piecesOf(laptop.host.decoder, bytes)) applied = applyPiece(laptop.host, items, frame);
  return applied!;
};
const replica = () => getOffice(laptop.host).replica;

test('people in bulk are the documents that RxDB would have written, and its live queries follow', async () => {
  const collection = replica().rx.collections['persons']!;
  const counts: number[] = [];
  const live = collection.find().$.subscribe((found: unknown[]) => counts.push(found.length));
  await expect.poll(() => counts, soon).toEqual([0]);
  const later = { ...people[7]!, fieldOfLaterVersion: { a: '"\u2028' } };
  expect(await apply(chunkOf([...people.slice(0, 7), later, ...people.slice(8)]))).toEqual({ ok: true, value: undefined });
  await expect.poll(() => counts.at(-1), soon).toBe(people.length);
  for (const person of [people[0]!, later, people[299]!]) expect(findDocument(replica(), 'persons', person.id)).toEqual(person);
  const found = (await collection.findOne(people[3]!.id).exec()) as { toJSON: (withMeta: boolean) => object } | null;
  expect(found!.toJSON(true)).toMatchObject({ ...people[3], _deleted: false, _attachments: {}, _rev: expect.stringMatching(/^1-/) as string });
  expect(serverVersionOf(replica().db, 'persons', people[299]!.id)).toBe(1);
  live.unsubscribe();
  await laptop.unlock('bolat');
  expect(laptop.look('person.watch', { id: people[5]!.id }).person).toEqual(people[5]);
  // and they can be written like any other
  const changed = { ...people[5]!, house: '99' };
  expect(replica().commit({ durability: 'full', documents: [{ collection: 'persons', document: changed }] }).ok).toBe(true);
  expect(findDocument(replica(), 'persons', changed.id)).toEqual(changed);
});

test('who is known already is taken one by one: older versions change nothing, newer ones do', async () => {
  await apply(chunkOf(people));
  const newer = people.map((person) => ({ ...person, house: '12' }));
  expect((await apply(chunkOf(newer, 300, 2))).ok).toBe(true);
  expect(findDocument(replica(), 'persons', people[0]!.id)).toMatchObject({ house: '12' });
  expect((await apply(chunkOf(people, 600, 1))).ok).toBe(true);
  expect(findDocument(replica(), 'persons', people[0]!.id)).toMatchObject({ house: '12' });
  expect(serverVersionOf(replica().db, 'persons', people[0]!.id)).toBe(2);
  // the same chunk again is passed over
  expect((await apply(chunkOf(people))).ok).toBe(true);
  expect(replica().db.find<{ n: number }>('SELECT count(*) AS n FROM server_version')).toEqual({ n: 300 });
});

test('what is not plainly a person is looked at by the schema, and bytes that are no chunk are none', async () => {
  const { lastNameKk: _, ...nameless } = people[1]!;
  const frame = findBulkFrame(laptop.host.crypto, chunkOf([people[0]!, nameless, ...people.slice(2)]))!;
  expect([frame.ids.length, frame.others.length]).toEqual([299, 1]);
  expect(await piecesOf(laptop.host.decoder, new Uint8Array(50))).toEqual([]);
  expect((await apply(chunkOf([people[0]!, nameless, ...people.slice(2)]))).ok).toBe(true);
  expect(replica().db.list("SELECT 1 FROM setting WHERE name LIKE 'aside.%'")).toHaveLength(1);
  expect(findDocument(replica(), 'persons', people[299]!.id)).toEqual(people[299]);
});

test('the checksum of a load is there when it ends, and is that of its versions', async () => {
  const anew = () => {
    let sum: bigint | undefined;
    expect(replica().commit({ durability: 'normal', documents: [], sql: (db) => void (sum = readSums(db, ['persons'], true)) }).ok).toBe(true);
    return sum;
  };
  await apply(chunkOf(people.slice(0, 280)));
  const first = findKeptSum(replica().db, ['persons']);
  expect(first).not.toBe(0n);
  expect(first).toBe(anew());
  const more = makePeople(ulan, 300, '8').people;
  await apply(chunkOf([...people.slice(280), ...more.slice(20)], 280, 5));
  const kept = findKeptSum(replica().db, ['persons']);
  expect(kept).not.toBe(first);
  expect(kept).toBe(anew());
  // where the sum is not known, it does not begin in the middle
  replica().commit({ durability: 'normal', documents: [], sql: (db) => void db.run('DELETE FROM stream_sum') });
  await apply(chunkOf(makePeople(ulan, 300, '9').people, 580));
  expect(findKeptSum(replica().db, ['persons'])).toBeUndefined();
});

test('who lives together is known before the search index is made, after it, and when somebody moves out', async () => {
  const together = Map.groupBy(people.filter(({ householdId }) => householdId !== null), ({ householdId }) => householdId!);
  const [household, members] = [...together].sort((a, b) => b[1].length - a[1].length)[0]!;
  expect(members.length).toBeGreaterThan(1);
  const ids = members.map(({ id }) => id).sort();
  const here = () => listHouseholdIds(replica(), household, 40);
  await apply(chunkOf(people));
  expect([hasSearchGap(replica().db), here()]).toEqual([true, ids]);
  await indexInSlices(laptop.host);
  expect([hasSearchGap(replica().db), here()]).toEqual([false, ids]);
  await apply(chunkOf(people.map((person) => (person.id === ids[0] ? { ...person, householdId: null } : person)), 300, 2));
  await indexInSlices(laptop.host);
  expect(here()).toEqual(ids.slice(1));
});

test('where no thread can be had the chunk is read in this one', async () => {
  const told: string[] = [];
  const decoder = createBulkDecoder(laptop.host.crypto, { dictionary: `${resources}/nowhere.bin`, rehearsal: undefined }, (why) => told.push(why));
  expect((await piecesOf(decoder, chunkOf(people))).map(({ ids }) => ids.length)).toEqual([300]);
  expect((await piecesOf(decoder, chunkOf(people))).map(({ ids }) => ids.length)).toEqual([300]);
  expect(told).toHaveLength(1);
  decoder.rest();
});

test('what the thread rehearses with is read to the end, all of it plain people', () => {
  const body = openBody(new Uint8Array(readFileSync(`${resources}/sync/rehearsal.bin`)), (packed) => nodeCrypto.decompress(packed, limits.frameContent))!;
  const texts = body.take(body.left)!;
  expect([texts.persons.ends.length, texts.persons.isPlain.every((one) => one === 1), body.rest.length]).toEqual([400, true, 0]);
});

test('a thread that rehearses answers what it is asked', async () => {
  const files = { dictionary: `${resources}/sync/dictionary-1.bin`, rehearsal: `${resources}/sync/rehearsal.bin` };
  const told: string[] = [];
  const decoder = createBulkDecoder(laptop.host.crypto, files, (why) => told.push(why));
  const ends: number[] = [];
  process.once('worker', (worker) => worker.on('exit', (code) => ends.push(code)));
  decoder.prepare();
  for (let times = 0; times < 2; times++) expect((await piecesOf(decoder, chunkOf(people))).map(({ ids }) => ids)).toEqual([people.map(({ id }) => id)]);
  decoder.rest();
  // By itself: one that is ended from outside says 1.
  await expect.poll(() => ends, soon).toEqual([0]);
  expect(told).toEqual([]);
});
