import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Task } from '../../../shared/domain/task.ts';
import { outcomeOfSide } from '../../../shared/domain/task-outcome.ts';
import { districts, makeStep } from '../../support/server/sample-documents.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';
import type { TestDevice } from '../../support/server/test-device.ts';
import { makeDevice, writeApprovedCase, writeTransfer } from '../../support/server/test-office.ts';

let server: TestServer;
beforeAll(async () => { server = await startServer(); });
afterAll(() => server.stop());

const results = (lines: readonly { r: string; why?: string | undefined }[]) => lines.map((line) => line.why ?? line.r);
const newest = (device: TestDevice, id: string) => device.pulled.filter((item) => item.i === id).at(-1) as { v: number; d: Record<string, unknown> } | undefined;
const tasksOf = async (device: TestDevice, document: string) => {
  await device.pullAll();
  const ids = new Set(device.pulled.flatMap((item) => (item.k === 'put' && item.c.endsWith('Tasks') && item.d['document'] === document ? [item.i] : [])));
  return [...ids].map((id) => ({ version: newest(device, id)!.v, task: newest(device, id)!.d as unknown as Task }));
};
const resolve = (device: TestDevice, { version, task }: { version: number; task: Task }, side: 'left' | 'right', change: object = {}) =>
  device.write({ collection: 'registryTasks', document: task.id, base: version, author: device.supervisor, changes: { status: 'resolved', resolution: { ...makeStep(device.supervisor), choice: side, values: outcomeOfSide(task, side)!, note: '', ...change } } });

/** A person whom two districts hold, and whose family name both have changed without knowing of each other: `b` came second. */
const begin = async (kinds?: readonly string[]) => {
  const [a, b] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.zaisan)];
  if (kinds) b.kinds = kinds;
  const { person, opened, entries } = writeApprovedCase(a);
  await a.push([...entries, writeTransfer(a, opened.id, districts.zaisan, 0)]);
  await b.pullAll();
  const rename = (device: TestDevice, householdId: string, base = 1, more: object = {}) => device.write({ collection: 'persons', document: person.id, base, author: device.caseworker, hlc: device === b ? '0000000fffff-0000' : '0000000ffff0-0000', changes: { householdId, ...more } });
  expect(results(await a.push([rename(a, 'h-left')]))).toEqual(['applied']);
  expect(results(await b.push([rename(b, 'h-right', 1, { phone: '+77010000001' })]))).toEqual(['conflict']);
  return { a, b, person, rename };
};

it('what no machine may merge becomes one task for both offices, with both values, who, when, where and on what base', async () => {
  const { a, b, person } = await begin();
  const [forA, forB] = [await tasksOf(a, person.id), await tasksOf(b, person.id)];
  expect(forA).toEqual(forB);
  expect(forA).toHaveLength(1);
  expect(forA[0]!.task).toMatchObject({
    collection: 'persons', document: person.id, status: 'open', fields: ['householdId'],
    left: { values: { householdId: 'h-left' }, by: a.caseworker, byName: 'Тест', device: a.certificate.device, deviceName: 'Laptop', district: districts.ulan },
    right: { values: { householdId: 'h-right', phone: '+77010000001' }, by: b.caseworker, byName: 'Тест', device: b.certificate.device, district: districts.zaisan, base: 1, entries: [1] },
    notes: [], resolution: null,
  });
});

it('what the same laptop goes on to write joins its side, and the left side follows its document', async () => {
  const { a, b, person, rename } = await begin();
  await b.pullAll();
  // It has heard of the other value, and still no machine decides for a person.
  expect(results(await b.push([rename(b, 'h-right-2', newest(b, person.id)!.v)]))).toEqual(['conflict']);
  await a.pullAll();
  expect(results(await a.push([rename(a, 'h-left-2', newest(a, person.id)!.v)]))).toEqual(['applied']);
  const [found, ...more] = await tasksOf(b, person.id);
  expect(more).toEqual([]);
  expect(found!.task).toMatchObject({ left: { values: { householdId: 'h-left-2' } }, right: { values: { householdId: 'h-right-2' }, base: 1, entries: [1, 2] } });
  // Other fields of the record are nobody's dispute.
  expect(results(await b.push([b.write({ collection: 'persons', document: person.id, base: newest(b, person.id)!.v, author: b.caseworker, changes: { street: 'Достық' } })]))).toEqual(['applied']);
});

