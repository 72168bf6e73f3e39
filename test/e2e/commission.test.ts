import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PaperKind } from '../../shared/domain/mse/paper-kind.ts';
import { axeFaults } from '../support/journey/axe-faults.ts';
import { look, must } from '../support/journey/bridge.ts';
import { startCentre, type Centre } from '../support/journey/centre.ts';
import { choose, decideGroup2, proposes, rateMovement, registerGulnur, setVisit, signAs, typeReferral, unlockAs } from '../support/journey/commission.ts';
import { openDesk, type Desk } from '../support/journey/desk.ts';
import { ulan } from '../support/journey/first-path.ts';
import { pdfLetters } from '../support/journey/pdf-letters.ts';
import { commissionStaff, enrolLaptop, officeStaff } from '../support/journey/laptop.ts';
import { picturesFolder, takePicture } from '../support/journey/take-picture.ts';

const folder = mkdtempSync(join(tmpdir(), 'tirek-commission-'));
let [centre, desk] = [undefined as never as Centre, undefined as never as Desk];
const picture = (name: string) => takePicture(desk.page, `commission-${name}`);
/** What axe finds on the screen as it is, in light and in dark. */
const faults = async (): Promise<string[]> => {
  const all: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await desk.page.emulateMedia({ colorScheme });
    await desk.page.waitForFunction((scheme) => document.documentElement.dataset['mantineColorScheme'] === scheme, colorScheme);
    all.push(...(await axeFaults(desk.page)).map((fault) => `${colorScheme} ${fault}`));
    if (colorScheme === 'dark') await picture(`dark-${String((dark += 1))}`);
  }

  return all;
};
let dark = 0;

/** Prints a paper of the newest act to a PDF, to be looked at; the letters that a search in it finds. Its fonts are real ones: a variable font would lie in it as drawn glyphs (Type 3). */
const printed = async (kind: PaperKind, language: 'kk' | 'ru'): Promise<string> => {
  const documents = join(folder, 'documents');
  mkdirSync(documents, { recursive: true });
  await desk.app.evaluate(({ app }, place) => app.setPath('documents', place), documents);
  const { rows } = await look(desk.page, 'act.list', {});
  const { path } = await must(desk.page, 'paper.make', { act: rows[0]!.id, kind, language });
  const pdf = readFileSync(path!);
  writeFileSync(join(picturesFolder, `paper-${kind}-${language}.pdf`), pdf);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.includes('/Type3')).toBe(false);
  expect([...new Set([...pdf.toString('latin1').matchAll(/\/BaseFont \/[A-Z]{6}\+(\w+)/g)].map(([, name]) => name))].every((name) => name?.startsWith('Inter'))).toBe(true);
  return [...pdfLetters(pdf)].join('');
};
const openFirst = async (room: string, table: string) => {
  await desk.room(room);
  await desk.page.getByTestId(table).getByTestId('table-row').first().dblclick();
};

