import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readEditionFiles } from '../../../scripts/rules/read-edition.ts';
import { createPaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop, resources, soon, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, ulan, zaysan } from '../../support/replica/people.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Files = Record<string, any>;
const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const shipped = readEditionFiles('current').files as Files;
/** The law after an order that raises the disability benefit of the second group, from a day. */
const raised = (multiple: string): Files => {
  const files = structuredClone(shipped);
  const rows = files['parameters/disability-multiple.json'].values;
  const last = structuredClone(rows.at(-1));
  const set = (table: Record<string, unknown>): void => { for (const [key, value] of Object.entries(table)) if (key === 'II') table[key] = multiple; else if (typeof value === 'object' && value !== null) set(value as Record<string, unknown>); };
  last.from = '2026-06-01';
  last.source = 'From memory';
  set(last.value);
  rows.push(last);
  return files;
};

const start = async (data = resources) => {
  const folder = newFolder();
  ends.push(folder.remove);
  const centre = createPaperCentre(ulan);
  const open = (from = data): Laptop => openLaptop({ profile: join(folder.path, 'profile'), resources: from, fetch: centre.fetch });
  const laptop = open();
  ends.push(() => laptop.close());
  await laptop.enrol('https://paper', 'CODE');
  await laptop.unlock('aigul');
  const person = (await laptop.must('person.register', madeUpPerson(1))).id;
  return { folder: folder.path, centre, laptop, open, person };
};

const decide = async (laptop: Laptop, person: Awaited<ReturnType<typeof start>>['person']) => {
  await laptop.unlock('aigul');
  const { id } = await laptop.must('case.open', { personId: person, risk: 'loss-of-work-capacity', claims: ['disability-benefit'] });
  const law = { disabilityCategory: 'II', disabilityCause: 'general-illness', disabilityFrom: '2024-02-01' };
  await laptop.must('case.saveDraft', { id, facts: { law, lawDay: '2026-07-01' as never } });
  await laptop.must('case.handOver', { id });
  await laptop.unlock('bolat');
  await laptop.must('case.approve', { id });
  return id;
};
const amountOf = (laptop: Laptop, caseId: Awaited<ReturnType<typeof decide>>) => laptop.look('decision.list', { caseId }).rows.map(({ decision, replays }) => [decision.programmes[0]?.amounts[0]?.amount, replays]);

test('an edition of the centre is looked at, put in force, and decisions of both editions are made again word for word', async () => {
  const { laptop, centre, person } = await start();
  const before = await decide(laptop, person);
  // 1.76 × 50,851 = 89,497.76
  expect(amountOf(laptop, before)).toEqual([['89498', true]]);
  // a case that went to another district is that district's to decide anew
  await laptop.must('case.transfer', { id: await decide(laptop, person), to: zaysan, reason: 'көшті' });

  const { edition } = await laptop.must('norms.open', { bytes: centre.signEdition('2027', '2026-12-20T00:00:00.000Z', raised('2')) });
  expect(laptop.look('norms.editions', {}).rows).toMatchObject([{ edition, name: '2027', newer: true, inForce: false, own: false }, { own: true, inForce: true }]);
  const changes = await laptop.must('norms.compare', { edition });
  expect(changes).toMatchObject({ silent: 0, rows: [{ file: 'parameters/disability-multiple.json', path: 'values.[2026-06-01]', kind: 'added' }], total: 1 });

  // to look at only, before anything is put in force: 2 × 50,851 = 101,702
  const watched = laptop.watch('norms.watch', {});
  await laptop.must('norms.start', { asOf: '2026-07-01' as never, edition });
  await expect.poll(() => watched.value?.phase, soon).toBe('ready');
  expect(watched.value).toMatchObject({ inForce: false, before: '89498', after: '101702', difference: '12204' });
  expect(await laptop.call('norms.apply', {})).toMatchObject({ error: { type: 'Conflict', what: 'norms' } });

  await laptop.must('norms.putInForce', { edition });
  expect(laptop.look('norms.editions', {}).rows[0]).toMatchObject({ edition, inForce: true, newer: false, putBy: { byName: expect.any(String) as string } });
  expect((await laptop.must('law.form', { risk: 'need', facts: {}, personId: null })).edition).toBe(edition);
  const after = await decide(laptop, person);
  expect(amountOf(laptop, after)).toEqual([['101702', true]]);
  expect(amountOf(laptop, before)).toEqual([['89498', true]]);
  // what was computed before is about the law of before
  expect(await laptop.call('norms.apply', {})).toMatchObject({ error: { type: 'Conflict', what: 'norms' } });
  await laptop.must('norms.start', { asOf: '2026-07-01' as never, edition: null });
  await expect.poll(() => watched.value, soon).toMatchObject({ phase: 'ready', edition, inForce: true });
  expect(await laptop.must('norms.apply', {})).toEqual({ applied: 1 });
  expect(amountOf(laptop, before)).toEqual([['101702', true], ['89498', true]]);
  watched.stop();

  // it holds after the laptop was switched off
  await laptop.unlock('aigul');
  expect((await laptop.must('law.form', { risk: 'need', facts: {}, personId: null })).edition).toBe(edition);
  expect(await laptop.call('norms.putInForce', { edition })).toMatchObject({ error: { type: 'NotAllowed' } });
  await laptop.unlock('bolat');
  expect(await laptop.call('norms.putInForce', { edition })).toMatchObject({ error: { type: 'Conflict', what: 'edition' } });
});

