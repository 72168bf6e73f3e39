import { afterEach, beforeEach, expect, test } from 'vitest';
import { utf8 } from '../../../shared/base/bytes.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { createPaperCentre, type Mischief, type PaperCentre } from '../../support/replica/paper-centre.ts';
import { serverVersionOf } from '../../../src-main/replica/store/versions.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, ulan, zaysan } from '../../support/replica/people.ts';

let folder: ReturnType<typeof newFolder>;
let centre: PaperCentre;
let laptop: Laptop;
let caseId: string;

beforeEach(async () => {
  folder = newFolder();
  centre = createPaperCentre(ulan, { classes: ['registry', 'casework'] });
  laptop = openLaptop({ profile: folder.path, fetch: centre.fetch });
  await laptop.enrol('https://paper', 'CODE');
  await laptop.unlock('aigul');
  const person = await laptop.must('person.register', madeUpPerson(1));
  const opened = await laptop.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity' });
  caseId = opened.id;
  await laptop.must('case.saveDraft', { id: opened.id, facts: { onsetDate: '2026-01-05' as PlainDate } });
  await laptop.must('case.handOver', opened);
  await laptop.unlock('bolat');
  await laptop.must('case.approve', opened);
  await laptop.must('batch.sign', { password });
});
afterEach(async () => {
  await laptop.close();
  folder.remove();
});

const onSync = (lie: (honest: Response) => Response | Promise<Response>): Mischief['answer'] => async (path, honest) => (path === '/sync' ? lie(await honest()) : honest());
const withBytes = (change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>) => onSync(async (honest) => new Response(change(new Uint8Array(await honest.arrayBuffer())), { status: 200 }));
const refusing = (refused: string) => onSync(() => new Response(JSON.stringify({ refused }), { status: 403 }));

const lies: readonly (readonly [string, Mischief, object, object])[] = [
  ['it is away', { answer: () => Promise.reject(new TypeError('fetch failed')) }, { type: 'Offline' }, { link: 'down' }],
  ['html', { answer: onSync(() => new Response('<html>Welcome to the hotel</html>', { status: 200 })) }, { type: 'ServerNonsense' }, { link: 'down' }],
  ['html at the handshake', { answer: () => Promise.resolve(new Response('<html></html>', { status: 200 })) }, { type: 'ServerNonsense' }, { link: 'down' }],
  ['a redirect', { answer: onSync(() => new Response(null, { status: 302, headers: { location: 'http://elsewhere/' } })) }, { type: 'ServerNonsense' }, { link: 'down' }],
  ['a refusal', { answer: refusing('revoked') }, { type: 'ServerRefused', detail: 'revoked' }, { link: 'up' }],
  ['a refusal of no known kind', { answer: refusing('because') }, { type: 'ServerNonsense' }, {}],
  ['nothing', { answer: withBytes(() => new Uint8Array()) }, { type: 'ServerNonsense' }, {}],
  ['a truncated reply', { answer: withBytes((bytes) => bytes.slice(0, -3)) }, { type: 'ServerNonsense' }, {}],
  ['a receipt signed by a stranger', { strangerReceipts: true }, { type: 'SignatureInvalid', what: 'receipt' }, {}],
  ['a flipped bit in the receipt', { answer: withBytes((bytes) => bytes.with(bytes.length - 70, bytes.at(-70)! ^ 1) as Uint8Array<ArrayBuffer>) }, { type: 'SignatureInvalid' }, {}],
];

test('a reply with more behind it is nonsense; the signed receipt that came whole before it counts all the same', async () => {
  centre.mischief.answer = withBytes((bytes) => new Uint8Array([...bytes, 1, 0]));
  expect(await laptop.sync()).toMatchObject({ phase: 'failed', receipts: 1, error: { type: 'ServerNonsense' } });
  expect(laptop.look('status.watch', {})).toMatchObject({ unsent: 0 });
});

test.each(lies)('the centre answers with %s: a typed error, nothing marked received, and the next honest sync mends it', async (_name, mischief, error, status) => {
  Object.assign(centre.mischief, mischief);
  expect(await laptop.sync()).toMatchObject({ phase: 'failed', receipts: 0, entriesSent: 0, error });
  expect(laptop.look('status.watch', {})).toMatchObject({ unsent: 6, lastReceiptAt: null, ...status });
  Object.assign(centre.mischief, { answer: undefined, strangerReceipts: false });
  expect(await laptop.sync()).toMatchObject({ phase: 'done', receipts: 1, error: null });
  expect(laptop.look('status.watch', {})).toMatchObject({ unsent: 0 });
});

