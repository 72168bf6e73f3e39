import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import type { Act } from '../../../shared/domain/mse/act.ts';
import { findEntry } from '../../../shared/sync/journal-entry.ts';
import { findDocument } from '../../../src-main/replica/store/documents.ts';
import { decided, openCommission, rated, type Commission } from '../../support/mse/commission.ts';
import { sampleReferral } from '../../support/mse/referral.ts';
import { newFolder } from '../../support/replica/laptop.ts';
import { password } from '../../support/replica/people.ts';

let folder: ReturnType<typeof newFolder>;
let office: Commission;
beforeEach(async () => {
  folder = newFolder();
  office = await openCommission(folder.path);
});
afterEach(async () => {
  await office.laptop.close();
  folder.remove();
});

const group2 = { ratings: rated({ movement: 2 }), decision: decided({ outcome: 'group2', cause: 'generalIllness', term: 'y1' }) };
const document = <C extends 'acts' | 'assessments'>(collection: C, id: string) => findDocument(office.laptop.host.office!.replica, collection, id)!;
const commandsOf = (id: string) => office.laptop.host.office!.replica.db.list<{ command: string }>('SELECT command FROM journal WHERE document = ? ORDER BY number', id).map((row) => row.command);
const registers = () => office.laptop.look('register.list', {}).rows.map(({ kind, event }) => `${kind} ${event}`).toSorted();

test('an adult examined for the first time: from the referral to an act that three people signed', async () => {
  const { laptop } = office;
  const personId = await office.person(1);
  const { assessment, act } = await office.sealed(personId, group2);
  expect(document('assessments', assessment)).toMatchObject({ status: 'signing', act });
  expect(await laptop.call('assessment.saveDraft', { id: assessment, draft: { complaints: 'кеш' } })).toMatchObject({ error: { type: 'Conflict', what: 'assessmentStatus' } });
  expect(await office.sign(act, 'seitov')).toMatchObject({ value: { status: 'signing' } });
  expect(await office.sign(act, 'seitov')).toMatchObject({ error: { type: 'Conflict', what: 'signed' } });
  expect(await office.sign(act, 'omar')).toMatchObject({ error: { type: 'NotAllowed' } });
  expect(await laptop.call('act.sign', { id: act, login: 'mukan', password: 'басқа-құпия', vote: 'for', dissent: '' })).toMatchObject({ error: { type: 'WrongPassword' } });
  expect(await office.sign(act, 'mukan')).toMatchObject({ value: { status: 'signing' } });
  expect(await office.sign(act, 'petrova')).toMatchObject({ value: { status: 'signed' } });
  expect(document('assessments', assessment)).toMatchObject({ status: 'decided' });
  const view = await laptop.must('act.read', { id: act });
  expect(view).toMatchObject({ faults: [], citedBy: null, body: { decision: { outcome: 'group2', from: office.today() }, band: 'adult', quorum: 3, proposed: { outcome: 'group2' } } });
  expect(view.body?.members.map((member) => member.name)).toEqual(['Бекзат Сейітов', 'Гүлнар Мұқанова', 'Ирина Петрова']);
  // three signatures are three entries, each on disk before the next was asked for
  expect(commandsOf(act)).toEqual(['assessment.seal', 'act.sign', 'act.sign', 'act.sign', 'act.read']);
  expect(await office.sign(act, 'petrova')).toMatchObject({ error: { type: 'Conflict' } });
});

