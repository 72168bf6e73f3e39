import type { PersonId } from '../../../shared/base/ids.ts';
import type { Desk } from './desk.ts';
import { must } from './bridge.ts';
import { gulnur, ulan } from './first-path.ts';
import { caseworker, commissionStaff, expertStaff } from './laptop.ts';

const passwordOf = (login: string): string => [...commissionStaff, ...expertStaff].find((one) => one.login === login)!.password;

/** Somebody of the commission unlocks; the room they come to is the calendar. */
export const unlockAs = (desk: Desk, login: string): Promise<void> => desk.unlock(login, passwordOf(login));

/** Gülnur, in the registry of the district, as the caseworker registered her. */
export const registerGulnur = async (desk: Desk, birthDate = '1980-04-16'): Promise<PersonId> => {
  await desk.unlock(caseworker.login, caseworker.password);
  const [lastNameKk, firstNameKk, patronymicKk] = gulnur.kk;
  const [lastNameRu, firstNameRu, patronymicRu] = gulnur.ru;
  const { id } = await must(desk.page, 'person.register', {
    iin: gulnur.iin, lastNameKk, firstNameKk, patronymicKk, lastNameRu, firstNameRu, patronymicRu, birthDate: birthDate as never, sex: 'female', district: ulan.kato as never, settlement: gulnur.settlement, street: '', house: '', phone: '', dismissed: [],
  });
  await desk.lock();
  return id;
};

/** The registrar types a referral from its paper; with `harm`, of somebody hurt at work. */
export const typeReferral = async (desk: Desk, { harm = false, main = 'Т93' } = {}): Promise<void> => {
  const { page, say } = desk;
  await desk.room('mseWaiting');
  await page.getByTestId('new-referral').click();
  const form = page.getByTestId('referral-form');
  const fill = (field: string, text: string) => form.locator(`[data-field="${field}"]`).fill(text);
  await fill('person', gulnur.iin);
  await page.getByTestId('person-choice').first().click();
  await fill('organisation', 'Ұлан аудандық ауруханасы');
  await fill('number', '17');
  await form.getByLabel(say('mse:field.date'), { exact: true }).fill('3.1.26');
  await fill('head', 'Ә. Қуанышев');
  // the letter is Cyrillic, as a doctor's keyboard had it
  await fill('main', main);
  await fill('mainText', 'Сан сүйегінің сынық салдары');
  await form.getByLabel(say('mse:field.onset'), { exact: true }).fill('1.8.25');
  await fill('doctors', 'Б. Ильин, хирург');
  await fill('treatment', 'Остеосинтез, ЛФК, физиоем');
  await fill('attachments', 'Рентген, 3\nЭпикриз');
  if (harm) {
    await form.locator('[data-field="harm"]').check();
    await fill('harmAct', 'Н-1 № 7');
    await form.getByLabel(say('mse:field.harmDate'), { exact: true }).fill('1.8.25');
    await fill('employer', '«Ұлан Агро» ЖШС');
    await fill('profession', 'слесарь');
    await fill('harmMonths', '120');
    await fill('otherProfession', 'жүргізуші');
    await fill('otherMonths', '24');
  }
  await page.keyboard.press('Control+Enter');
  await page.locator('[data-testid="assessment"][data-status="referred"]').waitFor();
};

/** Day, place and the three members, in the open examination. */
export const setVisit = async (desk: Desk): Promise<void> => {
  const { page, say } = desk;
  const form = page.getByTestId('visit-form');
  await form.getByLabel(say('mse:field.place')).fill('Қасым Қайсенов кенті, «Қаһарман» үйі');
  for (const login of ['seitov', 'mukan', 'petrova']) await form.getByTestId(`member-${login}`).check();
  await page.getByTestId('visit-save').click();
  await page.locator('[data-testid="assessment"][data-status="scheduled"]').waitFor();
};

/** Ratings by keyboard: movement of the second degree, grounded by two items; everything else 0. */
export const rateMovement = async (desk: Desk): Promise<void> => {
  const { page } = desk;
  await page.getByTestId('tab-activities').click();
  const rows = page.getByTestId('activities').locator('tbody tr');
  await rows.first().waitFor();
  const count = await rows.count();
  for (let at = 0; at < count; at += 1) {
    await rows.nth(at).getByRole('radio').first().focus();
    await page.keyboard.press(at === 1 ? '2' : '0');
  }
  await rows.nth(1).getByRole('button').click();
  for (const [code, key] of [['b710', '2'], ['d450', '2']] as const) {
    await page.locator(`[data-code="${code}"]`).getByRole('radio').first().focus();
    await page.keyboard.press(key);
  }
  await page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
};

/** Waits until the window shows what the rules propose: it follows what was typed, once that is on disk. */
export const proposes = (desk: Desk, outcome: string): Promise<void> => desk.page.getByTestId('proposed-outcome').filter({ hasText: desk.say(`mse:outcome.${outcome}`) }).waitFor();

/** Chooses an option of a list by its words. */
export const choose = async (desk: Desk, field: string, words: string): Promise<void> => {
  const input = desk.page.locator(`input[data-field="${field}"]:not([type="hidden"])`);
  await input.click();
  await desk.page.getByRole('option', { name: words, exact: true }).click();
};

/** The decision that follows the proposal, group II for a year unless told, with what degrees of loss the person is due. */
export const decideGroup2 = async (desk: Desk, { cause = 'generalIllness', general = '65', professional = '', term = 'y1', outcome = 'group2' } = {}): Promise<void> => {
  const { page, say } = desk;
  await page.getByTestId('tab-decision').click();
  await choose(desk, 'outcome', say(`mse:outcome.${outcome}`));
  await choose(desk, 'term', say(`mse:term.${term}`));
  await choose(desk, 'cause', say(`mse:cause.${cause}`));
  if (general !== '') await page.locator('[data-field="generalLoss"]').fill(general);
  if (professional !== '') {
    await page.locator('[data-field="causePaper"]').fill('Н-1 № 7');
    await page.locator('[data-field="professionalLoss"]').fill(professional);
    await page.locator('[data-field="mainProfession"]').fill('слесарь');
  }
  await page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
  await page.getByTestId('still-missing').waitFor({ state: 'detached' });
};

/** A member signs the sealed act with their own secret. */
export const signAs = async (desk: Desk, login: string, dissent = ''): Promise<void> => {
  const { page, say } = desk;
  await page.getByTestId(`sign-${login}`).click();
  const form = page.getByTestId('sign-form');
  if (dissent !== '') {
    await form.getByText(say('mse:action.against'), { exact: true }).click();
    await form.getByLabel(say('mse:field.dissent')).fill(dissent);
  }
  await form.locator('input[type="password"]').fill(passwordOf(login));
  await page.keyboard.press('Enter');
  await form.waitFor({ state: 'detached' });
};
