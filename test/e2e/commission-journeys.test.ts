import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { places } from '../../scripts/bootstrap/places.mjs';
import { addDays, addMonths } from '../../shared/base/date-steps.ts';
import type { PersonId } from '../../shared/base/ids.ts';
import { instantOf } from '../../shared/base/instant.ts';
import { officeDay } from '../../shared/base/office-day.ts';
import type { AssessmentInput } from '../../shared/ipc/mse-inputs.ts';
import { callBridge, look, must } from '../support/journey/bridge.ts';
import { startCentre, type Centre } from '../support/journey/centre.ts';
import { choose, decideGroup2, proposes, rateMovement, registerGulnur, setVisit, signAs, unlockAs } from '../support/journey/commission.ts';
import { openDesk, type Desk } from '../support/journey/desk.ts';
import { gulnur as gulnurTyped, ulan } from '../support/journey/first-path.ts';
import { caseworker, commissionStaff, enrolLaptop, expertStaff, officeStaff, supervisor } from '../support/journey/laptop.ts';
import { shiftedNode } from '../support/journey/shifted-node.ts';
import { takePicture } from '../support/journey/take-picture.ts';
import { sampleReferral } from '../support/mse/referral.ts';
import { madeUpPerson } from '../support/replica/people.ts';

const folder = mkdtempSync(join(tmpdir(), 'tirek-journeys-'));
let [centre, desk, profile] = [undefined as never as Centre, undefined as never as Desk, ''];
let gulnur: PersonId;
const picture = (name: string) => takePicture(desk.page, `commission-${name}`);
const openFirst = async (room: string, table: string) => {
  await desk.room(room);
  await desk.page.getByTestId(table).getByTestId('table-row').first().dblclick();
};
const status = (of: string) => desk.page.locator(`[data-testid="assessment"][data-status="${of}"]`).waitFor();
const register = (personId: PersonId, change: Partial<AssessmentInput> = {}) => must(desk.page, 'assessment.register', { personId, mode: 'inPerson', basis: { kind: 'first', act: null, reason: '' }, referral: sampleReferral, ...change });
const allSign = async () => {
  await desk.page.getByTestId('seal').click();
  await status('signing');
  for (const login of ['seitov', 'mukan', 'petrova']) await signAs(desk, login);
  await status('decided');
  await desk.page.getByTestId('open-act').click();
  await desk.page.locator('[data-testid="act"][data-status="signed"][data-faults="0"]').waitFor();
};
const cite = async (kind: 'correction' | 'appeal', reason: string) => {
  await desk.page.getByTestId('cite').click();
  const form = desk.page.getByTestId('cite-form');
  await choose(desk, 'kind', desk.say(`mse:kind.${kind}`));
  await form.locator('textarea').first().fill(reason);
  await desk.page.getByTestId('cite-confirm').click();
  await status('referred');
};

