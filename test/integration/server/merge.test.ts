import { afterAll, beforeAll, expect, it } from 'vitest';
import { mergePersons, unmergePersons } from '../../../shared/domain/merge-persons.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { changedFields } from '../../../shared/sync/changed-fields.ts';
import { districts, makePerson, makeStep } from '../../support/server/sample-documents.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';
import type { TestDevice } from '../../support/server/test-device.ts';
import { makeDevice, writeApprovedCase, writeTransfer } from '../../support/server/test-office.ts';

let server: TestServer;
beforeAll(async () => { server = await startServer(); });
afterAll(() => server.stop());

const results = (lines: readonly { r: string; why?: string | undefined }[]) => lines.map((line) => line.why ?? line.r);
const newest = async (device: TestDevice, id: string) => {
  await device.pullAll();
  return device.pulled.filter((item) => item.i === id).at(-1);
};
const person = (device: TestDevice, before: Person, after: Person, author = device.supervisor, base = 1) =>
  device.write({ collection: 'persons', document: after.id, changes: changedFields(before, after), author, base });
const moveCase = (device: TestDevice, id: string, personId: string, author = device.supervisor, base = 3) => device.write({ collection: 'cases', document: id, changes: { personId }, author, base });

/** Two records at the centre, the second with an approved case. */
const begin = async () => {
  const a = await makeDevice(server, districts.ulan);
  const keep = makePerson(districts.ulan);
  const first = a.write({ collection: 'persons', document: keep.id, changes: keep, author: a.caseworker });
  const { person: other, opened, entries } = writeApprovedCase(a);
  await a.push([first, ...entries]);
  return { a, keep, other, opened };
};

it('takes a merge and its undoing, and shows both to the other laptop', async () => {
  const { a, keep, other, opened } = await begin();
  const b = await makeDevice(server, districts.ulan);
  const merged = mergePersons({ keep, other, cases: [opened] }, ['phone'], makeStep(a.supervisor));
  const phone = merged.keep.phone === keep.phone ? [] : [person(a, keep, merged.keep)];
  expect(results(await a.push([...phone, person(a, other, merged.other), moveCase(a, opened.id, keep.id)]))).not.toContain('notAllowed');
  expect(await newest(b, other.id)).toMatchObject({ d: { mergedInto: keep.id } });
  expect(await newest(b, opened.id)).toMatchObject({ d: { personId: keep.id } });
  const back = unmergePersons(merged, makeStep(a.supervisor))!;
  expect(results(await a.push([person(a, merged.other, back.other, a.supervisor, 2), moveCase(a, opened.id, other.id, a.supervisor, 4)]))).toEqual(['applied', 'applied']);
  expect(await newest(b, other.id)).toMatchObject({ d: { mergedInto: null, merge: { undone: { by: a.supervisor } } } });
  expect(await newest(b, opened.id)).toMatchObject({ d: { personId: other.id } });
});

it('from a supervisor only, in their own name, and moves a case nowhere else', async () => {
  const { a, keep, other, opened } = await begin();
  const stranger = makePerson(districts.ulan);
  await a.push([a.write({ collection: 'persons', document: stranger.id, changes: stranger, author: a.caseworker })]);
  const merge = (by: string, into = keep) => mergePersons({ keep: into, other, cases: [opened] }, [], makeStep(by)).other;
  // As the office last heard of it: after an entry that was put aside too.
  const seen = async (id: string) => (await newest(a, id))?.v ?? 1;
  const tryMerge = async (after: Person, author = a.supervisor) => results(await a.push([person(a, other, after, author, await seen(other.id))]));
  const tryMove = async (to: string, author = a.supervisor) => results(await a.push([moveCase(a, opened.id, to, author, await seen(opened.id))]));
  expect(await tryMerge(merge(a.caseworker), a.caseworker)).toEqual(['notAllowed']);
  expect(await tryMerge(merge(a.caseworker))).toEqual(['notAllowed']);
  expect(await tryMerge(merge(a.supervisor, other))).toEqual(['notAllowed']);
  expect(await tryMerge({ ...merge(a.supervisor), mergedInto: stranger.id })).toEqual(['notAllowed']);
  expect(await tryMove(keep.id), 'not merged yet').toEqual(['notAllowed']);
  expect(await tryMerge(merge(a.supervisor))).toEqual(['applied']);
  expect(await tryMove(keep.id, a.caseworker)).toEqual(['notAllowed']);
  expect(await tryMove(stranger.id)).toEqual(['notAllowed']);
  expect(results(await a.push([a.write({ collection: 'cases', document: opened.id, changes: { personId: keep.id, risk: 'old-age' }, author: a.supervisor, base: 3 })]))).not.toEqual(['applied']);
  expect(await tryMove(keep.id)).toEqual(['applied']);
});

