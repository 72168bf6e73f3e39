import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { look, must } from '../support/journey/bridge.ts';
import { startCentre, type Centre } from '../support/journey/centre.ts';
import { chooseArea, openDesk, type Desk } from '../support/journey/desk.ts';
import { gulnur, ulan } from '../support/journey/first-path.ts';
import { caseworker, enrolLaptop, officeStaff, supervisor } from '../support/journey/laptop.ts';
import { madeUpPerson } from '../support/replica/people.ts';

const administrator = { login: 'erlan', name: 'Ерлан Сыналған', roles: ['administrator' as const], password: 'тамыз-2026' };
const newcomer = { login: 'saule', name: 'Сәуле Жаңаша', password: 'шілде-2026' };
const folder = mkdtempSync(join(tmpdir(), 'tirek-people-'));
let [centre, desk] = [undefined as never as Centre, undefined as never as Desk];

beforeAll(async () => {
  centre = await startCentre(join(folder, 'centre'));
  desk = await openDesk(await enrolLaptop(centre, folder, ulan.kato, 'ulan-1', { staff: [...officeStaff, administrator] }));
});
afterAll(async () => {
  await desk?.close().catch(() => undefined);
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Whoever was at the laptop locks it; `staff` unlocks. */
const sitDown = async (staff: { readonly login: string; readonly password: string }): Promise<void> => {
  if (await desk.page.getByTestId('lock').isVisible()) await desk.lock();
  await desk.unlock(staff.login, staff.password);
};
const marks = async (row: Locator): Promise<string[]> => (await row.locator('mark').allInnerTexts()).map((text) => text.toLowerCase());

it('a person is found as typed in Kazakh, Russian and Latin letters, and what was hit is marked', async () => {
  await sitDown(caseworker);
  await desk.register(gulnur);
  for (const [typed, hit] of [['әбдірах', 'әбдірах'], ['абдрахм гульн', 'гульн'], ['gulnur', 'гүлнұр'], ['800416', '80 04 16']] as const) {
    const rows = await desk.search(typed);
    await rows.locator('mark').first().waitFor();
    expect(await rows.count(), typed).toBe(1);
    expect(await marks(rows.first()), typed).toContain(hit);
  }
});

it('who is registered already is shown while typing; said to be another person, they stand in nobody’s way', async () => {
  const { page } = desk;
  const before = (await look(page, 'person.find', { text: gulnur.ru[0], limit: 5 })).total;
  await page.keyboard.press('Control+i');
  const form = page.getByTestId('register-form');
  await form.waitFor();
  // She has not brought her ИИН.
  await form.locator('#field-birthDate').fill('16.04.1980');
  await form.locator('#field-sex').check();
  for (const [kind, names] of [['Kk', gulnur.kk], ['Ru', gulnur.ru]] as const)
    for (const [i, part] of (['lastName', 'firstName', 'patronymic'] as const).entries()) await form.locator(`#field-${part}${kind}`).fill(names[i] ?? '');
  await chooseArea(page, form.locator('#field-district'), ulan.name);
  const similar = page.getByTestId('similar-person');
  await similar.waitFor();
  await expect.poll(() => similar.innerText()).toContain(gulnur.kk[0]);
  await page.keyboard.press('Control+Enter');
  await page.locator('[data-error="Conflict"]').waitFor();
  await page.getByTestId('similar-other').click();
  await similar.getByText(desk.say('person:similar.dismissed')).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('open-case').waitFor();
  expect((await look(page, 'person.find', { text: gulnur.ru[0], limit: 5 })).total).toBe(before + 1);
  // Nor does the card warn of them.
  expect(await page.getByTestId('possible-duplicate').count()).toBe(0);
});

it('a supervisor makes one of two records, and takes it back', async () => {
  const { page } = desk;
  await sitDown(caseworker);
  const [one, other] = [madeUpPerson(41), { ...madeUpPerson(42), phone: '+77011234567' }];
  const [{ id: keptId }, { id: otherId }] = [await must(page, 'person.register', one), await must(page, 'person.register', other)];
  await sitDown(supervisor);
  await (await desk.search(one.iin ?? '')).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByTestId('merge-find').fill(other.iin ?? '');
  await page.getByTestId('merge-open').first().click();
  await page.getByTestId('take-phone').check();
  await page.getByTestId('merge-confirm').click();
  await page.getByTestId('merge-form').waitFor({ state: 'detached' });
  expect((await look(page, 'person.watch', { id: keptId })).person).toMatchObject({ phone: other.phone });
  expect((await look(page, 'person.watch', { id: otherId })).person).toMatchObject({ mergedInto: keptId });

  await desk.room('merges');
  const row = page.getByTestId('merge-row');
  await row.waitFor();
  await expect.poll(() => row.innerText()).toContain(desk.say('person:field.phone'));
  await page.getByTestId('merge-undo').click();
  await page.getByTestId('merge-undo').waitFor({ state: 'detached' });
  expect((await look(page, 'person.watch', { id: keptId })).person).toMatchObject({ phone: one.phone });
  expect((await look(page, 'person.watch', { id: otherId })).person?.mergedInto ?? null).toBeNull();
  const found = await desk.search(other.iin ?? '');
  await found.first().waitFor();
  expect(await found.first().getAttribute('id')).toBe(`found-${otherId}`);
});

it('settings: a new password, a colleague added, named by the centre, at work, and their key taken away', async () => {
  const { page } = desk;
  const changed = 'қазан-2026-жаңа';
  await sitDown(administrator);
  await desk.room('settings');
  for (const [name, value] of [['old', administrator.password], ['new', changed], ['again', changed]] as const) await page.getByTestId(`password-${name}`).fill(value);
  await page.getByTestId('password-form').locator('button[type="submit"]').click();
  await page.getByText(desk.say('unlock:settings.changed')).waitFor();
  await sitDown({ ...administrator, password: changed });

  await desk.room('settings');
  const form = page.getByTestId('staff-form');
  await form.getByLabel(desk.say('unlock:field.login')).fill(newcomer.login);
  await form.getByLabel(desk.say('unlock:field.name')).fill(newcomer.name);
  await form.getByLabel(desk.say('unlock:field.password')).first().fill(newcomer.password);
  await form.getByLabel(desk.say('unlock:settings.ownPassword')).first().fill(changed);
  await form.locator('button[type="submit"]').click();
  const row = page.getByTestId('staff-row').filter({ hasText: newcomer.login });
  await row.getByText(desk.say('unlock:settings.waiting')).waitFor();
  expect(await desk.sync()).toBe('done');
  await desk.room('settings');
  await row.waitFor();
  await expect.poll(() => row.getByText(desk.say('unlock:settings.waiting')).count()).toBe(0);
  await sitDown(newcomer);
  await desk.lock();

  await sitDown({ ...administrator, password: changed });
  await desk.room('settings');
  // Nobody takes away their own.
  expect(await page.getByTestId('staff-row').filter({ hasText: administrator.login }).getByTestId('staff-remove').count()).toBe(0);
  await row.getByTestId('staff-remove').click();
  const sure = page.getByTestId('staff-remove-form');
  await sure.locator('input[type="password"]').fill('not-the-password');
  await page.keyboard.press('Enter');
  await sure.locator('[data-error="WrongPassword"]').waitFor();
  await sure.locator('input[type="password"]').fill(changed);
  await page.keyboard.press('Enter');
  await sure.waitFor({ state: 'detached' });
  await row.getByText(administrator.name).waitFor();
  await desk.lock();
  await page.getByTestId('unlock-form').getByRole('combobox').click();
  await page.getByRole('option', { name: administrator.login, exact: true }).waitFor();
  expect(await page.getByRole('option', { name: newcomer.login, exact: true }).count()).toBe(0);
});