/** A picture of one point. */
const tinyPng = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
let profile: string;
beforeAll(async () => {
  mkdirSync(picturesFolder, { recursive: true });
  centre = await startCentre(join(folder, 'centre'));
  profile = await enrolLaptop(centre, folder, ulan.kato, 'ulan-mse', { staff: [...officeStaff, ...commissionStaff] });
  desk = await openDesk(profile);
});
afterAll(async () => {
  await desk?.close().catch(() => undefined);
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('an adult is examined for the first time, in Kazakh: from the referral’s paper to an act that three people signed; the power fails between the second and the third signature', async () => {
  const { page } = desk;
  await registerGulnur(desk);
  await unlockAs(desk, 'saule');
  await typeReferral(desk);
  await setVisit(desk);
  await picture('visit');
  await desk.lock();

  await unlockAs(desk, 'seitov');
  await desk.room('mseCalendar');
  await page.getByTestId('assessments-calendar').getByTestId('table-row').first().waitFor();
  await takePicture(page, 'mseCalendar-kk');
  await openFirst('mseCalendar', 'assessments-calendar');
  await rateMovement(desk);
  await proposes(desk, 'group2');
  await picture('ratings');
  expect(await faults()).toEqual([]);
  await decideGroup2(desk);
  await picture('decision');
  expect(await faults()).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await page.locator('[data-testid="assessment"][data-status="signing"]').waitFor();
  await signAs(desk, 'seitov');
  await signAs(desk, 'mukan');
  await picture('signing');

  desk.app.process().kill('SIGKILL');
  await desk.close().catch(() => undefined);
  desk = await openDesk(profile);
  await unlockAs(desk, 'petrova');
  await openFirst('mseCalendar', 'assessments-calendar');
  await desk.page.getByTestId('sign-petrova').waitFor();
  expect(await desk.page.getByTestId('sign-seitov').count() + (await desk.page.getByTestId('sign-mukan').count())).toBe(0);
  await signAs(desk, 'petrova');
  await desk.page.locator('[data-testid="assessment"][data-status="decided"]').waitFor();
  await desk.page.getByTestId('open-act').click();
  await desk.page.locator('[data-testid="act"][data-status="signed"][data-faults="0"]').waitFor();
  await picture('act');
  expect((await printed('certificate', 'kk')).includes('ә')).toBe(true);
});

it('somebody hurt at work gets both degrees, in Russian; an act given up leaves its numbers void; one member dissents', async () => {
  await desk.lock();
  await unlockAs(desk, 'seitov');
  await desk.speak('ru');
  await typeReferral(desk, { harm: true });
  await setVisit(desk);
  await rateMovement(desk);
  await decideGroup2(desk, { cause: 'workInjury', professional: '70' });
  const { page } = desk;
  await page.getByTestId('seal').click();
  await page.locator('[data-testid="assessment"][data-status="signing"]').waitFor();
  await page.getByTestId('reopen').click();
  await page.getByTestId('reason-form').locator('textarea').first().fill('Не приложено заключение хирурга');
  await page.getByTestId('reason-confirm').click();
  await page.locator('[data-testid="assessment"][data-status="scheduled"]').waitFor();
  await page.getByTestId('tab-findings').click();
  await page.getByRole('radiogroup').first().waitFor();
  await picture('findings-ru');
  await page.getByTestId('tab-referral').click();
  await page.getByTestId('attach-file').setInputFiles({ name: 'Заключение хирурга.png', mimeType: 'image/png', buffer: tinyPng });
  await page.getByTestId('referral-file').waitFor();
  await picture('referral-ru');
  await page.getByTestId('seal').click();
  await page.locator('[data-testid="assessment"][data-status="signing"]').waitFor();
  await signAs(desk, 'mukan', 'Считаю третью степень ограничения передвижения');
  await signAs(desk, 'petrova');
  await signAs(desk, 'seitov');
  await desk.page.locator('[data-testid="assessment"][data-status="decided"]').waitFor();
  await desk.page.getByTestId('open-act').click();
  await desk.page.getByText('Считаю третью степень ограничения передвижения').waitFor();
  await picture('act-dissent-ru');
  const { rows } = await look(desk.page, 'act.list', {});
  const view = await must(desk.page, 'act.read', { id: rows[0]!.id });
  expect(view.body?.decision).toMatchObject({ generalLoss: 65, professionalLoss: 70, mainProfession: 'слесарь', cause: 'workInjury' });

  await desk.page.getByTestId('cite').click();
  const cite = desk.page.getByTestId('cite-form');
  await cite.locator('input[data-field="kind"]:not([type="hidden"])').click();
  await desk.page.getByRole('option', { name: desk.say('mse:kind.appeal'), exact: true }).click();
  await cite.locator('textarea').first().fill('Не согласна с причиной инвалидности');
  await desk.page.getByTestId('cite-confirm').click();
  await desk.page.locator('[data-testid="assessment"][data-status="referred"]').waitFor();
  await desk.page.keyboard.press('Escape');
  await desk.page.getByTestId('act').waitFor();
});

it('the programme, a blank for the certificate, and a file of the referral: each has its place, and a plain copy goes when the laptop is locked', async () => {
  const { page } = desk;
  const { rows } = await look(page, 'act.list', {});
  await page.getByTestId('open-programme').click();
  const form = desk.page.getByTestId('measure-form');
  await form.locator('[data-field="text"]').fill('Ортез коленного сустава');
  await form.locator('[data-field="executor"]').fill('Протезный центр');
  await form.locator('[data-field="place"]').fill('Усть-Каменогорск');
  await desk.page.getByTestId('measure-add').click();
  await desk.page.getByTestId('measure').waitFor();
  await picture('programme-ru');
  await desk.room('mseBlanks');
  await page.getByTestId('blank-receive').locator('[data-field="series"]').fill('МС');
  await page.getByTestId('blank-receive').locator('[data-field="first"]').fill('17');
  await page.getByTestId('blank-receive').locator('[data-field="last"]').fill('19');
  await page.getByTestId('blank-receive').getByRole('button').click();
  await page.getByTestId('blanks').getByText('МС 000019').waitFor();
  await page.getByTestId('blank-spoil').locator('[data-field="spoilReason"]').fill('Залит чернилами');
  await page.getByTestId('blank-spoil').getByRole('button').click();
  await page.getByTestId('blanks').getByText('Залит чернилами').waitFor();
  await choose(desk, 'blankAct', `${rows[0]!.number} · Абдрахманова Гульнур Кайратовна`);
  await page.getByTestId('blank-issue').getByRole('button').click();
  await page.getByTestId('blanks').getByText(rows[0]!.number).waitFor();
  await picture('blanks-ru');
  expect(await faults()).toEqual([]);

  await page.getByTestId('room-mseActs').click();
  await page.getByTestId('acts').getByTestId('table-row').first().waitFor();
  const { id } = (await look(page, 'assessment.list', { room: 'all' })).rows.find(({ status }) => status === 'decided')!;
  await must(page, 'assessment.read', { id });
  const { filesHere } = await look(page, 'assessment.watch', { id });
  const { path } = await must(page, 'assessment.file', { id, hash: filesHere[0]! });
  expect(readFileSync(path!).equals(tinyPng)).toBe(true);
  await desk.lock();
  await expect.poll(() => existsSync(path!)).toBe(false);
});

it('every paper in both languages, with real letters; the registers', async () => {
  const { page } = desk;
  await unlockAs(desk, 'seitov');
  const letters: string[] = [];
  for (const kind of PaperKind.options) for (const language of ['kk', 'ru'] as const) letters.push(await printed(kind, language));
  expect([...'әғқңөұүһі'].filter((letter) => !letters.join('').includes(letter))).toEqual([]);
  expect(await faults()).toEqual([]);
  await desk.room('mseActs');
  await takePicture(desk.page, 'mseActs-ru');
  await page.getByTestId('verify-form').locator('input').fill('TIREK1:AAAA');
  await page.keyboard.press('Enter');
  await page.getByText(desk.say('mse:paper.fault.notPaper')).waitFor();
  await page.getByTestId('acts-shown').getByText(desk.say('mse:voids.title')).click();
  await page.getByTestId('void-numbers').getByText('Не приложено заключение хирурга').first().waitFor();
  await picture('voids-ru');
  expect(await faults()).toEqual([]);
  await desk.room('mseProgrammes');
  await desk.page.getByTestId('table-row').first().waitFor();
  await takePicture(desk.page, 'mseProgrammes-ru');
  await must(desk.page, 'blank.receive', { series: 'МС', first: 1, last: 6, reason: 'Накладная № 4' });
  await desk.room('mseBlanks');
  await desk.page.getByTestId('table-row').first().waitFor();
  await takePicture(desk.page, 'mseBlanks-ru');
});
