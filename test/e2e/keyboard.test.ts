import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { look } from '../support/journey/bridge.ts';
import { startCentre, type Centre } from '../support/journey/centre.ts';
import { openDesk, type Desk } from '../support/journey/desk.ts';
import { gulnur, ulan } from '../support/journey/first-path.ts';
import { holdToast } from '../support/journey/hold-toast.ts';
import { withoutMouse } from '../support/journey/keys.ts';
import { caseworker, enrolLaptop, supervisor } from '../support/journey/laptop.ts';

const folder = mkdtempSync(join(tmpdir(), 'tirek-keys-'));
let [centre, desk] = [undefined as never as Centre, undefined as never as Desk];

beforeAll(async () => {
  centre = await startCentre(join(folder, 'centre'));
  desk = await openDesk(await enrolLaptop(centre, folder, ulan.kato, 'ulan-1'));
  await desk.page.getByTestId('unlock-form').waitFor();
  await desk.page.evaluate(() => {
    const seen = Object.assign(window, { pointers: 0 });
    for (const kind of ['pointerdown', 'mousedown', 'click', 'touchstart']) addEventListener(kind, (event) => { if (kind !== 'click' || (event as MouseEvent).detail > 0) seen.pointers += 1; }, true);
  });
});
afterAll(async () => {
  await desk?.close().catch(() => undefined);
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('a person is registered, the case opened, filled in, handed over, approved, released and sent in Russian with the keyboard alone, the focus always in sight', async () => {
  const { page } = desk;
  const hands = withoutMouse(desk);
  const say = (key: string) => desk.say(key);
  /** Alt and the number of a room, as it stands in the rail. */
  const altKeyOf = async (room: string) => `Alt+${String(1 + await page.locator('nav button').evaluateAll((all, test) => all.findIndex((one) => (one as HTMLElement).dataset.testid === test), `room-${room}`))}`;

  await page.waitForFunction(() => document.activeElement !== document.body);
  await hands.see('unlock');
  await hands.tabTo('language', (focus) => focus.tag === 'input' && ['Қаз', 'Рус', 'Eng'].includes(focus.name), 'Shift+Tab');
  await hands.press('ArrowRight');
  await desk.hear('ru');
  await hands.unlock(caseworker.login, caseworker.password);
  await hands.see('worklist');

  await hands.press('Control+i');
  await page.getByTestId('register-form').waitFor();
  await hands.type(say('person:field.iin'), gulnur.iin);
  for (const [kind, names] of [['Kk', gulnur.kk], ['Ru', gulnur.ru]] as const)
    for (const [index, part] of (['lastName', 'firstName', 'patronymic'] as const).entries()) {
      await hands.tabTo(part, (focus) => focus.id === `field-${part}${kind}`);
      await hands.press('Control+a');
      await page.keyboard.type(names[index] ?? '');
    }
  await hands.tabTo('district', (focus) => focus.id === 'field-district');
  await page.keyboard.type('Уланский');
  await page.getByRole('option').filter({ hasText: 'Уланский' }).waitFor();
  await hands.press('Enter');
  await hands.tabTo('settlement', (focus) => focus.id === 'field-settlement');
  await page.keyboard.type(gulnur.settlement);
  await hands.press('Control+Enter');
  await page.getByTestId('open-case').waitFor();
  await hands.see('person');

  // only the state benefit is applied for
  await hands.tabTo('second level', (focus) => focus.testId === 'claim-loss-of-capacity-insurance');
  await hands.press('Space');
  await hands.tabTo('open the case', (focus) => focus.testId === 'open-case', 'Shift+Tab');
  await hands.press('Enter');
  await page.getByTestId('facts-form').waitFor();
  await hands.see('case');
  for (const choice of ['fact-disabilityCategory', 'fact-disabilityCause']) {
    await hands.tabTo(choice, (focus) => focus.id === choice);
    await hands.press('ArrowDown');
    await page.getByRole('option').first().waitFor();
    await hands.press('ArrowDown');
    await hands.press('Enter');
  }
  await hands.tabTo('disability from', (focus) => focus.id === 'fact-disabilityFrom');
  await page.keyboard.type('050126');
  await page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
  await hands.press('Control+Enter');
  await page.locator('[data-testid="case-view"][data-status="review"]').waitFor();
  await hands.see('handed over');

  await hands.press('Control+l');
  await hands.unlock(supervisor.login, supervisor.password);
  await page.getByTestId('case-view').waitFor();
  await hands.see('review');
  await hands.press('Enter');
  await hands.see('case in review');
  await hands.press('a');
  await expect.poll(async () => (await look(page, 'case.counts', {})).toRelease).toBe(1);
  await holdToast(page.getByTestId('toast').filter({ has: page.getByTestId('undo') }));
  await hands.tabTo('undo', (focus) => focus.testId === 'undo', 'Shift+Tab');
  await hands.press('Enter');
  await expect.poll(async () => (await look(page, 'case.counts', {})).review).toBe(1);
  // the count is asked of the store; the keys count once the window shows the case in review again
  await page.locator('[data-testid="case-view"][data-status="review"]').waitFor();
  await hands.see('approval taken back');
  await hands.press('a');
  await expect.poll(async () => (await look(page, 'case.counts', {})).toRelease).toBe(1);
  await hands.see('approved');

  await hands.press(await altKeyOf('batches'));
  await page.getByTestId('batch-content').waitFor();
  await hands.see('batches');
  await hands.type(say('batch:password'), supervisor.password);
  await hands.press('Enter');
  await page.getByTestId('batch-content').waitFor({ state: 'detached' });
  await hands.see('signed');

  await hands.press(await altKeyOf('sync'));
  await page.getByTestId('sync-start').waitFor();
  await hands.see('sync');
  await hands.tabTo('start', (focus) => focus.testId === 'sync-start');
  await hands.press('Enter');
  await page.locator('[data-testid="sync-state"][data-phase="done"]').waitFor();
  await hands.see('synchronised');

  expect(hands.lost).toEqual([]);
  expect(await page.evaluate(() => (window as unknown as { pointers: number }).pointers)).toBe(0);
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('ru');
  const [found] = (await look(page, 'person.find', { text: gulnur.iin, limit: 1 })).rows;
  expect(found).toMatchObject({ nameRu: gulnur.ru.join(' '), nameKk: gulnur.kk.join(' '), district: ulan.kato, travel: 'received' });
  expect(await centre.counts()).toMatchObject({ persons: 1, cases: 1, batches: 1, quarantined: 0 });
});