test('«done» is said only of what the centre has signed for: an answer that says nothing of the envelope, or that all is well, is none', async () => {
  for (const envelopes of [[], [{ lines: [] }]]) {
    centre.mischief.answer = onSync(() => new Response(packParts([utf8(JSON.stringify({ envelopes, frames: 0, more: false })), ...envelopes.flatMap(() => [new Uint8Array(), new Uint8Array()])]), { status: 200 }));
    expect(await laptop.sync()).toMatchObject({ phase: 'failed', receipts: 0, entriesSent: 0 });
    expect(laptop.look('status.watch', {})).toMatchObject({ unsent: 6, lastReceiptAt: null });
    expect(laptop.look('sync.monitor', {}).runs[0]).toMatchObject({ phase: 'failed', entries: 0, receipts: 0 });
  }
  centre.mischief.answer = undefined;
  expect(await laptop.sync()).toMatchObject({ phase: 'done', receipts: 1, entriesSent: 6 });
  expect(laptop.look('sync.monitor', {}).runs[0]).toMatchObject({ phase: 'done', entries: 6, receipts: 1 });
});

test('a session that the centre has forgotten is opened anew, once', async () => {
  let refusals = 1;
  centre.mischief.answer = async (path, honest) => (path === '/sync' && refusals-- > 0 ? new Response(JSON.stringify({ refused: 'noSession' }), { status: 401 }) : honest());
  expect(await laptop.sync()).toMatchObject({ phase: 'done', receipts: 1 });
  refusals = 100;
  expect(await laptop.sync()).toMatchObject({ phase: 'failed', error: { type: 'ServerRefused', detail: 'noSession' } });
});

test('an envelope that the centre cannot read is sealed anew at the next sync; its entries are not lost', async () => {
  centre.mischief.answer = onSync(() => new Response(packParts([utf8(JSON.stringify({ envelopes: [{ lines: [], refused: 'malformed' }], frames: 0, more: false })), new Uint8Array(), new Uint8Array()]), { status: 200 }));
  expect(await laptop.sync()).toMatchObject({ phase: 'failed', error: { type: 'ServerRefused', detail: 'malformed' } });
  centre.mischief.answer = undefined;
  expect(await laptop.sync()).toMatchObject({ phase: 'done', receipts: 1, entriesSent: 6 });
});

const item = (d: object, i: string, v = 1) => ({ k: 'put', c: 'cases', i, v, d }) as never;

test.each([
  ['a stream of another district', { stream: `${zaysan}/casework`, from: 0, to: 1, items: [] }, 'stream'],
  ['a class that was not granted', { stream: `${ulan}/medical`, from: 0, to: 1, items: [] }, 'stream'],
  ['a frame with a gap before it', { stream: `${ulan}/casework`, from: 5, to: 6, items: [] }, 'gap'],
])('%s is refused and nothing of it is kept', async (_name, frame, detail) => {
  centre.frames.push([frame]);
  expect(await laptop.sync()).toMatchObject({ phase: 'failed', error: { type: 'ServerNonsense', detail } });
  expect(laptop.host.office!.replica.db.list('SELECT * FROM cursor')).toEqual([]);
});

test('a document that this program cannot read is kept aside and does not stop the stream', async () => {
  const found = laptop.look('case.watch', { id: caseId }).case!;
  const good = { ...found, id: '01890000-0000-7000-8000-00000000c002' };
  const bad = { ...good, id: '01890000-0000-7000-8000-00000000c003', status: 'somethingNew' };
  centre.frames.push([{ stream: `${ulan}/casework`, from: 0, to: 2, items: [item(bad, bad.id), item(good, good.id)] }]);
  expect(await laptop.sync()).toMatchObject({ phase: 'done' });
  expect(laptop.look('case.list', { room: 'all' }).rows.map((row) => row.id)).toContain(good.id);
  expect(laptop.look('case.watch', { id: bad.id as never }).case).toBeNull();
  const db = () => laptop.host.office!.replica.db;
  const aside = () => db().list("SELECT name FROM setting WHERE name LIKE 'aside.%'");
  expect(aside()).toHaveLength(1);
  // What is not here is at no version: a change made meanwhile must not pass for one that had seen it.
  expect(serverVersionOf(db(), 'cases', bad.id)).toBe(0);
  await laptop.unlock('bolat');
  expect(aside()).toHaveLength(1);
  // A newer program reads it at its next start.
  laptop.host.office!.replica.commit({ durability: 'full', documents: [], sql: (write) => void write.run("UPDATE setting SET value = replace(value, 'somethingNew', 'approved') WHERE name LIKE 'aside.%'") });
  await laptop.unlock('bolat');
  expect(laptop.look('case.watch', { id: bad.id as never }).case).toMatchObject({ id: bad.id, status: 'approved' });
  expect(serverVersionOf(db(), 'cases', bad.id)).toBe(1);
  expect(aside()).toEqual([]);
});

test('a case that comes and moves away within one frame leaves its trace, and no facts', async () => {
  const found = laptop.look('case.watch', { id: caseId as never }).case!;
  const other = { ...found, id: '01890000-0000-7000-8000-00000000c004', facts: { ...found.facts, employer: 'Тірек ЖШС' } };
  const moved = { k: 'moved', c: 'cases', i: other.id, v: 2, to: zaysan, at: '2026-01-05T05:00:00.000Z', by: found.opened.by, byName: 'Болат' } as never;
  centre.frames.push([{ stream: `${ulan}/casework`, from: 0, to: 2, items: [item(other, other.id), moved] }]);
  expect(await laptop.sync()).toMatchObject({ phase: 'done' });
  expect(laptop.look('case.watch', { id: other.id as never })).toMatchObject({ case: { status: 'transferredAway', number: found.number, facts: { employer: '', onsetDate: null }, transferred: { to: zaysan } }, actions: [] });
});

