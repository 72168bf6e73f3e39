import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonId } from '../../../shared/base/ids.ts';
import type { CaseFacts } from '../../../shared/domain/case.ts';
import { createPaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop, resources, soon, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, ulan } from '../../support/replica/people.ts';
import { someValue } from '../../support/rules/fill-form.ts';
import { readRisks } from '../../../src-main/replica/platform/read-rules.ts';
import { join } from 'node:path';

// Every risk of the data, by its data alone: what is asked is typed, and the office's way is gone to its end.
const risks = readRisks(join(resources, 'rules')).map(({ id }) => id);
const folder = newFolder();
const centre = createPaperCentre(ulan);
let laptop: Laptop;
let person: PersonId;
beforeAll(async () => {
  laptop = openLaptop({ profile: folder.path, fetch: centre.fetch });
  await laptop.enrol('https://paper', 'CODE');
  await laptop.unlock('aigul');
  person = (await laptop.must('person.register', madeUpPerson(1))).id;
});
afterAll(async () => {
  await laptop.close();
  folder.remove();
});

const today = () => laptop.host.clock.today();
const formOf = (risk: string, facts: Partial<CaseFacts>) => laptop.must('law.form', { risk, facts, personId: person });

/** Types what is lacking until nothing is: an answer may bring up the next question. */
const fillAll = async (risk: string, claims: string[]): Promise<NonNullable<CaseFacts['law']>> => {
  let law: NonNullable<CaseFacts['law']> = {};
  for (let round = 0; round < 6; round++) {
    const lacking = (await formOf(risk, { claims, law })).fields.filter((field) => field.lacking);
    if (lacking.length === 0) return law;
    law = { ...law, ...Object.fromEntries(lacking.map((field) => [field.id, someValue(field, today())])) };
  }
  throw new Error('the form never ends');
};

describe.each(risks)('%s', (risk) => {
  test('is asked, filled, handed over, approved with a decision that is the same when made again, and taken back', async () => {
    await laptop.unlock('aigul');
    const { risks: listed } = await laptop.must('law.risks', {});
    const claims = listed.find(({ id }) => id === risk)!.programmes.map(({ id }) => id);
    const { id } = await laptop.must('case.open', { personId: person, risk, claims });
    const empty = await laptop.call('case.handOver', { id });
    expect(empty).toMatchObject({ ok: false, error: { type: 'InvalidInput' } });

    const law = await fillAll(risk, claims);
    await laptop.must('case.saveDraft', { id, facts: { law } });
    await laptop.must('case.handOver', { id });
    await laptop.unlock('bolat');
    const handed = laptop.look('case.watch', { id }).case!;
    expect(handed.facts.claims).toEqual(claims);
    await laptop.must('case.approve', { id });
    const [row] = laptop.look('decision.list', { caseId: id }).rows;
    expect(row).toMatchObject({ replays: true, decision: { risk, caseId: id, asOf: today(), replaces: null, withdrawn: null } });
    expect(row!.decision.programmes.map(({ programme }) => programme)).toEqual(claims);
    expect(row!.decision.programmes.every(({ outcome, amounts }) => outcome === 'entitled' || amounts.length === 0)).toBe(true);

    expect(laptop.look('batch.preview', {}).entries).toBeGreaterThan(1);
    await laptop.must('case.unapprove', { id });
    expect(laptop.look('decision.list', { caseId: id }).rows[0]!.decision.withdrawn).not.toBeNull();
  });
});

test('a value other than the register has needs its reason; the person’s own data are mended on their card', async () => {
  await laptop.unlock('aigul');
  const form = await formOf('loss-of-work-capacity', {});
  expect(form.fields.find(({ id }) => id === 'birthDate')).toMatchObject({ value: '1980-03-05', from: 'register', known: { register: 'person', fixed: true } });
  const typed = await formOf('loss-of-work-capacity', { law: { birthDate: '1990-01-01' } });
  expect(typed.fields.find(({ id }) => id === 'birthDate')).toMatchObject({ value: '1990-01-01', from: 'typed', known: { value: '1980-03-05' } });
});