test('what an act lacks is named before it is sealed, and no one seals without quorum', async () => {
  const { laptop } = office;
  const assessment = await office.register(await office.person(1));
  await office.at('seitov');
  expect(await office.schedule(assessment, ['seitov', 'mukan'])).toMatchObject({ error: { type: 'InvalidInput', issues: [{ path: 'members', code: 'noQuorum', params: { quorum: 3 } }] } });
  expect(await office.schedule(assessment, ['mukan', 'petrova', 'omar'])).toMatchObject({ error: { issues: [{ code: 'oneChair' }] } });
  expect(await office.schedule(assessment, ['seitov', 'mukan', 'petrova'], 'Ұлан', office.later(-1))).toMatchObject({ error: { issues: [{ path: 'day', code: 'past' }] } });
  expect(await office.schedule(assessment)).toMatchObject({ ok: true });
  await office.draft(assessment, { ratings: rated({ movement: 2 }).slice(1), decision: decided({ outcome: 'group3', cause: 'generalIllness', term: 'y5' }) });
  const sealed = await laptop.call('assessment.seal', { id: assessment });
  expect(sealed).toMatchObject({ error: { type: 'InvalidInput' } });
  const issues = !sealed.ok && sealed.error.type === 'InvalidInput' ? sealed.error.issues.map(({ path, code }) => `${path} ${code}`) : [];
  expect(issues).toEqual(['ratings.selfCare required', 'decision.term notAtThisAge', 'decision.grounds groundsNeeded']);
  await office.at('mukan');
  expect(await laptop.call('assessment.seal', { id: assessment })).toMatchObject({ error: { type: 'NotAllowed' } });
  expect(office.laptop.look('act.list', {}).total).toBe(0);
});

test('nobody sits in two places on one day, and each examination has its turn', async () => {
  const [first, second, third] = [await office.register(await office.person(1)), await office.register(await office.person(2, { lastNameKk: 'Басқаева', lastNameRu: 'Баскаева', birthDate: '1970-01-01' as PlainDate })), await office.register(await office.person(3, { lastNameKk: 'Үшінші', lastNameRu: 'Третья', birthDate: '1965-01-01' as PlainDate }))];
  await office.at('saule');
  expect(await office.schedule(first)).toMatchObject({ ok: true });
  expect(await office.schedule(second)).toMatchObject({ ok: true });
  expect(await office.schedule(third, ['seitov', 'omar', 'expert1'], 'Зайсан')).toMatchObject({ error: { issues: [{ code: 'memberElsewhere', params: { name: 'Бекзат Сейітов', place: 'Қасым Қайсенов кенті' } }] } });
  expect(await office.schedule(third, ['seitov', 'omar', 'expert1'], 'Зайсан', office.later(1))).toMatchObject({ ok: true });
  expect(office.laptop.look('assessment.list', { room: 'calendar' }).rows.map(({ id, slot }) => [id, slot])).toEqual([[first, 1], [second, 2], [third, 1]]);
});

test('dissent stands in the act with its text; a majority against gives the numbers up as void', async () => {
  const personId = await office.person(1);
  const { act } = await office.sealed(personId, group2);
  expect(await office.sign(act, 'mukan', 'against')).toMatchObject({ error: { type: 'InvalidInput', issues: [{ path: 'dissent', code: 'required' }] } });
  await office.sign(act, 'mukan', 'against', 'Қозғалыс шектелуі үшінші дәрежеге сай');
  await office.sign(act, 'petrova');
  expect(await office.sign(act, 'seitov')).toMatchObject({ value: { status: 'signed' } });
  expect((await office.laptop.must('act.read', { id: act })).act.votes.find((vote) => vote.vote === 'against')?.dissent).toBe('Қозғалыс шектелуі үшінші дәрежеге сай');

  const second = await office.sealed(personId, group2);
  await office.sign(second.act, 'seitov');
  await office.sign(second.act, 'mukan', 'against', 'жоқ');
  expect(await office.sign(second.act, 'petrova', 'against', 'жоқ')).toMatchObject({ value: { status: 'rejected' } });
  expect(document('assessments', second.assessment)).toMatchObject({ status: 'scheduled', act: null });
  expect(registers()).toEqual(['act void', 'minutes void']);
});

