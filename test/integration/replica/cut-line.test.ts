import { afterAll, beforeAll, expect, test } from 'vitest';
import { LineCut } from '../../../src-main/replica/platform/line-cut.ts';
import { countUnsent } from '../../../src-main/replica/store/journal.ts';
import { coolDown } from '../../../src-main/replica/sync/warm-link.ts';
import { getOffice, type Fetch } from '../../../src-main/replica/session/host-parts.ts';
import type { CaseId } from '../../../shared/base/ids.ts';
import { mostReleased } from '../../../shared/sync/batch-manifest.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan } from '../../support/replica/people.ts';
import { openShapedLine, type ShapedLine } from '../../support/line/shaped-line.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

const folders = [newFolder(), newFolder()];
const people = 12;
let server: TestServer;
let line: ShapedLine;
let [first, second]: Laptop[] = [];

beforeAll(async () => {
  server = await startServer();
  const { hostname, port } = new URL(server.url);
  line = await openShapedLine({ host: hostname, port: Number(port) });
  for (const [index, folder] of folders.entries()) {
    const laptop = openLaptop({ profile: folder.path });
    await laptop.enrol(line.url, await makeEnrolCode(server, ulan), staff, `Ноутбук ${index + 1}`);
    if (index === 0) first = laptop;
    else second = laptop;
  }
});
afterAll(async () => {
  for (const laptop of [first, second]) await laptop?.close();
  await line?.close();
  await server?.stop();
  for (const folder of folders) folder.remove();
});

/** Syncs over a line that breaks again and again, until one ends well; how many it took. */
const syncs = async (laptop: Laptop, most: number): Promise<number> => {
  for (let count = 1; count <= most; count++) if ((await laptop.sync()).phase === 'done') return count;
  throw new Error(`${most} syncs and no end: ${JSON.stringify(laptop.host.sync)}`);
};

/** `count` people with an approved case each, on the first laptop; the supervisor is at it afterwards. */
const approve = async (count: number, from = 1): Promise<{ readonly id: string; readonly person: string }[]> => {
  await first!.unlock('aigul');
  const cases: { readonly id: string; readonly person: string }[] = [];
  for (let n = from; n < from + count; n++) {
    const person = await first!.must('person.register', madeUpPerson(n));
    const { id } = await first!.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity' });
    await first!.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-05' as PlainDate, employer: 'Тірек ЖШС' } });
    await first!.must('case.handOver', { id });
    cases.push({ id, person: person.id });
  }
  await first!.unlock('bolat');
  for (const { id } of cases) await first!.must('case.approve', { id: id as never });
  return cases;
};

/** What one connection carries, both ways together: a handshake is 2.4 kB of it, an entry with the manifest of this batch 4 kB. */
const bytesEach = 5000;

test('a line that breaks each connection after a few bytes: a release goes up in pieces that pass, is received whole, and comes to the other laptop', async () => {
  const cases = await approve(people);
  await first!.must('batch.sign', { password });
  const { unsent } = first!.look('status.watch', {});

  line.set({ bytesEach });
  const before = { ...line.counts };
  expect(await syncs(first!, 60)).toBeGreaterThan(3);
  expect(line.counts.cuts - before.cuts).toBeGreaterThan(3);
  expect(first!.look('status.watch', {})).toMatchObject({ unsent: 0, unreleased: 0, quarantined: 0 });
  expect(first!.look('batch.list', {}).rows[0]).toMatchObject({ entries: unsent, received: unsent });
  await second!.unlock('bolat');
  expect(await syncs(second!, 60)).toBeGreaterThan(1);
  for (const { id, person } of cases) {
    expect(second!.look('case.watch', { id: id as never }).case).toMatchObject({ status: 'approved' });
    expect(second!.look('person.watch', { id: person as never }).person).not.toBeNull();
  }
  expect((await runServerTool(server, 'counts')).json).toMatchObject({ cases: people, entries: unsent, quarantined: 0 });
  line.set({ bytesEach: undefined });
});

