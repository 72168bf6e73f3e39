import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { look, must, syncByBridge } from '../support/journey/bridge.ts';
import { fillCentre, startCentre, type Centre } from '../support/journey/centre.ts';
import { openDesk, type Desk } from '../support/journey/desk.ts';
import { ulan } from '../support/journey/first-path.ts';
import { caseworker, enrolLaptop } from '../support/journey/laptop.ts';
import { unlockByBridge, workDay, type Work } from '../support/journey/office-day.ts';
import { killShell } from '../support/journey/plug.ts';

const folder = mkdtempSync(join(tmpdir(), 'tirek-restore-'));
let [centre, desk] = [undefined as never as Centre, undefined as never as Desk];
let profile = '';

beforeAll(async () => {
  centre = await startCentre(join(folder, 'centre'));
  await fillCentre(centre, folder, ulan.kato, 300);
  profile = await enrolLaptop(centre, folder, ulan.kato, 'ulan-1');
  desk = await openDesk(profile);
});
afterAll(async () => {
  await desk?.close().catch(() => undefined);
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const snapshots = () => readdirSync(join(profile, 'snapshots')).filter((name) => name.endsWith('.db'));

it('a damaged file: the window says so, offers the restore, and everything acknowledged is there; the damaged file is kept', async () => {
  await unlockByBridge(desk.page, caseworker);
  await expect.poll(snapshots).toHaveLength(1);
  const work: Work[] = await workDay(desk.page, ulan.kato, 1, 3);
  await syncByBridge(desk.page);
  const total = (await look(desk.page, 'person.find', { text: '', limit: 1 })).total;
  expect(total).toBe(303);
  await killShell(desk);

  const file = join(profile, 'replica.db');
  const damaged = readFileSync(file);
  damaged.fill(0x5a, 0, 3000);
  writeFileSync(file, damaged);
  desk = await openDesk(profile);
  const { page } = desk;
  const unlock = page.getByTestId('unlock-form');
  await unlock.locator('input[type="password"]').fill(caseworker.password);
  await page.keyboard.press('Enter');
  const offer = page.getByTestId('restore-form');
  await offer.waitFor();
  expect(await page.getByTestId('problem-screen').innerText()).toContain(desk.say('unlock:restore.kept'));
  expect(await page.getByTestId('restore-source').innerText()).toMatch(/\d+ өзгеріс/);
  await offer.locator('input[type="password"]').fill('not-the-password');
  await page.keyboard.press('Enter');
  await page.locator('[data-error="WrongPassword"]').waitFor();
  await offer.locator('input[type="password"]').fill(caseworker.password);
  await page.keyboard.press('Enter');
  await page.getByTestId('unlock-form').waitFor();
  await page.getByText(desk.say('unlock:restore.done')).waitFor();

  await desk.unlock(caseworker.login, caseworker.password);
  for (const one of work) expect((await look(page, 'case.watch', { id: one.caseId })).case).toMatchObject({ id: one.caseId });
  // What had been pulled since the snapshot comes again.
  expect(await syncByBridge(page)).toMatchObject({ phase: 'done', error: null });
  expect((await look(page, 'person.find', { text: '', limit: 1 })).total).toBe(total);
  const [kept] = readdirSync(join(profile, 'damaged'));
  expect(readFileSync(join(profile, 'damaged', kept!, 'replica.db')).equals(damaged)).toBe(true);
  await must(page, 'session.lock', {});
});
