import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Decision } from '../../../shared/domain/decision.ts';
import { Scan } from '../../../shared/domain/scan.ts';
import { openCentre } from '../../../src-server/open-centre.ts';
import { picture } from '../../support/replica/scans.ts';
import { askHeld, getRange, putRange } from '../../support/server/file-requests.ts';
import { districts, makeStep } from '../../support/server/sample-documents.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';
import type { TestDevice } from '../../support/server/test-device.ts';
import { makeDevice, writeApprovedCase, writeScan, writeTransfer } from '../../support/server/test-office.ts';

let [server, first, second, third] = [undefined as unknown as TestServer, undefined as unknown as TestDevice, undefined as unknown as TestDevice, undefined as unknown as TestDevice];
let database: pg.Pool;
beforeAll(async () => {
  server = await startServer();
  database = new pg.Pool({ connectionString: server.database });
  [first, second, third] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.zaisan), await makeDevice(server, districts.third)];
});
afterAll(async () => {
  await database.end();
  await server.stop();
});

const makeDecision = (device: TestDevice, opened: { readonly id: string; readonly personId: string }, change: object = {}): Decision =>
  Decision.parse({
    id: v7(), number: '26-1-000001', caseId: opened.id, personId: opened.personId, district: device.certificate.area, risk: 'loss-of-work-capacity', asOf: '2026-01-05', edition: 'ab'.repeat(32), decided: makeStep(device.supervisor),
    programmes: [{ programme: 'disability-benefit', outcome: 'entitled', facts: { disabilityCategory: 'II' }, amounts: [], answer: { secret: 'шешім' } }], replaces: null, replacedBy: null, withdrawn: null, ...change,
  });
const writeDecision = (device: TestDevice, decision: Decision) => device.write({ collection: 'decisions', document: decision.id, changes: decision, author: device.supervisor });
const last = (device: TestDevice, id: string) => device.pulled.findLast((item) => item.i === id) as { k: string; v: number; d: Record<string, unknown> } | undefined;
const version = (device: TestDevice, id: string): number => last(device, id)!.v;

/** An approved case of the first district with a decision and a scan whose file is at the centre, given to the second. */
const givenAway = async (seed: number) => {
  const { person, opened, entries } = writeApprovedCase(first);
  const decision = makeDecision(first, opened);
  const file = picture(500, seed);
  const { scan, entry } = writeScan(first, opened, file);
  const lines = await first.push([...entries, entry, writeDecision(first, decision)]);
  expect(lines.map((row) => row.r)).toEqual(lines.map(() => 'applied'));
  await putRange(first, file, 0, file.length);
  await first.pullAll();
  expect(await first.push([writeTransfer(first, opened.id, districts.zaisan, version(first, opened.id))])).toMatchObject([{ r: 'applied' }]);
  for (const device of [first, second, third]) await device.pullAll();
  return { person, opened, decision, scan, file };
};

it('a case takes its decisions and scans along, with the files; the district that made them keeps them', async () => {
  const { decision, scan, file } = await givenAway(1);
  expect(last(second, decision.id)).toMatchObject({ k: 'put', d: { programmes: decision.programmes } });
  expect(last(second, scan.id)).toMatchObject({ k: 'put', d: { name: scan.name } });
  expect(await askHeld(second, file)).toEqual([file.length]);
  expect(Buffer.compare((await getRange(second, file, 0, 500)) as Uint8Array, file)).toBe(0);
  expect([last(third, decision.id), last(third, scan.id), await askHeld(third, file)]).toEqual([undefined, undefined, [null]]);
  expect([last(first, decision.id), last(first, scan.id)]).toMatchObject([{ k: 'put' }, { k: 'put' }]);
  expect(await askHeld(first, file)).toEqual([file.length]);
});

it('a decision that is made in the very envelope that gives the case away goes along', async () => {
  const { opened, entries } = writeApprovedCase(first);
  const decision = makeDecision(first, opened);
  await first.push([...entries, writeDecision(first, decision), writeTransfer(first, opened.id, districts.zaisan)]);
  await second.pullAll();
  expect(last(second, decision.id)).toMatchObject({ k: 'put', d: { number: decision.number } });
});