test('a cut halves what goes next; where there is no line at all the same bytes go again', async () => {
  await approve(2, 50);
  await first!.must('batch.sign', { password });
  const { released } = countUnsent(getOffice(first!.host).replica.db);
  const { fetch, openLink } = first!.host;
  const offline: Fetch = () => Promise.reject(new TypeError('no line'));
  const outbox = () => getOffice(first!.host).replica.db.find<{ value: string }>("SELECT value FROM setting WHERE name = 'push.outbox'")?.value;
  coolDown(first!.host);
  Object.assign(first!.host, { mostEntries: undefined, openLink: undefined, fetch: ((url, init) => (url.endsWith('/sync') ? Promise.reject(new LineCut()) : fetch(url, init))) satisfies Fetch });
  const tries: unknown[] = [];
  for (let one = 0; one < 4; one++) {
    expect(await first!.sync()).toMatchObject({ phase: 'failed', error: { type: 'Offline' } });
    tries.push([first!.host.mostEntries, outbox()]);
    Object.assign(first!.host, { fetch: offline });
  }
  const half = Math.ceil(released / 2);
  expect(tries).toEqual([[half, 'null'], ...Array.from({ length: 3 }, () => [half, outbox()])]);
  expect(outbox()).toContain('numbers');
  Object.assign(first!.host, { fetch, openLink });
  expect(await first!.sync()).toMatchObject({ phase: 'done', receipts: 2, entriesSent: released });
});

test('a release of more entries than one manifest may name passes a line that breaks before such a manifest would: several batches of one signature, each received whole', async () => {
  line.set({ bytesEach: undefined });
  Object.assign(first!.host, { mostEntries: undefined });
  expect(await first!.sync()).toMatchObject({ phase: 'done' });
  await first!.unlock('aigul');
  const cases: CaseId[] = [];
  for (let n = 100; n < 106; n++) {
    const person = await first!.must('person.register', madeUpPerson(n));
    const { id } = await first!.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity' });
    for (let draft = 0; draft < 150; draft++) await first!.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-05' as PlainDate, employer: `Тірек ${draft}` } });
    await first!.must('case.handOver', { id });
    cases.push(id);
  }
  await first!.unlock('bolat');
  for (const id of cases) await first!.must('case.approve', { id });
  const waiting = first!.look('status.watch', {}).unreleased;
  expect(waiting).toBeGreaterThan(mostReleased * 2);
  const before = new Set(first!.look('batch.list', {}).rows.map(({ id }) => id));
  expect(await first!.must('batch.sign', { password })).toMatchObject({ batches: 3 });
  const batches = () => first!.look('batch.list', {}).rows.filter(({ id }) => !before.has(id));
  expect(batches().map(({ part, cases: count, persons, received }) => [part, count, persons, received])).toEqual([[{ n: 3, of: 3 }, 2, 2, 0], [{ n: 2, of: 3 }, 2, 2, 0], [{ n: 1, of: 3 }, 2, 2, 0]]);
  expect(new Set(batches().map(({ number }) => number)).size).toBe(3);
  expect(batches().reduce((sum, { entries }) => sum + entries, 0)).toBe(waiting + 3);

  coolDown(first!.host);
  // Of one manifest of all of them the hashes alone, which nothing compresses, would be more.
  line.set({ bytesEach: 24_000 });
  expect((waiting + 3) * 32).toBeGreaterThan(24_000);
  expect(await syncs(first!, 60)).toBeGreaterThan(1);
  line.set({ bytesEach: undefined });
  expect(first!.look('status.watch', {})).toMatchObject({ unsent: 0, unreleased: 0, quarantined: 0 });
  expect(batches().map(({ entries, received }) => received === entries)).toEqual([true, true, true]);
  expect(await second!.sync()).toMatchObject({ phase: 'done' });
  for (const id of cases) expect(second!.look('case.watch', { id }).case).toMatchObject({ status: 'approved' });
  // On the other laptop the batches are parts of one signature too.
  expect(second!.look('batch.list', {}).rows.slice(0, 3).map(({ part }) => part)).toEqual([{ n: 3, of: 3 }, { n: 2, of: 3 }, { n: 1, of: 3 }]);
});
