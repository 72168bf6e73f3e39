import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { places } from '../../scripts/bootstrap/places.mjs';
import { makeBusyOffice, shownPerson } from '../support/journey/busy-office.ts';
import { fillCentre, startCentre, type Centre } from '../support/journey/centre.ts';
import { openDesk, type Desk } from '../support/journey/desk.ts';
import { ulan } from '../support/journey/first-path.ts';
import { caseworker, enrolLaptop, supervisor } from '../support/journey/laptop.ts';
import type { Language } from '../support/journey/words.ts';

// Every screen of a busy office, in three languages, light and dark: axe finds nothing, and a picture of each is taken into .tirek/pictures.
// With TIREK_PICTURES=docs/pictures those that the README shows are taken anew.
const pictures = process.env.TIREK_PICTURES ?? join(places.local, 'pictures');
const readme = readFileSync(join(places.root, 'README.md'), 'utf8');
const isWanted = (file: string) => process.env.TIREK_PICTURES === undefined || readme.includes(`/${file})`);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'tirek-screens-'));
let centre: Centre;
let desk: Desk;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  centre = await startCentre(join(folder, 'centre'));
  await fillCentre(centre, folder, ulan.kato, 3000);
  desk = await openDesk(await enrolLaptop(centre, folder, ulan.kato, 'ulan-1'));
  await makeBusyOffice(desk);
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
  trace: () => desk.room('transferred').then(openFirst).then(() => desk.page.getByTestId('transfer-trace').waitFor()),
  batches: () => desk.room('batches').then(() => desk.page.getByTestId('batch-content').waitFor()),
  sync: () => desk.room('sync').then(() => desk.page.locator('[data-testid="sync-state"][data-phase="done"]').waitFor()),
  secondRecord: () => find(shownPerson.iin).then(() => desk.page.keyboard.press('Enter')).then(() => desk.page.getByTestId('merge-find').fill('Сер')).then(() => desk.page.getByTestId('merge-open').first().waitFor()),
  merge: () => find(shownPerson.iin).then(() => desk.page.keyboard.press('Enter')).then(() => desk.page.getByTestId('merge-find').fill('Сер')).then(() => desk.page.getByTestId('merge-open').first().click()).then(() => desk.page.getByTestId('merge-form').waitFor()),
  merges: () => desk.room('merges').then(() => desk.page.waitForTimeout(200)),
  settings: () => desk.room('settings').then(() => desk.page.getByTestId('password-form').waitFor()),
  help: () => desk.page.keyboard.press('F1').then(() => desk.page.getByTestId('help').waitFor()),
};
/** And a caseworker. */
const caseworkers: Readonly<Record<string, () => Promise<unknown>>> = {
  worklist: () => desk.room('mine').then(() => desk.page.getByTestId('table-row').first().waitFor()),
  returned: () => desk.room('returned').then(openFirst).then(() => desk.page.getByTestId('return-reason').waitFor()),
  search: () => find('Сер'),
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

const faults = async (): Promise<string[]> => {
  await desk.page.evaluate(axe);
  const found = await desk.page.evaluate(() => (window as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run());
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
};

const shoot = async (name: string, language: Language, scheme: 'light' | 'dark') => {
  const file = `${name}-${language}${scheme === 'dark' ? '-dark' : ''}.png`;
  if (isWanted(file)) {
    await desk.page.waitForTimeout(250);
    await desk.page.screenshot({ path: join(pictures, file), animations: 'disabled' });
  }
  return (await faults()).map((fault) => `${name}, ${language}, ${scheme}: ${fault}`);
};

const looks = [['kk', 'light'], ['ru', 'light'], ['en', 'light'], ['kk', 'dark']] as const;

const visitAll = async (screens: Readonly<Record<string, () => Promise<unknown>>>): Promise<string[]> => {
  const found: string[] = [];
  for (const [language, scheme] of looks) {
    await desk.page.emulateMedia({ colorScheme: scheme });
    await desk.speak(language);
    for (const [name, come] of Object.entries(screens)) {
      await come();
      found.push(...(await shoot(name, language, scheme)));
      await desk.page.keyboard.press('Escape');
    }
  }
  await desk.speak('kk');
  await desk.page.emulateMedia({ colorScheme: 'light' });
  return found;
};

describe('every screen', () => {
  it('of a supervisor is free of what axe finds', async () => expect(await visitAll(supervisors)).toEqual([]), 180_000);
  it('of a caseworker is free of what axe finds', async () => {
    await desk.lock();
    expect(await shoot('unlock', 'kk', 'light')).toEqual([]);
    await desk.unlock(caseworker.login, caseworker.password);
    expect(await visitAll(caseworkers)).toEqual([]);
  }, 180_000);
  it('is there for the next supervisor too', async () => {
    await desk.lock();
    await desk.unlock(supervisor.login, supervisor.password);
    expect(await desk.page.getByTestId('status-line').getAttribute('data-link')).toBe('up');
  });
});