test('what is wrong is told by its field and counts as not known', async () => {
  const form = await formOf('loss-of-work-capacity', { law: { degree: '650', degreeSetFrom: '2026-11-14' } });
  expect(form.faults).toEqual([{ path: 'degree', code: 'tooLarge', params: { most: '100' } }]);
  expect(form.fields.find(({ id }) => id === 'degree')).toMatchObject({ lacking: true, value: '650' });
});

test('a case of an earlier version opens with its facts under the names of the law, and is handed over as it was', async () => {
  const { id } = await laptop.must('case.open', { personId: person, risk: 'loss-of-work-capacity' });
  await laptop.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-05' as never, degreePercent: 65, degreeSetOn: '2026-02-01' as never, workInjury: true } });
  const found = laptop.look('case.watch', { id }).case!;
  const form = await formOf('loss-of-work-capacity', found.facts);
  expect(form.fields.filter(({ from }) => from === 'typed').map((field) => [field.id, field.value])).toEqual(expect.arrayContaining([['degree', 65], ['degreeSetFrom', '2026-02-01'], ['disabilityCause', 'work-injury']]));
  await laptop.must('case.handOver', { id });
});

test('a scan is kept encrypted with its case, read back, and goes when it is taken away', async () => {
  const { id } = await laptop.must('case.open', { personId: person, risk: 'need', claims: [] });
  const bytes = Uint8Array.from([0x25, 0x50, 0x44, 0x46, ...Array.from({ length: 300_000 }, (_, at) => at % 251)]);
  const scan = { caseId: id, document: 'identity', name: 'куәлік.pdf', type: 'application/pdf' as const };
  expect(await laptop.call('scan.add', { ...scan, bytes: Uint8Array.from([1, 2, 3, 4]) })).toMatchObject({ error: { issues: [{ path: 'bytes', code: 'scanKind' }] } });
  const added = await laptop.must('scan.add', { ...scan, bytes });
  expect(laptop.look('scan.list', { caseId: id }).rows).toMatchObject([{ id: added.id, here: true, scan: { size: bytes.length, name: 'куәлік.pdf' } }]);
  expect(Buffer.compare((await laptop.must('scan.read', added)).bytes, bytes)).toBe(0);
  await laptop.must('scan.remove', added);
  expect(laptop.look('scan.list', { caseId: id }).rows).toEqual([]);
  expect(await laptop.call('scan.read', added)).toMatchObject({ error: { type: 'NotFound', what: 'scan' } });
});

test('other norms: differences per person and in total, stopped, applied; the old decision stays and names the new one (S13)', async () => {
  await laptop.unlock('aigul');
  const { id } = await laptop.must('case.open', { personId: person, risk: 'loss-of-work-capacity', claims: ['disability-benefit'] });
  const law = { disabilityCategory: 'II', disabilityCause: 'general-illness', disabilityFrom: '2024-02-01' };
  // in force in 2025: 1.76 × 46,228 = 81,361.28, up to the whole tenge; in 2026: 1.76 × 50,851 = 89,497.76
  await laptop.must('case.saveDraft', { id, facts: { law, lawDay: '2025-06-01' as never } });
  await laptop.must('case.handOver', { id });
  await laptop.unlock('bolat');
  await laptop.must('case.approve', { id });
  expect(laptop.look('decision.list', { caseId: id }).rows[0]?.decision).toMatchObject({ asOf: '2025-06-01', programmes: [{ amounts: [{ amount: '81362' }] }] });

  expect(await laptop.call('norms.apply', {})).toMatchObject({ error: { type: 'Conflict', what: 'norms' } });
  const watched = laptop.watch('norms.watch', {});
  await laptop.must('norms.start', { asOf: '2026-03-01' as never, edition: null });
  await laptop.must('norms.cancel', {});
  await expect.poll(() => watched.value?.phase, soon).toBe('cancelled');
  await laptop.must('norms.start', { asOf: '2026-03-01' as never, edition: null });
  await expect.poll(() => watched.value?.phase, soon).toBe('ready');
  expect(watched.value).toMatchObject({ inForce: true, total: 1, before: '81362', after: '89498', difference: '8136', rows: [{ caseId: id, before: '81362', after: '89498', fault: false }] });
  expect(await laptop.must('norms.apply', {})).toEqual({ applied: 1 });
  const [after, before] = laptop.look('decision.list', { caseId: id }).rows;
  expect(after).toMatchObject({ replays: true, decision: { replaces: before!.decision.id, replacedBy: null, asOf: '2026-03-01', programmes: [{ amounts: [{ amount: '89498' }] }] } });
  expect(before!.decision.replacedBy).toBe(after!.decision.id);
  expect(before!.replays).toBe(true);
  watched.stop();
});

