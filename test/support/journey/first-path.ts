import { join } from 'node:path';
import { places } from '../../../scripts/bootstrap/places.mjs';
import { makeTrainingIin } from '../../../shared/domain/iin.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { look } from './bridge.ts';
import type { Centre } from './centre.ts';
import { chooseArea, openDesk, type Desk, type TypedPerson } from './desk.ts';
import { fillFacts, newestCase } from './fill-facts.ts';
import { caseworker, enrolLaptop, supervisor } from './laptop.ts';
import { takePicture } from './take-picture.ts';

/** Two real districts of East Kazakhstan. */
export const ulan = { kato: '636200000', name: 'Ұлан' };
export const zaisan = { kato: '634600000', name: 'Зайсан' };

/** An invented woman of Ұлан, with a training number nobody has. */
export const gulnur: TypedPerson = {
  iin: makeTrainingIin('1980-04-16' as PlainDate, 'female', 417) ?? makeTrainingIin('1980-04-16' as PlainDate, 'female', 418) ?? '',
  kk: ['Әбдірахманова', 'Гүлнұр', 'Қайратқызы'],
  ru: ['Абдрахманова', 'Гульнур', 'Кайратовна'],
  district: ulan.name,
  settlement: 'Қасым Қайсенов кенті',
};

export type FirstPath = {
  readonly electron: string;
  readonly casesSynced: number;
  readonly receipts: number;
  readonly secondLaptopSees: boolean;
  readonly otherDistrictSeesBefore: boolean;
  readonly otherDistrictSeesAfterTransfer: boolean;
  readonly firstKeepsTrace: boolean;
  /** The other district sees what was decided in the case, and by whom. */
  readonly decisionGoesAlong: boolean;
  readonly phases: readonly string[];
};

/** True where this desk finds the person and, on their card, a case that can be read (not only its trace). */
const seesPersonAndCase = async (desk: Desk): Promise<boolean> => {
  const { page } = desk;
  const found = await desk.search(gulnur.iin);
  const [person] = (await look(page, 'person.find', { text: gulnur.iin, limit: 1 })).rows;
  // nobody there: nothing will come to the window, however long one waits
  if (person === undefined) {
    await page.getByText(desk.say('person:nobody.text')).waitFor();
    return false;
  }
  await found.first().waitFor();
  await page.keyboard.press('Enter');
  if ((await look(page, 'person.watch', { id: person.id })).cases.length === 0) return false;
  await page.getByTestId('case-table').getByTestId('table-row').first().dblclick();
  await page.getByTestId('case-view').waitFor();
  return (await page.getByTestId('case-view').getAttribute('data-status')) === 'approved';
};

/** A caseworker registers the person, opens a case, types the facts and hands it over: all without a link. */
export const registerAndHandOver = async (desk: Desk): Promise<void> => {
  const { page } = desk;
  await desk.unlock(caseworker.login, caseworker.password);
  await desk.register(gulnur);
  await page.getByTestId('open-case').click();
  await page.getByTestId('facts-form').waitFor();
  await fillFacts(desk, await newestCase(desk), { degree: '65', disabilityCategory: 'II', participationMonths: '50' });
  await page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.locator('[data-testid="case-view"][data-status="review"]').waitFor();
};

/** The supervisor approves the one case in the queue and signs a batch. */
export const approveAndSign = async (desk: Desk): Promise<void> => {
  const { page } = desk;
  await desk.unlock(supervisor.login, supervisor.password);
  await desk.room('review');
  await page.getByTestId('table-row').first().click();
  await page.getByTestId('case-approve').click();
  await signBatch(desk);
};

/** The supervisor signs what waits to be released. */
export const signBatch = async (desk: Desk): Promise<void> => {
  await desk.room('batches');
  await desk.page.getByLabel(desk.say('batch:password'), { exact: true }).fill(supervisor.password);
  await desk.page.getByTestId('batch-sign').click();
  await desk.page.getByTestId('batch-content').waitFor({ state: 'detached' });
};

/** The supervisor sends the approved case to another district. */
export const transferCase = async (desk: Desk, to: string): Promise<void> => {
  const { page, say } = desk;
  await (await desk.search(gulnur.iin)).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByTestId('case-table').getByTestId('table-row').first().dblclick();
  await page.getByTestId('case-transfer').click();
  await chooseArea(page, page.getByRole('dialog').getByLabel(say('case:transferTo')).first(), to);
  await page.getByTestId('transfer-confirm').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
};

/** The whole first path on three laptops, every figure of it measured; `centre` must run, `folder` be empty. */
export const walkFirstPath = async (centre: Centre, folder: string): Promise<FirstPath> => {
  const [first, second, other] = await Promise.all([
    enrolLaptop(centre, folder, ulan.kato, 'ulan-1'),
    enrolLaptop(centre, folder, ulan.kato, 'ulan-2'),
    enrolLaptop(centre, folder, zaisan.kato, 'zaisan-1'),
  ]);
  const phases: string[] = [];
  const opened: Desk[] = [];
  const deskOf = async (profile: string) => {
    const desk = await openDesk(profile);
    opened.push(desk);
    return desk;
  };
  try {
    const desk = await deskOf(first);
    const electron = await desk.app.evaluate(() => process.versions.electron ?? '');
    await registerAndHandOver(desk);
    await desk.lock();
    await approveAndSign(desk);
    phases.push(await desk.sync());

    const sibling = await deskOf(second);
    await sibling.unlock(supervisor.login, supervisor.password);
    phases.push(await sibling.sync());
    const secondLaptopSees = await seesPersonAndCase(sibling);

    const away = await deskOf(other);
    await away.unlock(supervisor.login, supervisor.password);
    phases.push(await away.sync());
    const otherDistrictSeesBefore = await seesPersonAndCase(away);

    await transferCase(desk, zaisan.name);
    await signBatch(desk);
    phases.push(await desk.sync());
    phases.push(await away.sync());
    const otherDistrictSeesAfterTransfer = await seesPersonAndCase(away);

    const decisionGoesAlong = otherDistrictSeesAfterTransfer && (await away.page.getByTestId('decision').innerText()).includes(ulan.name);
    if (decisionGoesAlong) await takePicture(away.page, 'arrived-kk');

    await (await desk.search(gulnur.iin)).first().waitFor();
    await desk.page.keyboard.press('Enter');
    await desk.page.getByTestId('case-table').getByTestId('table-row').first().dblclick();
    await desk.page.getByTestId('case-view').waitFor();
    const firstKeepsTrace = (await desk.page.getByTestId('transfer-trace').count()) === 1;
    const { cases = 0, receipts = 0 } = await centre.counts();
    return { electron, casesSynced: cases, receipts, secondLaptopSees, otherDistrictSeesBefore, otherDistrictSeesAfterTransfer, firstKeepsTrace, decisionGoesAlong, phases };
  } catch (error) {
    // What a person would have seen where it stopped.
    await Promise.all(opened.map((desk, i) => desk.page.screenshot({ path: join(places.local, `first-path-${i}.png`) })));
    throw error;
  } finally {
    await Promise.all(opened.map((desk) => desk.close()));
  }
};