test('a decision of an older program is made again by the newer one, which ships another law', async () => {
  const { laptop, open, person, folder } = await start();
  const id = await decide(laptop, person);
  await laptop.close();
  const data = join(folder, 'resources');
  cpSync(resources, data, { recursive: true });
  writeFileSync(join(data, 'rules/parameters/disability-multiple.json'), JSON.stringify(raised('2')['parameters/disability-multiple.json']));
  const newer = open(data);
  ends.push(() => newer.close());
  await newer.unlock('bolat');
  expect(amountOf(newer, id)).toEqual([['89498', true]]);
  const again = await decide(newer, person);
  expect(amountOf(newer, again)).toEqual([['101702', true]]);
});

test('a program that is newer than what was put in force brings its own law into force', async () => {
  const { laptop, centre, open, folder } = await start();
  await laptop.unlock('bolat');
  const { edition } = await laptop.must('norms.open', { bytes: centre.signEdition('2027', '2026-12-20T00:00:00.000Z', raised('2')) });
  await laptop.must('norms.putInForce', { edition });
  await laptop.close();
  const data = join(folder, 'resources');
  cpSync(resources, data, { recursive: true });
  writeFileSync(join(data, 'rules/edition.json'), JSON.stringify({ name: '2028', issued: '2027-01-05T00:00:00.000Z' }));
  const newer = open(data);
  ends.push(() => newer.close());
  await newer.unlock('bolat');
  expect(newer.look('norms.editions', {}).rows).toMatchObject([{ name: '2028', inForce: true }, { name: '2027', inForce: false, newer: false }]);
});

test('a bad file is refused whole, with what is wrong; nothing of it stays', async () => {
  const { laptop, centre } = await start();
  await laptop.unlock('bolat');
  const day = '2026-12-20T00:00:00.000Z';
  const broken = structuredClone(shipped);
  broken['programmes/base-pension.json'].payments[0].amount = 'share * nothing';
  broken['parameters/subsistence-minimum.json'].values.reverse();
  expect(await laptop.call('norms.open', { bytes: centre.signEdition('x', day, broken) })).toMatchObject({ error: { type: 'RulesInvalid', issues: expect.arrayContaining([expect.objectContaining({ file: 'parameters/subsistence-minimum.json', code: 'datesAscend' }), expect.objectContaining({ file: 'programmes/base-pension.json', code: 'unknownName' })]) as unknown } });
  expect(await laptop.call('norms.open', { bytes: centre.signEdition('x', day, raised('2'), 'stranger') })).toMatchObject({ error: { type: 'SignatureInvalid', what: 'edition' } });
  const turned = centre.signEdition('x', day, raised('2'));
  turned[turned.length >> 1]! ^= 1;
  expect(await laptop.call('norms.open', { bytes: turned })).toMatchObject({ error: { type: 'SignatureInvalid' } });
  expect(await laptop.call('norms.open', { bytes: Uint8Array.from([5, 1, 2]) })).toMatchObject({ error: { type: 'InvalidInput', issues: [{ path: 'bytes', code: 'edition' }] } });
  expect(laptop.look('norms.editions', {}).rows).toHaveLength(1);
  expect(await laptop.call('norms.compare', { edition: 'a'.repeat(64) })).toMatchObject({ error: { type: 'NotFound', what: 'edition' } });
  expect(await laptop.call('norms.start', { asOf: '2026-07-01' as never, edition: 'a'.repeat(64) })).toMatchObject({ error: { type: 'NotFound', what: 'edition' } });
  expect(await laptop.call('norms.putInForce', { edition: laptop.host.rules().edition })).toMatchObject({ error: { type: 'NotFound' } });
});

test('an edition comes on a stick to every laptop of the centre; a strange one is passed over', async () => {
  const { laptop, centre, folder } = await start();
  const place = join(folder, 'stick/tirek/editions');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, '2026-12-20-a.edition'), centre.signEdition('2027', '2026-12-20T00:00:00.000Z', raised('2')));
  writeFileSync(join(place, '2026-12-21-b.edition'), centre.signEdition('x', '2026-12-21T00:00:00.000Z', raised('3'), 'stranger'));
  expect(await laptop.must('stick.read', { folder: join(folder, 'stick') })).toMatchObject({ items: 1, passed: [{ why: 'foreign', count: 1 }] });
  await laptop.unlock('bolat');
  expect(laptop.look('norms.editions', {}).rows).toMatchObject([{ name: '2027', newer: true }, { own: true }]);
});