it('who has the case decides anew; who gave it away ends nothing any more, and hears of it', async () => {
  const { opened, decision, scan } = await givenAway(2);
  const replaced = (device: TestDevice, by: string) => device.write({ collection: 'decisions', document: decision.id, base: version(device, decision.id), changes: { replacedBy: by }, author: device.supervisor });
  const late = makeDecision(first, opened, { replaces: decision.id });
  const tooLate = async (...entries: Parameters<TestDevice['push']>[0]) => {
    const lines = await first.push(entries);
    expect(lines.map(({ why }) => why)).not.toContain(undefined);
    return lines.map(({ why }) => why);
  };
  expect(await tooLate(replaced(first, late.id), writeDecision(first, late))).toEqual(['wrongArea', 'builtOnAside']);
  // However little it says that it has seen.
  expect(await tooLate(first.write({ collection: 'decisions', document: decision.id, changes: { withdrawn: makeStep(first.supervisor) }, author: first.supervisor }))).toEqual(['wrongArea']);
  expect(await tooLate(first.write({ collection: 'scans', document: scan.id, base: version(first, scan.id), changes: { removed: makeStep(first.caseworker) }, author: first.caseworker }))).toEqual(['wrongArea']);
  await second.pullAll();
  const anew = makeDecision(second, opened, { replaces: decision.id, number: '26-2-000001' });
  expect(await second.push([replaced(second, anew.id), writeDecision(second, anew)])).toMatchObject([{ r: 'applied' }, { r: 'applied' }]);
  await first.pullAll();
  expect(last(first, decision.id)).toMatchObject({ k: 'put', d: { replacedBy: anew.id } });
  // What another district decides of the case is not theirs to know.
  expect(last(first, anew.id)).toBeUndefined();
  // No dispute comes of it either, when it ends what has been replaced meanwhile.
  expect(await tooLate(first.write({ collection: 'decisions', document: decision.id, base: 1, changes: { withdrawn: makeStep(first.supervisor) }, author: first.supervisor }))).toEqual(['wrongArea']);
  expect((await database.query("SELECT FROM document WHERE collection = 'caseworkTasks' AND body ->> 'document' = $1", [decision.id])).rowCount).toBe(0);
});

it('a district that the case leaves loses what another made of it, keeps what it made itself, and is told no more of the person', async () => {
  const { person, opened, decision, scan, file } = await givenAway(3);
  const own = writeScan(second, opened, picture(300, 4));
  expect(await second.push([own.entry])).toMatchObject([{ r: 'applied' }]);
  await second.pullAll();
  expect(await second.push([writeTransfer(second, opened.id, districts.third, version(second, opened.id))])).toMatchObject([{ r: 'applied' }]);
  for (const device of [first, second, third]) await device.pullAll();
  for (const id of [decision.id, scan.id, own.scan.id]) expect(last(third, id), id).toMatchObject({ k: 'put' });
  for (const id of [decision.id, scan.id]) expect(last(second, id), id).toMatchObject({ k: 'moved', to: districts.third });
  expect(last(second, own.scan.id)).toMatchObject({ k: 'put' });
  for (const id of [decision.id, scan.id]) expect(last(first, id), id).toMatchObject({ k: 'put' });
  expect([await askHeld(second, file), await askHeld(third, file), await askHeld(first, file)]).toEqual([[null], [file.length], [file.length]]);
  expect(await getRange(second, file, 0, 10)).toBe('notFound');
  // Its own scan is about the person still.
  expect(last(second, person.id)).toMatchObject({ k: 'put' });
  // A laptop that joins it later is told what was, without what it said; each item is one that it can read.
  const late = await makeDevice(server, districts.zaisan);
  await late.pullAll();
  const told = late.pulled.filter(({ i }) => i === decision.id || i === scan.id) as unknown as { k: string; c: string; d: unknown }[];
  expect(told.map(({ c, k }) => `${c} ${k}`).sort()).toEqual(['decisions moved', 'decisions put', 'scans moved', 'scans put']);
  expect(JSON.stringify(told)).not.toContain('шешім');
  expect(JSON.stringify(told)).not.toContain(scan.name);
  for (const { k, c, d } of told) if (k === 'put') expect((c === 'decisions' ? Decision : Scan).safeParse(d).error).toBeUndefined();
});

it('where nothing of its own is left there, the person goes too', async () => {
  const { person, opened, decision } = await givenAway(5);
  expect(await second.push([writeTransfer(second, opened.id, districts.ulan, version(second, opened.id))])).toMatchObject([{ r: 'applied' }]);
  for (const device of [first, second]) await device.pullAll();
  expect([last(second, decision.id), last(second, person.id)]).toMatchObject([{ k: 'moved' }, { k: 'moved' }]);
  expect([last(first, decision.id), last(first, opened.id)]).toMatchObject([{ k: 'put', d: { programmes: decision.programmes } }, { k: 'put' }]);
});