beforeAll(async () => {
  centre = await startCentre(join(folder, 'centre'));
  profile = await enrolLaptop(centre, folder, ulan.kato, 'ulan-mse', { staff: [...officeStaff, ...commissionStaff, ...expertStaff] });
  desk = await openDesk(profile);
});
/** Where a journey stopped. */
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture('stopped').catch(() => undefined);
});
afterAll(async () => {
  await desk?.close().catch(() => undefined);
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('in absentia, in Kazakh: three experts at this laptop, each alone with a nameless file; their words are shown when all are in; the act opens the caseworker’s case', async () => {
  const { page } = desk;
  gulnur = await registerGulnur(desk);
  await unlockAs(desk, 'saule');
  await register(gulnur, { mode: 'inAbsentia', referral: { ...sampleReferral, treatment: 'Гүлнұрға остеосинтез, ЛФК' } });
  await desk.room('mseWaiting');
  await page.getByTestId('assessments-waiting').getByTestId('table-row').first().waitFor();
  await takePicture(page, 'mseWaiting-kk');
  await openFirst('mseWaiting', 'assessments-waiting');
  await page.getByTestId('tab-opinions').click();
  for (const { name } of expertStaff) await page.getByLabel(name, { exact: true }).check();
  await picture('experts-kk');
  await page.getByTestId('send-experts').click();
  await page.getByTestId('opinions').waitFor();
  await desk.lock();
  for (const [at, { login }] of expertStaff.entries()) {
    await unlockAs(desk, login);
    await desk.room('mseOpinions');
    const form = page.getByTestId('opinion-form');
    await form.waitFor();
    expect(await form.count()).toBe(1);
    expect(await page.locator('main').innerText()).not.toMatch(/Гүлн|пікір 1/);
    await choose(desk, 'opinion', desk.say('mse:outcome.group2'));
    await form.locator('[data-field="opinionText"]').fill(`пікір ${String(at + 1)}`);
    if (at === 1) await takePicture(page, 'mseOpinions-kk');
    await page.getByTestId('opinion-give').click();
    await form.waitFor({ state: 'detached' });
    await desk.lock();
  }
  await unlockAs(desk, 'seitov');
  await openFirst('mseWaiting', 'assessments-waiting');
  await page.getByTestId('tab-opinions').click();
  await page.getByText('пікір 3').waitFor();
  await picture('opinions-kk');
  await page.getByTestId('tab-visit').click();
  await setVisit(desk);
  await rateMovement(desk);
  await decideGroup2(desk, { general: '' });
  await allSign();
  await desk.lock();

  await desk.unlock(caseworker.login, caseworker.password);
  await desk.room('fromMse');
  await page.locator('[data-testid="extract"][data-state="draft"]').waitFor();
  await takePicture(page, 'fromMse-kk');
  await page.getByTestId('extract-case').click();
  await page.getByTestId('case-view').waitFor();
  await picture('case-of-act-kk');
  await page.getByTestId('case-view').getByRole('tab').nth(1).click();
  await page.getByTestId('origin').filter({ hasText: desk.say('law:register.assessment') }).first().waitFor();
  const { rows } = await look(page, 'extract.list', {});
  await must(page, 'case.handOver', { id: rows[0]!.caseId! });
  await desk.lock();
  await desk.unlock(supervisor.login, supervisor.password);
  await must(page, 'case.approve', { id: rows[0]!.caseId! });
  await desk.lock();
});

it('a correction, in Russian: a new act that cites the old one; the supervisor sees what of the decision changes, and why, and decides anew', async () => {
  const { page } = desk;
  await unlockAs(desk, 'seitov');
  await desk.speak('ru');
  await openFirst('mseActs', 'acts');
  await page.getByTestId('act').waitFor();
  await cite('correction', 'Описка в группе');
  await setVisit(desk);
  await page.getByTestId('tab-decision').click();
  await choose(desk, 'outcome', desk.say('mse:outcome.group1'));
  await page.locator('[data-field="grounds"]').fill('Комиссия решила первую группу, в акте описка');
  await page.getByTestId('still-missing').waitFor({ state: 'detached' });
  await allSign();
  await picture('act-correction-ru');
  await desk.lock();
  await desk.unlock(supervisor.login, supervisor.password);
  await desk.room('fromMse');
  await page.locator('[data-testid="extract"][data-state="changed"]').waitFor();
  await picture('extracts-changed-ru');
  await page.getByTestId('extract-apply').click();
  await page.getByTestId('extract').waitFor({ state: 'detached' });
  await desk.lock();
});

it('an appeal, in English: decided by a sitting of its own; the act that it replaces stays, and says by which it was', async () => {
  const { page } = desk;
  await unlockAs(desk, 'seitov');
  await desk.speak('en');
  await openFirst('mseActs', 'acts');
  await page.getByTestId('act').waitFor();
  await cite('appeal', 'Does not agree with the group');
  await setVisit(desk);
  await rateMovement(desk);
  await picture('ratings-en');
  await decideGroup2(desk, { general: '' });
  await picture('decision-en');
  await allSign();
  await picture('act-appeal-en');
  const [newest, before] = (await look(page, 'act.list', {})).rows;
  expect(newest).toMatchObject({ cites: before!.id });
  expect(await must(page, 'act.read', { id: before!.id })).toMatchObject({ citedBy: newest!.id, faults: [], act: { status: 'signed' } });
  await desk.room('mseActs');
  await picture('acts-en');

  // a referral from a file: a bad one is refused whole, a good one taken; the chair sends it back with a reason
  await desk.room('mseWaiting');
  await page.getByTestId('import').click();
  const { iin } = gulnurTyped;
  const file = (change: object) => page.getByTestId('import-file').setInputFiles({ name: 'referral.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify({ format: 'tirek-referral/1', iin, referral: { ...sampleReferral, ...change } })) });
  await file({ onset: '2025-12-01', treatment: '' });
  await page.getByTestId('import-confirm').click();
  await page.getByTestId('error-notice').waitFor();
  await picture('import-refused-en');
  await file({});
  await page.getByTestId('import-confirm').click();
  await page.getByTestId('assessments-waiting').getByTestId('table-row').first().dblclick();
  await page.getByTestId('refuse').click();
  await page.getByTestId('reason-form').locator('textarea').first().fill('The X-ray is more than a year old');
  await page.getByTestId('reason-confirm').click();
  await page.getByTestId('refused').waitFor();
  await picture('refused-en');
  await desk.lock();
});

it('a child under seven has no group until the birthday; examined again after it, in Kazakh, a group until eighteen', async () => {
  await desk.unlock(caseworker.login, caseworker.password);
  await desk.speak('kk');
  // a day more or less is no matter to this journey: midnight may pass in it
  const today = officeDay(instantOf(Date.now()));
  const birthDate = addMonths(addDays(today, 10), -84);
  const { id } = await must(desk.page, 'person.register', { ...madeUpPerson(7, { birthDate, iin: null, lastNameKk: 'Балаева', lastNameRu: 'Балаева', district: ulan.kato as never }), dismissed: [] });
  await desk.lock();
  await unlockAs(desk, 'seitov');
  await register(id);
  await openFirst('mseWaiting', 'assessments-waiting');
  await setVisit(desk);
  await rateMovement(desk);
  await proposes(desk, 'child');
  await decideGroup2(desk, { outcome: 'child', cause: 'childUnder7', general: '' });
  await picture('child-kk');
  await allSign();
  const child = (await look(desk.page, 'act.list', {})).rows[0]!;
  expect(child.until).toBe(addMonths(birthDate, 84));
  await desk.close();

  // twenty days on: the birthday is over
  desk = await openDesk(profile, { TIREK_NODE: shiftedNode(folder, places.node24, 20) });
  await unlockAs(desk, 'seitov');
  await desk.page.getByTestId('due').getByText('Балаева').waitFor();
  await picture('due-kk');
  await openFirst('mseActs', 'acts');
  await desk.page.getByTestId('act').waitFor();
  // a re-examination has a referral of its own, and is one because there is an act
  await desk.page.getByTestId('cite').click();
  await desk.page.getByTestId('cite-confirm').click();
  await desk.page.getByTestId('basis-again').getByText(child.number).waitFor();
  await picture('again-kk');
  await register(id);
  await openFirst('mseWaiting', 'assessments-waiting');
  const again = (await look(desk.page, 'assessment.list', { room: 'waiting' })).rows[0]!;
  const { members } = await must(desk.page, 'mse.reference', {});
  const sitting = members.filter(({ login }) => ['seitov', 'mukan', 'petrova'].includes(login)).map(({ id: staff, chair }) => ({ staff, chair, speciality: '' }));
  const visit = (days: number) => callBridge(desk.page, 'assessment.schedule', { id: again.id, day: addDays(today, days), place: 'Ұлан', fieldTrip: false, members: sitting });
  if (!(await visit(20)).ok) expect(await visit(21)).toMatchObject({ ok: true });
  await status('scheduled');
  await rateMovement(desk);
  await proposes(desk, 'group2');
  await decideGroup2(desk, { cause: 'child7to18', term: 'until18', general: '' });
  await allSign();
  await picture('youth-kk');
  const youth = (await look(desk.page, 'act.list', {})).rows[0]!;
  expect(youth).toMatchObject({ cites: child.id, until: addMonths(birthDate, 216) });
  expect((await look(desk.page, 'act.due', {})).rows.map((row) => row.id)).not.toContain(child.id);
});