test('a sealed act may be given up before the last signature; its numbers are void and never used again', async () => {
  const { laptop } = office;
  const { assessment, act } = await office.sealed(await office.person(1), group2);
  await office.sign(act, 'mukan');
  await laptop.must('assessment.reopen', { id: assessment, reason: 'Диагнозда қате' });
  expect(document('acts', act)).toMatchObject({ status: 'void', votes: [{ vote: 'for' }] });
  expect(registers()).toEqual(['act void', 'minutes void']);
  const again = await office.seal(assessment);
  expect([document('acts', act).number, document('acts', again).number].map((number) => number.split('/')[0])).toEqual([`${office.today().slice(0, 4)}-1`, `${office.today().slice(0, 4)}-2`]);
  expect(await office.sign(act, 'petrova')).toMatchObject({ error: { type: 'Conflict' } });
});

test('a correction and an appeal are new acts that cite the old one; what is replaced cannot be replaced again', async () => {
  const { laptop } = office;
  const personId = await office.person(1);
  const first = await office.signed(personId, group2);
  const basis = (kind: 'correction' | 'appeal' | 'annulment' | 'again', act = first.act) => ({ basis: { kind, act, reason: 'Мерзімі қате жазылған' } });
  const correction = await office.register(personId, basis('correction'));
  expect(document('assessments', correction).draft).toEqual(document('assessments', first.assessment).draft);
  await office.at('seitov');
  await office.schedule(correction);
  await office.draft(correction, { decision: decided({ outcome: 'group2', cause: 'generalIllness', term: 'y2' }) });
  const act = await office.seal(correction);
  for (const login of ['seitov', 'mukan', 'petrova']) await office.sign(act, login);
  expect((await laptop.must('act.read', { id: act })).body).toMatchObject({ cites: { act: first.act }, basis: { kind: 'correction' } });
  expect(await laptop.must('act.read', { id: first.act })).toMatchObject({ citedBy: act, faults: [], act: { status: 'signed' } });
  await office.at('saule');
  const registerAgain = (kind: 'appeal' | 'annulment', cited: typeof act) => laptop.call('assessment.register', { personId, mode: 'inPerson', referral: sampleReferral, ...basis(kind, cited) });
  expect(await registerAgain('appeal', first.act)).toMatchObject({ error: { issues: [{ path: 'basis.act', code: 'actReplaced' }] } });
  expect(await registerAgain('appeal', act)).toMatchObject({ ok: true });
  expect(await registerAgain('annulment', 'x' as never)).toMatchObject({ ok: false });
});

test('a correction holds from the day of what it corrects, and its term is counted from then', async () => {
  await office.laptop.close();
  let now = Date.parse('2026-03-02T06:00:00Z');
  office = await openCommission(join(folder.path, 'later'), { now: () => now, leaseDays: 400 });
  const personId = await office.person(1);
  const first = await office.signed(personId, group2);
  now = Date.parse('2026-08-03T06:00:00Z');
  const assessment = await office.register(personId, { basis: { kind: 'correction', act: first.act, reason: 'Себебі қате' } });
  await office.at('seitov');
  await office.schedule(assessment);
  const act = await office.seal(assessment);
  expect((await office.laptop.must('act.read', { id: act })).body).toMatchObject({ day: '2026-08-03', decision: { from: '2026-03-02', until: '2027-03-02' } });
});

test('an act is not made before the day of the examination', async () => {
  const assessment = await office.register(await office.person(1));
  await office.at('seitov');
  expect(await office.schedule(assessment, undefined, undefined, office.later(3))).toMatchObject({ ok: true });
  await office.draft(assessment, group2);
  expect(await office.laptop.call('assessment.seal', { id: assessment })).toMatchObject({ error: { type: 'RuleRefused', rule: 'beforeVisit' } });
});