it('no ring: a record that leads back to itself is merged with nothing, two laptops or three', async () => {
  const a = await makeDevice(server, districts.ulan);
  const others = await Promise.all([0, 1].map(() => makeDevice(server, districts.ulan)));
  const [one, two, three] = [0, 1, 2].map(() => makePerson(districts.ulan)) as [Person, Person, Person];
  await a.push([one, two, three].map((made) => a.write({ collection: 'persons', document: made.id, changes: made, author: a.caseworker })));
  const merge = async (device: TestDevice, keep: Person, other: Person) => results(await device.push([person(device, other, mergePersons({ keep, other, cases: [] }, [], makeStep(device.supervisor)).other, device.supervisor)]));
  const [b, c] = others as [TestDevice, TestDevice];
  expect(await merge(a, two, one)).toEqual(['applied']);
  expect(await merge(b, one, two), 'the other way round').toEqual(['notAllowed']);
  const seen = (await newest(b, two.id))!;
  expect(seen, 'as it was, under a version of its own').toMatchObject({ v: 2 });
  expect(seen, 'and merged with nothing').not.toMatchObject({ d: { mergedInto: one.id } });
  expect(await merge(c, three, two)).toEqual(['applied']);
  expect(await merge(a, one, three), 'over three').toEqual(['notAllowed']);
  expect(await merge(b, two, three), 'over two, one further on').toEqual(['notAllowed']);
});

it('by the district that registered the record: one that only has a case of theirs neither merges it nor takes a merge back', async () => {
  const { a, keep, other, opened } = await begin();
  const z = await makeDevice(server, districts.zaisan);
  const theirs = makePerson(districts.zaisan);
  await z.push([z.write({ collection: 'persons', document: theirs.id, changes: theirs, author: z.caseworker })]);
  await a.push([writeTransfer(a, opened.id, districts.zaisan, 3)]);
  const seen = async (device: TestDevice, id: string) => (await newest(device, id))?.v ?? 1;
  const away = mergePersons({ keep: theirs, other, cases: [] }, [], makeStep(z.supervisor)).other;
  expect(results(await z.push([person(z, other, away, z.supervisor, await seen(z, other.id))]))).toEqual(['wrongArea']);
  const here = mergePersons({ keep, other, cases: [] }, [], makeStep(a.supervisor));
  expect(results(await a.push([person(a, other, here.other, a.supervisor, await seen(a, other.id))]))).toEqual(['applied']);
  const undone = unmergePersons(here, makeStep(z.supervisor))!.other;
  expect(results(await z.push([person(z, here.other, undone, z.supervisor, await seen(z, other.id))]))).toEqual(['wrongArea']);
  const back = unmergePersons(here, makeStep(a.supervisor))!.other;
  expect(results(await a.push([person(a, here.other, back, a.supervisor, await seen(a, other.id))]))).toEqual(['applied']);
});

it('a case that waited at its office through a merge and its undoing goes there and back when it comes', async () => {
  const { a, keep, other, opened } = await begin();
  const merged = mergePersons({ keep, other, cases: [opened] }, [], makeStep(a.supervisor));
  const back = unmergePersons(merged, makeStep(a.supervisor))!;
  expect(results(await a.push([person(a, other, merged.other), person(a, merged.other, back.other)]))).toEqual(['applied', 'applied']);
  const stranger = writeApprovedCase(a);
  await a.push(stranger.entries);
  expect(results(await a.push([moveCase(a, opened.id, keep.id), moveCase(a, opened.id, other.id)])), 'both moves, as they were made').toEqual(['applied', 'applied']);
  expect(results(await a.push([moveCase(a, stranger.opened.id, keep.id)])), 'a case that the merge does not name').toEqual(['notAllowed']);
  expect(results(await a.push([moveCase(a, opened.id, stranger.person.id)])), 'and nowhere else').toEqual(['notAllowed']);
});