it('of two laptops that decide anew at once the second is put aside whole: one decision is in force, and whoever has the case decides the dispute', async () => {
  const { opened, decision } = await givenAway(6);
  const colleague = await makeDevice(server, districts.zaisan);
  await colleague.pullAll();
  const decideAnew = async (device: TestDevice) => {
    const anew = makeDecision(device, opened, { replaces: decision.id });
    const end = device.write({ collection: 'decisions', document: decision.id, base: 2, changes: { replacedBy: anew.id }, author: device.supervisor });
    return { anew, lines: await device.push([end, writeDecision(device, anew)]) };
  };
  expect(version(second, decision.id)).toBe(2);
  const [one, other] = [await decideAnew(second), await decideAnew(colleague)];
  expect(one.lines).toMatchObject([{ r: 'applied' }, { r: 'applied' }]);
  expect(other.lines).toMatchObject([{ why: 'conflict' }, { why: 'builtOnAside' }]);
  const { rows } = await database.query<{ id: string }>("SELECT id FROM document WHERE collection = 'decisions' AND body ->> 'caseId' = $1 AND body -> 'replacedBy' = 'null' AND body -> 'withdrawn' = 'null'", [opened.id]);
  expect(rows).toEqual([{ id: one.anew.id }]);
  // Who made the decision and gave the case away is not asked.
  const tasks = () => database.query<{ area: string }>("SELECT a.area FROM document d JOIN document_area a ON (a.collection, a.document) = (d.collection, d.id) WHERE d.collection = 'caseworkTasks' AND d.body ->> 'document' = $1", [decision.id]).then(({ rows: found }) => found.map(({ area }) => area));
  expect(await tasks()).toEqual([districts.zaisan]);
  // And the dispute goes where the case goes.
  await second.pullAll();
  await second.push([writeTransfer(second, opened.id, districts.ulan, version(second, opened.id))]);
  expect(await tasks()).toEqual([districts.ulan]);
});

it('a district that gets a case again hears of what is made of it under a new version', async () => {
  const { opened, decision } = await givenAway(7);
  await second.push([writeTransfer(second, opened.id, districts.ulan, version(second, opened.id))]);
  for (const device of [first, second]) await device.pullAll();
  const gone = last(second, decision.id)!;
  await first.push([writeTransfer(first, opened.id, districts.zaisan, version(first, opened.id))]);
  await second.pullAll();
  expect([gone.k, last(second, decision.id)!.k]).toEqual(['moved', 'put']);
  expect(version(second, decision.id)).toBeGreaterThan(gone.v);
});

it('cases that were given away before the centre knew of this bring what is made of them once, when it starts', async () => {
  const { decision, scan } = await givenAway(8);
  for (const { id } of [decision, scan]) {
    await database.query('DELETE FROM document_area WHERE document = $1 AND area = $2', [id, districts.zaisan]);
    await database.query('DELETE FROM stream_leaf WHERE document = $1 AND stream = $2', [id, `${districts.zaisan}/casework`]);
  }
  await database.query("DELETE FROM setting WHERE key = 'leftBehindBrought'");
  const before = second.pulled.length;
  for (let start = 0; start < 2; start++) {
    const opened = await openCentre(server.database, () => undefined);
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    await opened.value.database.close();
  }
  await second.pullAll();
  const told = second.pulled.slice(before).map(({ c, k, i }) => [c, k, i]);
  expect(told.sort()).toEqual([['decisions', 'put', decision.id], ['scans', 'put', scan.id]]);
  expect((await database.query('SELECT FROM document_area WHERE document = ANY ($1)', [[decision.id, scan.id]])).rowCount).toBe(4);
});

it('a scan that is added while the case is given away goes along too, or is told that the case is gone', async () => {
  const colleague = await makeDevice(server, districts.ulan);
  for (let round = 0; round < 8; round++) {
    const { opened, entries } = writeApprovedCase(first);
    await first.push(entries);
    await first.pullAll();
    const added = writeScan(colleague, opened, picture(100, 100 + round));
    const [[line]] = await Promise.all([colleague.push([added.entry]), first.push([writeTransfer(first, opened.id, districts.zaisan, version(first, opened.id))])]);
    const { rows } = await database.query<{ area: string }>('SELECT area FROM document_area WHERE document = $1 ORDER BY area', [added.scan.id]);
    if (line!.r === 'applied') expect(rows.map(({ area }) => area)).toEqual([districts.ulan, districts.zaisan].sort());
    else expect([line, rows]).toMatchObject([{ why: 'wrongArea' }, []]);
  }
});