test('what another decision gives and the law does not give beside is told, to the caseworker and in review', async () => {
  await laptop.unlock('aigul');
  const claims = ['survivor-benefit'];
  const { id } = await laptop.must('case.open', { personId: person, risk: 'loss-of-breadwinner', claims });
  const law = { ...(await fillAll('loss-of-breadwinner', claims)), dependants: [{ name: 'А', birthDate: '2015-05-05', relation: 'child' }] };
  await laptop.must('case.saveDraft', { id, facts: { law } });
  const conflicts = async (personId: PersonId | null) => (await laptop.must('law.form', { risk: 'loss-of-breadwinner', facts: { claims, law }, personId, caseId: id })).programmes.find((one) => one.id === 'survivor-benefit')?.conflicts;
  expect(await conflicts(person)).toMatchObject([{ programme: 'disability-benefit', monthly: '89498' }]);
  await laptop.must('case.handOver', { id });
  await laptop.unlock('bolat');
  expect(await conflicts(null)).toMatchObject([{ programme: 'disability-benefit' }]);
  expect((await laptop.must('case.paper', { id, kind: 'information', language: 'ru' })).html).toContain('человек выбирает одно');
  await laptop.must('case.approve', { id });
  // its own decision stands in no way of itself
  expect((await conflicts(null))?.map(({ programme }) => programme)).toEqual(['disability-benefit']);
  await laptop.must('case.unapprove', { id });
});

test('papers of a case in Kazakh and Russian: what was typed becomes no tag, a decision made offline is provisional, what is unconfirmed is said', async () => {
  await laptop.unlock('aigul');
  const { id } = await laptop.must('case.open', { personId: person, risk: 'loss-of-work-capacity', claims: ['disability-benefit'] });
  await laptop.must('case.saveDraft', { id, facts: { law: { disabilityCategory: 'II', disabilityCause: 'work-injury', disabilityFrom: '2024-02-01' } } });
  const application = await laptop.must('case.paper', { id, kind: 'application', language: 'kk' });
  expect(application.html).toContain('Өтініш берушінің қолы');
  expect(await laptop.call('case.paper', { id, kind: 'decision', language: 'kk' })).toMatchObject({ error: { type: 'NotFound', what: 'decision' } });
  await laptop.must('case.handOver', { id });
  await laptop.unlock('bolat');
  await laptop.must('case.approve', { id });
  const decision = await laptop.must('case.paper', { id, kind: 'decision', language: 'ru' });
  expect(decision.html).toContain('Уведомление о решении');
  expect(decision.html).toMatch(/ПРЕДВАРИТЕЛЬНО/i);
  expect(decision.html).toContain('89\u00a0498\u00a0₸');
  const counter = await laptop.must('law.paper', { risk: 'need', facts: { law: { neededService: '<b>x' } }, language: 'ru' });
  expect(counter.html).not.toContain('<b>x');
  expect(counter.html).toContain('Это не решение');
});