test('every reading of a record leaves a trace on disk, and nothing is read without one', async () => {
  const { laptop } = office;
  const assessment = await office.register(await office.person(1));
  await office.at('mukan');
  expect(laptop.look('assessment.watch', { id: assessment })).toMatchObject({ assessment: null, person: null });
  await laptop.must('assessment.read', { id: assessment });
  expect(laptop.look('assessment.watch', { id: assessment })).toMatchObject({ assessment: { id: assessment }, reads: [{ byName: 'Гүлнар Мұқанова' }], proposal: { outcome: 'none' } });
  const row = laptop.host.office!.replica.db.find<{ bytes: Uint8Array; command: string }>('SELECT bytes, command FROM journal WHERE document = ? ORDER BY number DESC', assessment)!;
  expect([row.command, findEntry(row.bytes)]).toMatchObject(['assessment.read', { changes: {}, collection: 'assessments', document: assessment }]);
  await office.at('petrova');
  expect(laptop.look('assessment.watch', { id: assessment }).assessment).toBeNull();
  expect(JSON.stringify(laptop.look('assessment.list', { room: 'all' }))).not.toMatch(/T93|Остеосинтез/);
  await office.at('aigul');
  for (const [channel, input] of [['assessment.read', { id: assessment }], ['mse.reference', {}]] as const) expect(await laptop.call(channel, input as never)).toMatchObject({ error: { type: 'NotAllowed' } });
});

test('an act whose signed words were altered on disk is seen, and nobody signs it', async () => {
  const { laptop } = office;
  const { act } = await office.sealed(await office.person(1), group2);
  await office.sign(act, 'seitov');
  const stored = document('acts', act);
  const altered: Act = { ...stored, body: stored.body.replace('"outcome":"group2"', '"outcome":"group1"') };
  expect(altered.body).not.toBe(stored.body);
  laptop.host.office!.replica.commit({ durability: 'full', documents: [{ collection: 'acts', document: altered }] });
  expect((await laptop.must('act.read', { id: act })).faults).toContain('signature');
  expect(await office.sign(act, 'mukan')).toMatchObject({ error: { type: 'SignatureInvalid', what: 'act' } });
});

test('an act names the one that it cites by its very bytes: another in its place is seen', async () => {
  const { laptop } = office;
  const personId = await office.person(1);
  const first = await office.signed(personId, group2);
  const appeal = await office.signed(personId, group2, { basis: { kind: 'appeal', act: first.act, reason: 'Келіспейді' } });
  expect((await laptop.must('act.read', { id: appeal.act })).faults).toEqual([]);
  const stored = document('acts', first.act);
  laptop.host.office!.replica.commit({ durability: 'full', documents: [{ collection: 'acts', document: { ...stored, body: stored.body.replace('"term":"y1"', '"term":"y2"') } }] });
  expect((await laptop.must('act.read', { id: appeal.act })).faults).toEqual(['cites']);
});

test('the chair releases what is finished, traces of reading with it; what is being signed stays', async () => {
  const { laptop } = office;
  const done = await office.signed(await office.person(1), group2);
  const open = await office.sealed(await office.person(2, { lastNameKk: 'Басқаева', lastNameRu: 'Баскаева', birthDate: '1970-01-01' as PlainDate }), group2);
  await laptop.must('act.read', { id: done.act });
  expect(laptop.look('mse.counts', {})).toMatchObject({ signing: 1, acts: 2 });
  await laptop.must('act.release', { password });
  const unreleased = laptop.host.office!.replica.db.list<{ document: string }>("SELECT DISTINCT document FROM journal WHERE batch IS NULL AND collection IN ('acts', 'assessments')").map((row) => row.document);
  expect(unreleased.toSorted()).toEqual([open.act, open.assessment].toSorted());
  await laptop.must('act.read', { id: done.act });
  expect(laptop.look('act.list', {}).rows.find((row) => row.id === done.act)?.travel).toBe('released');
  expect(await laptop.call('act.release', { password })).toMatchObject({ error: { rule: 'nothingToRelease' } });
});