test('what was not handed in before its case left is waited for no more, and its history says why', async () => {
  await laptop.sync();
  await laptop.must('case.transfer', { id: caseId as never, to: zaysan, reason: '' });
  expect(laptop.look('status.watch', {})).toMatchObject({ unreleased: 1 });
  const moved = { k: 'moved', c: 'cases', i: caseId, v: 9, to: '635200000', at: '2026-01-05T05:00:00.000Z', by: laptop.host.office!.session.staff, byName: 'Болат' } as never;
  centre.frames.push([{ stream: `${ulan}/casework`, from: 0, to: 1, items: [moved] }]);
  await laptop.sync();
  expect(laptop.look('status.watch', {})).toMatchObject({ unreleased: 0, unsent: 0 });
  expect(laptop.look('batch.preview', {})).toMatchObject({ entries: 0 });
  expect(laptop.look('case.watch', { id: caseId as never }).history).toContainEqual(expect.objectContaining({ command: 'case.transfer', travel: 'quarantined', why: 'movedAway' }));
});

test('a sync can be cancelled while the centre keeps silent, and locking ends it too', async () => {
  centre.mischief.answer = (_path, _honest) => new Promise(() => undefined);
  const silent = centre.fetch;
  const hanging: typeof fetch = (url, init) => Promise.race([silent(url, init), new Promise<never>((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))))]);
  Object.assign(laptop.host, { fetch: hanging });
  expect(await laptop.must('sync.start', {})).toMatchObject({ phase: 'connecting', entriesToSend: 6 });
  await laptop.must('sync.cancel', {});
  expect(laptop.host.sync).toMatchObject({ phase: 'cancelled', error: { type: 'Cancelled' } });
  await laptop.must('sync.start', {});
  await laptop.must('session.lock', {});
  expect(laptop.host.sync).toMatchObject({ phase: 'cancelled' });
  expect(laptop.host.office).toBeUndefined();
});

test('a sync that was stopped goes on where it was: what has its receipt is not sent again, what was read is not read again', async () => {
  const item = (v: number) => ({ k: 'moved', c: 'cases', i: `01890000-0000-7000-8000-0000000000c${v}`, v, to: '635200000', at: '2026-01-05T05:00:00.000Z', by: laptop.host.office!.session.staff, byName: 'Болат' }) as never;
  const stream = `${ulan}/casework`;
  centre.frames.push([{ stream, from: 0, to: 1, head: 2, items: [item(1)] }], [{ stream, from: 1, to: 2, items: [item(2)] }]);
  const asked: string[] = [];
  let reach: () => void = () => undefined;
  const reached = new Promise<void>((done) => { reach = done; });
  const honest = centre.fetch;
  Object.assign(laptop.host, { fetch: ((url, init) => {
    const path = new URL(String(url)).pathname;
    asked.push(path);
    if (path !== '/sync' || asked.filter((one) => one === '/sync').length !== 2) return honest(url, init);
    reach();
    return new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))));
  }) as typeof fetch });
  await laptop.must('sync.start', {});
  await reached;
  await laptop.must('sync.cancel', {});
  expect(laptop.host.sync).toMatchObject({ phase: 'cancelled', entriesSent: 6, receipts: 1, itemsReceived: 1 });
  expect(laptop.look('status.watch', {})).toMatchObject({ unsent: 0 });
  expect(centre.envelopes).toHaveLength(1);

  expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null, entriesSent: 0, itemsReceived: 1 });
  expect(centre.envelopes).toHaveLength(1);
  expect(laptop.look('sync.monitor', {}).streams).toMatchObject([{ stream, seq: 2 }]);
});

test('an envelope that is refused is halved: what is sound gets through, and only the entry that is refused stays', async () => {
  Object.assign(centre.mischief, { refuses: (numbers: readonly number[]) => (numbers.includes(5) ? 'malformed' : undefined) });
  expect(await laptop.sync()).toMatchObject({ phase: 'failed', error: { type: 'ServerRefused', detail: 'malformed' } });
  expect(laptop.look('status.watch', {})).toMatchObject({ unsent: 2 });
  Object.assign(centre.mischief, { refuses: undefined });
  expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
  expect(laptop.look('status.watch', {})).toMatchObject({ unsent: 0 });
});

test('a refusal that any envelope would meet is no reason to try smaller ones', async () => {
  let asked = 0;
  Object.assign(centre.mischief, { refuses: () => { asked++; return 'revoked'; } });
  expect(await laptop.sync()).toMatchObject({ phase: 'failed', error: { type: 'ServerRefused', detail: 'revoked' } });
  expect(asked).toBe(1);
});