it('a decision gives every office the outcome, the waiting rest is merged, and the task is closed everywhere', async () => {
  for (const side of ['left', 'right'] as const) {
    const { a, b, person } = await begin();
    const [found] = await tasksOf(a, person.id);
    expect(results(await a.push([resolve(a, found!, side)]))).toEqual(['applied']);
    for (const device of [a, b]) {
      const [closed] = await tasksOf(device, person.id);
      expect(closed!.task).toMatchObject({ status: 'resolved', resolution: { choice: side, by: a.supervisor } });
      // The phone number had no rival: its clock is what counts, whichever side the person took.
      expect(newest(device, person.id)!.d).toMatchObject({ householdId: `h-${side}`, phone: '+77010000001' });
      const [task, document] = [device.pulled.findLastIndex((item) => item.i === found!.task.id), device.pulled.findLastIndex((item) => item.i === person.id)];
      expect(task, 'the dispute before the document').toBeLessThan(document);
    }
    // From then on what is written in knowledge of it counts again.
    expect(results(await b.push([b.write({ collection: 'persons', document: person.id, base: newest(b, person.id)!.v, author: b.caseworker, changes: { householdId: 'h-3' } })]))).toEqual(['applied']);
  }
});

it('refuses a decision against an older state, the second of two, one of another than a supervisor, and an outcome that nobody may decide on', async () => {
  const { a, b, person, rename } = await begin();
  const [found] = await tasksOf(a, person.id);
  const asCaseworker = a.write({ collection: 'registryTasks', document: found!.task.id, base: found!.version, author: a.caseworker, changes: { status: 'resolved', resolution: { ...makeStep(a.caseworker), choice: 'left', values: {}, note: '' } } });
  expect(results(await a.push([asCaseworker]))).toEqual(['notAllowed']);
  const [seen] = await tasksOf(a, person.id);
  expect(results(await a.push([resolve(a, seen!, 'right', { values: { householdId: 'h-right', iin: null } })]))).toEqual(['invalidDocument']);
  const [again] = await tasksOf(a, person.id);
  expect(results(await a.push([rename(a, 'h-left-2', newest(a, person.id)!.v)]))).toEqual(['applied']);
  expect(results(await a.push([resolve(a, again!, 'left')]))).toEqual(['outdated']);
  const [current] = await tasksOf(b, person.id);
  expect(results(await b.push([resolve(b, current!, 'right')]))).toEqual(['applied']);
  expect(results(await a.push([resolve(a, current!, 'left')]))).toEqual(['outdated']);
  expect((await tasksOf(a, person.id))[0]!.task.resolution).toMatchObject({ by: b.supervisor });
  expect(newest(a, person.id)!.d).toMatchObject({ householdId: 'h-right' });
});

it('a laptop that decides another’s dispute has not decided its own about the same document', async () => {
  const { b, person, rename } = await begin();
  const c = await makeDevice(server, districts.zaisan);
  expect(results(await c.push([rename(c, 'h-third')]))).toEqual(['conflict']);
  const forC = (await tasksOf(b, person.id)).find(({ task }) => task.right.device === c.certificate.device);
  expect(results(await b.push([resolve(b, forC!, 'right')]))).toEqual(['applied']);
  const states = (await tasksOf(b, person.id)).map(({ task }) => [task.right.values['householdId'], task.status, task.left.values['householdId']]);
  expect(states.toSorted()).toEqual([['h-right', 'open', 'h-third'], ['h-third', 'resolved', 'h-left']]);
});

it('a question and its answer travel with the task, and do not stand in the way of a decision', async () => {
  const { a, b, person } = await begin();
  const [found] = await tasksOf(a, person.id);
  const ask = a.write({ collection: 'registryTasks', document: found!.task.id, base: found!.version, author: a.supervisor, changes: { notes: [{ ...makeStep(a.supervisor), kind: 'ask', text: 'Қайсысы дұрыс?' }] } });
  const answer = b.write({ collection: 'registryTasks', document: found!.task.id, base: found!.version, author: b.caseworker, changes: { notes: [{ ...makeStep(b.caseworker), kind: 'answer', text: 'h-right' }] } });
  const asks = b.write({ collection: 'registryTasks', document: found!.task.id, base: found!.version, author: b.caseworker, changes: { notes: [{ ...makeStep(b.caseworker), kind: 'ask', text: '?' }] } });
  expect(results(await a.push([ask]))).toEqual(['applied']);
  expect(results(await b.push([answer, asks]))).toEqual(['merged', 'notAllowed']);
  const [noted] = await tasksOf(b, person.id);
  expect(noted!.task.notes.map((note) => note.kind)).toEqual(['ask', 'answer']);
  expect(results(await b.push([resolve(b, { ...noted!, version: noted!.version }, 'right')]))).toEqual(['applied']);
});

