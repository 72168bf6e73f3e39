import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/journey/axe-faults.ts';
import { makeBusyOffice, shownPerson } from '../support/journey/busy-office.ts';
import { fillCentre, startCentre, type Centre } from '../support/journey/centre.ts';
import { openDesk, type Desk } from '../support/journey/desk.ts';
import { everyLook } from '../support/journey/every-look.ts';
import { ulan } from '../support/journey/first-path.ts';
import { caseworker, enrolLaptop, supervisor } from '../support/journey/laptop.ts';
import { takePicture } from '../support/journey/take-picture.ts';

// Every screen of a busy office, in three languages, light and dark: axe finds nothing, and a picture of each is taken into .tirek/pictures.
// Those that README.md shows go into docs/pictures with `node scripts/pictures/copy.ts`.
const folder = mkdtempSync(join(tmpdir(), 'tirek-screens-'));
let centre: Centre;
let desk: Desk;

beforeAll(async () => {
  centre = await startCentre(join(folder, 'centre'));
  await fillCentre(centre, folder, ulan.kato, 3000);
  desk = await openDesk(await enrolLaptop(centre, folder, ulan.kato, 'ulan-1'));
  await makeBusyOffice(desk);
  // what was said of its making is in no picture
  await desk.page.getByTestId('toast').first().waitFor({ state: 'detached' });
});
afterAll(async () => {
  await desk?.close();
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const openFirst = async () => {
  await desk.page.getByTestId('table-row').first().dblclick();
  await desk.page.getByTestId('case-view').waitFor();
};
const find = async (text: string) => (await desk.search(text)).first().waitFor();

/** Screen → how a supervisor comes there. */
const supervisors: Readonly<Record<string, () => Promise<unknown>>> = {
  review: async () => {
    await desk.room('review');
    await desk.page.getByTestId('table-row').nth(1).click();
    await desk.page.getByTestId('case-approve').waitFor();
  },
  all: () => desk.room('all').then(() => desk.page.getByTestId('table-row').first().waitFor()),
  transferred: () => desk.room('transferred').then(() => desk.page.getByTestId('table-row').first().waitFor()),
  trace: () => desk.room('transferred').then(openFirst).then(() => desk.page.getByTestId('transfer-trace').waitFor()),
  batches: () => desk.room('batches').then(() => desk.page.getByTestId('batch-content').waitFor()),
  sync: () => desk.room('sync').then(() => desk.page.locator('[data-testid="sync-state"][data-phase="done"]').waitFor()),
  secondRecord: () => find(shownPerson.iin).then(() => desk.page.keyboard.press('Enter')).then(() => desk.page.getByTestId('merge-find').fill('Сер')).then(() => desk.page.getByTestId('merge-open').first().waitFor()),
  merge: () => find(shownPerson.iin).then(() => desk.page.keyboard.press('Enter')).then(() => desk.page.getByTestId('merge-find').fill('Сер')).then(() => desk.page.getByTestId('merge-open').first().click()).then(() => desk.page.getByTestId('merge-form').waitFor()),
  merges: () => desk.room('merges'),
  contributions: async () => {
    await desk.room('contributions');
    await desk.page.getByTestId('contributions-look').click();
    await desk.page.getByTestId('contributions-employer').first().waitFor();
  },
  settings: () => desk.room('settings').then(() => desk.page.getByTestId('password-form').waitFor()),
  help: () => desk.page.keyboard.press('F1').then(() => desk.page.getByTestId('help').waitFor()),
};
/** And a caseworker. */
const caseworkers: Readonly<Record<string, () => Promise<unknown>>> = {
  mine: () => desk.room('mine').then(() => desk.page.getByTestId('table-row').first().waitFor()),
  returned: () => desk.room('returned').then(openFirst).then(() => desk.page.getByTestId('return-reason').waitFor()),
  people: () => find('Сер'),
  person: () => find(shownPerson.iin).then(() => desk.page.keyboard.press('Enter')).then(() => desk.page.getByTestId('case-table').waitFor()),
  case: () => desk.room('mine').then(() => desk.page.getByTestId('table-row').filter({ hasText: desk.say('case:status.draft') }).first().dblclick()).then(() => desk.page.getByTestId('facts-form').waitFor()),
  register: async () => {
    await desk.page.keyboard.press('Control+i');
    await desk.page.locator('#field-iin').fill('800416700015');
    await desk.page.locator('#field-lastNameKk').fill('Тоқтаров');
    await desk.page.keyboard.press('Control+Enter');
    await desk.page.getByRole('alert').first().waitFor();
  },
};

describe('every screen', () => {
  it('of a supervisor is free of what axe finds', async () => expect(await everyLook(desk, supervisors)).toEqual([]));
  it('of a caseworker is free of what axe finds', async () => {
    await desk.lock();
    await takePicture(desk.page, 'unlock-kk');
    expect(await axeFaults(desk.page)).toEqual([]);
    await desk.unlock(caseworker.login, caseworker.password);
    expect(await everyLook(desk, caseworkers)).toEqual([]);
  });
  it('is there for the next supervisor too', async () => {
    await desk.lock();
    await desk.unlock(supervisor.login, supervisor.password);
    await desk.page.locator('[data-testid="status-line"][data-link="up"]').waitFor();
  });
});
