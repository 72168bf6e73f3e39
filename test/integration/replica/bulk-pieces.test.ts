import { afterEach, expect, test } from 'vitest';
import { decodeFrame } from '../../../shared/sync/decode-frame.ts';
import { encodeColumnFrame } from '../../../shared/sync/encode-frame.ts';
import type { FrameHeader, StreamItem, StreamName } from '../../../shared/sync/frame.ts';
import type { BulkFrame } from '../../../src-main/replica/platform/bulk-frame.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { documentTable } from '../../../src-main/replica/store/documents.ts';
import { hasSearchGap } from '../../../src-main/replica/store/search/search-gaps.ts';
import { readSums } from '../../../src-main/replica/store/sums.ts';
import { applyPiece, ChunkItems } from '../../../src-main/replica/sync/apply-chunk.ts';
import { applyFrame } from '../../../src-main/replica/sync/apply-frame.ts';
import { indexInSlices } from '../../../src-main/replica/sync/index-in-slices.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { makePeople } from '../../bench/sync/people.ts';
import { createPaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { ulan } from '../../support/replica/people.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
const newLaptop = async (): Promise<Laptop> => {
  const folder = newFolder();
  const laptop = openLaptop({ profile: folder.path, fetch: createPaperCentre(ulan).fetch });
  ends.push(folder.remove, () => laptop.close());
  await laptop.enrol('https://paper', 'CODE');
  await laptop.unlock('aigul');
  return laptop;
};

/** A stream with everything that a chunk may have: people, one nobody can read, one the schema alone accepts, people who moved away in the same piece and in a later one, other kinds. */
const { people } = makePeople(ulan, 2500);
const put = (c: string, document: { readonly id: string }): object => ({ k: 'put', c, i: document.id, d: document });
const moved = (id: string): object => ({ k: 'moved', c: 'persons', i: id, to: '611600000', at: '2026-03-01T10:00:00.000Z', by: '01998877-0000-7000-8000-000000000001', byName: 'Асқар' });
const { lastNameKk: _, ...nameless } = people[300]!;
const stream = people.flatMap((person, index): object[] => {
  const own = index === 300 ? put('persons', nameless as never) : index === 700 ? put('persons', { ...person, laterField: { a: 1 } } as never) : put('persons', person);
  if (index === 90) return [own, moved(person.id)];
  if (index === 1900) return [own, moved(people[5]!.id), put('ledger', { id: '01998877-0000-7000-8000-00000000000a', nobody: 'knows' } as never)];
  return [own];
});
const texts = stream.map((item, index) => JSON.stringify({ ...item, v: index + 1 }));
const whole = encodeColumnFrame(nodeCrypto, { stream: `${ulan}/registry` as StreamName, epoch: 1, from: 0, to: texts.length, head: texts.length, items: texts.length }, texts);

const piecesOf = async (laptop: Laptop): Promise<BulkFrame[]> => {
  const pieces: BulkFrame[] = [];
  for await (const piece of laptop.host.decoder.decode(whole)) pieces.push(piece);
  return pieces;
};
const applyPieces = (laptop: Laptop, pieces: readonly BulkFrame[]): void => {
  const items = new ChunkItems(laptop.host, whole);
  for (const piece of pieces) expect(applyPiece(laptop.host, items, piece)).toEqual({ ok: true, value: undefined });
};

/** What a replica has, without what says when and how it was written. */
const heldBy = async ({ host }: Laptop) => {
  const { replica } = getOffice(host);
  const { db } = replica;
  // An unlock may be making the index already.
  await indexInSlices(host);
  await expect.poll(() => hasSearchGap(db), soon).toBe(false);
  const table = documentTable(replica, 'persons');
  let sum: bigint | undefined;
  expect(replica.commit({ durability: 'normal', documents: [], sql: (writable) => void (sum = readSums(writable, ['persons'], false)) }).ok).toBe(true);
  const columns = db.list<{ name: string }>(`SELECT name FROM pragma_table_info('${table}') WHERE name NOT IN ('sequence', 'lwt', 'body')`).map(({ name }) => name).join(', ');
  return {
    persons: db.list(`SELECT ${columns}, json_remove(body, '$._meta', '$._rev') AS body, json_extract(body, '$._meta.lwt') = lwt AS isSame FROM ${table} ORDER BY id`),
    versions: db.list('SELECT collection, document, version FROM server_version ORDER BY collection, document'),
    cursors: db.list('SELECT * FROM cursor ORDER BY stream'),
    sum,
    aside: db.list<{ value: string }>("SELECT value FROM setting WHERE name LIKE 'aside.%' ORDER BY value").map(({ value }) => JSON.parse(value) as unknown),
    keys: db.list<{ number: number }>('SELECT * FROM person_key ORDER BY id').map(({ number: _, ...key }) => key),
    gaps: db.list('SELECT * FROM search_gap'),
  };
};

test('a chunk comes in pieces that follow each other and hold everything in it', async () => {
  const laptop = await newLaptop();
  const pieces = await piecesOf(laptop);
  expect(pieces.map(({ header }) => [header.from, header.to])).toEqual(pieces.map(({ header }, index) => [pieces[index - 1]?.header.to ?? 0, header.from + header.items]));
  expect([pieces.length, pieces.at(-1)!.header.to]).toEqual([3, texts.length]);
  expect(pieces.map(({ ids, others, header }) => ids.length + others.length === header.items && ids.length > 800)).toEqual([true, true, true]);
});

test('what pieces of a chunk leave is what the same items leave that come one by one, in frames', async () => {
  const [chunked, framed] = [await newLaptop(), await newLaptop()];
  applyPieces(chunked, await piecesOf(chunked));
  const decoded = decodeFrame(nodeCrypto, whole);
  if (!decoded.ok) throw new Error(decoded.error);
  const { header, items } = decoded.value;
  for (let from = 0; from < items.length; from += 100) {
    const part: readonly StreamItem[] = items.slice(from, from + 100);
    const frame: FrameHeader = { ...header, from, to: from + part.length, items: part.length };
    expect(applyFrame(framed.host, frame, part)).toEqual({ ok: true, value: undefined });
  }
  const [one, other] = [await heldBy(chunked), await heldBy(framed)];
  expect(one.persons).toHaveLength(people.length - 1);
  expect(one.aside).toHaveLength(2);
  expect(one).toEqual(other);
});

test('a load that ended in the middle of a chunk goes on behind its last piece', async () => {
  const [cut, whole] = [await newLaptop(), await newLaptop()];
  applyPieces(whole, await piecesOf(whole));
  applyPieces(cut, (await piecesOf(cut)).slice(0, 2));
  await cut.close();
  await cut.unlock('aigul');
  const sequences = () => getOffice(cut.host).replica.db.find(`SELECT count(*) AS n, max(sequence) AS last FROM ${documentTable(getOffice(cut.host).replica, 'persons')}`);
  const before = sequences() as { n: number; last: number };
  applyPieces(cut, await piecesOf(cut));
  // Nobody who was there is written again.
  const after = sequences() as { n: number; last: number };
  expect(after.last - before.last - (after.n - before.n)).toBeLessThan(5);
  expect(await heldBy(cut)).toEqual(await heldBy(whole));
});