it('an older program is sent no task, decides by typing anew as it always did, and the task is closed; a newer one on the same laptop gets what it missed', async () => {
  const { a, b, person, rename } = await begin([]);
  expect(await tasksOf(b, person.id)).toEqual([]);
  expect(await tasksOf(a, person.id)).toHaveLength(1);
  b.kinds = ['caseworkTasks', 'medicalTasks', 'registryTasks'];
  b.session = undefined;
  expect((await tasksOf(b, person.id)).map(({ task }) => task.status)).toEqual(['open']);
  b.kinds = [];
  b.session = undefined;
  await b.pullAll();
  expect(results(await b.push([rename(b, 'h-right', newest(b, person.id)!.v)]))).toEqual(['applied']);
  expect((await tasksOf(a, person.id)).map(({ task }) => [task.status, task.resolution])).toEqual([['resolved', null]]);
});

it('an older program is taken past what it cannot read at the end of a stream', async () => {
  const { a, b, person } = await begin([]);
  const [found] = await tasksOf(a, person.id);
  await b.pullAll();
  const ask = a.write({ collection: 'registryTasks', document: found!.task.id, base: found!.version, author: a.supervisor, changes: { notes: [{ ...makeStep(a.supervisor), kind: 'ask', text: 'Қайсысы дұрыс?' }] } });
  expect(results(await a.push([ask]))).toEqual(['applied']);
  const before = b.pulled.length;
  expect(await b.sync()).toMatchObject({ frames: 1, more: false });
  expect(await b.sync()).toMatchObject({ frames: 0, more: false });
  expect(b.pulled).toHaveLength(before);
});

it('tells a program that has learnt of disputes how the one about its own work ended meanwhile', async () => {
  const { a, b, person } = await begin([]);
  const [found] = await tasksOf(a, person.id);
  expect(results(await a.push([resolve(a, found!, 'left')]))).toEqual(['applied']);
  await b.pullAll();
  b.kinds = ['caseworkTasks', 'medicalTasks', 'registryTasks'];
  b.session = undefined;
  const before = b.pulled.length;
  expect((await tasksOf(b, person.id)).map(({ task }) => task.status)).toEqual(['resolved']);
  // Behind it its document, which is made anew without what lay over it.
  const said = b.pulled.slice(before).map(({ i }) => i);
  expect(said).toContain(found!.task.id);
  expect(said.at(-1)).toBe(person.id);
});

it('goes where its case goes, and leaves no values behind', async () => {
  const [a, b, c] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan), await makeDevice(server, districts.zaisan)];
  const { opened, entries } = writeApprovedCase(a);
  await a.push(entries);
  await b.pullAll();
  const note = (device: TestDevice, text: string) => device.write({ collection: 'cases', document: opened.id, base: 1, author: device.caseworker, changes: { facts: { ...opened.facts, note: text } } });
  expect(results(await b.push([note(b, 'right')]))).toEqual(['conflict']);
  expect((await tasksOf(b, opened.id))[0]!.task).toMatchObject({ fields: ['approved', 'facts', 'handedOver', 'status'], left: { values: { status: 'approved', facts: { note: '' } } }, right: { values: { facts: { note: 'right' } } } });
  await a.pullAll();
  expect(results(await a.push([writeTransfer(a, opened.id, districts.zaisan, newest(a, opened.id)!.v)]))).toEqual(['applied']);
  const [late, older] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan)];
  older.kinds = [];
  for (const device of [late, older]) await device.pullAll();
  const left = late.pulled.filter((item) => item.c === 'caseworkTasks' && item.stream.startsWith(districts.ulan)).filter((item) => item.k === 'moved' || item.d['document'] === opened.id);
  expect(left.map((item) => item.k).at(-1)).toBe('moved');
  expect(JSON.stringify(left)).not.toContain('"note"');
  const tracesAt = (device: TestDevice) => device.pulled.filter((item) => item.c === 'caseworkTasks' && item.i === left.at(-1)!.i).map(({ k, v }) => [k, v]);
  expect(tracesAt(older)).toEqual([]);
  // A program that has learnt of disputes meanwhile hears of those that left, or its streams would never come to the centre's sum.
  [older.kinds, older.session] = [['caseworkTasks', 'medicalTasks', 'registryTasks'], undefined];
  await older.pullAll();
  expect(tracesAt(older)).toEqual([['moved', left.at(-1)!.v]]);
  const [found] = await tasksOf(c, opened.id);
  expect(results(await c.push([c.write({ collection: 'caseworkTasks', document: found!.task.id, base: found!.version, author: c.supervisor, changes: { status: 'resolved', resolution: { ...makeStep(c.supervisor), choice: 'right', values: outcomeOfSide(found!.task, 'right')!, note: '' } } })]))).toEqual(['applied']);
  // The approval covered what its giver saw: with other facts the case waits for review.
  expect(newest(c, opened.id) ?? (await c.pullAll())).toBeDefined();
  await c.pullAll();
  expect(newest(c, opened.id)!.d).toMatchObject({ status: 'review', approved: null, facts: { note: 'right' } });
});

