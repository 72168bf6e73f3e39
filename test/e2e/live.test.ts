import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KatoCode } from '../../shared/domain/kato.ts';
import { look, must, syncByBridge } from '../support/journey/bridge.ts';
import { startCentre, type Centre } from '../support/journey/centre.ts';
import { openDesk, type Desk } from '../support/journey/desk.ts';
import { ulan, zaisan } from '../support/journey/first-path.ts';
import { foreignWords } from '../support/journey/foreign-words.ts';
import { caseworker, enrolLaptop, supervisor } from '../support/journey/laptop.ts';
import { firstRisk, inventedMan, releaseByBridge, unlockByBridge, workDay, type Work } from '../support/journey/office-day.ts';

const folder = mkdtempSync(join(tmpdir(), 'tirek-live-'));
let [centre, first, second] = [undefined as never as Centre, undefined as never as Desk, undefined as never as Desk];
let work: Work[] = [];

beforeAll(async () => {
  centre = await startCentre(join(folder, 'centre'));
  const profiles = await Promise.all(['ulan-1', 'ulan-2'].map((name) => enrolLaptop(centre, folder, ulan.kato, name)));
  [first, second] = (await Promise.all(profiles.map((profile) => openDesk(profile)))) as [Desk, Desk];
});
afterAll(async () => {
  await Promise.all([first, second].map((desk) => desk?.close().catch(() => undefined)));
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const changeShift = async (desk: Desk, staff: typeof caseworker) => {
  await must(desk.page, 'session.lock', {});
  await desk.page.getByTestId('unlock-form').waitFor();
  await unlockByBridge(desk.page, staff);
};
const send = async (desk: Desk) => expect(await syncByBridge(desk.page)).toMatchObject({ phase: 'done', error: null });
/** The second laptop syncs without leaving its screen, which is marked to be the very same element afterwards. */
const bring = async (mark: string) => {
  await second.page.locator(mark).first().evaluate((element) => Object.assign(window, { marked: element }));
  await send(second);
};
const stillThere = () => second.page.evaluate(() => (window as unknown as { marked: Element }).marked.isConnected);

describe('a screen that is open while a sync brings a change', () => {
  it('a worklist gets the new case', async () => {
    await unlockByBridge(first.page, caseworker);
    work = await workDay(first.page, ulan.kato, 1, 1);
    await changeShift(first, supervisor);
    await releaseByBridge(first.page, work, supervisor.password);
    await send(first);
    await unlockByBridge(second.page, supervisor);
    await second.room('all');
    await second.page.getByText(second.say('case:empty.all.title')).waitFor();
    await bring('main h1');
    const row = second.page.getByTestId('table-row').filter({ hasText: inventedMan(1, ulan.kato).lastNameKk });
    await row.waitFor();
    expect(await second.page.getByTestId('table-row').count()).toBe(1);
    await expect.poll(() => second.page.getByTestId('room-all').innerText()).toContain('1');
    expect(await stillThere()).toBe(true);
  });

  it('a person\'s card gets their second case', async () => {
    await (await second.search(inventedMan(1, ulan.kato).iin ?? '')).first().click();
    const rows = second.page.getByTestId('case-table').getByTestId('table-row');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(1);
    await changeShift(first, caseworker);
    const { personId } = work[0]!;
    const { id: caseId } = await must(first.page, 'case.open', { personId, risk: await firstRisk(first.page) });
    await must(first.page, 'case.saveDraft', { id: caseId, facts: { onsetDate: '2026-02-03' } });
    await must(first.page, 'case.handOver', { id: caseId });
    await changeShift(first, supervisor);
    await releaseByBridge(first.page, [{ personId, caseId }], supervisor.password);
    await send(first);
    // It may be there already: the centre's notice begins a sync by itself.
    await bring('main h1');
    await expect.poll(() => rows.count()).toBe(2);
    expect(await stillThere()).toBe(true);
  });

  it('a case becomes the trace of its transfer', async () => {
    await second.page.getByTestId('case-table').getByTestId('table-row').last().dblclick();
    const view = second.page.getByTestId('case-view');
    await view.waitFor();
    const { case: seen } = await look(second.page, 'case.watch', { id: work[0]!.caseId });
    await view.getByText(seen?.facts.employer ?? '').waitFor();
    await must(first.page, 'case.transfer', { id: work[0]!.caseId, to: zaisan.kato as KatoCode, reason: '' });
    await must(first.page, 'batch.sign', { password: supervisor.password });
    await send(first);
    await bring('[data-testid="case-view"]');
    await second.page.locator('[data-testid="case-view"][data-status="transferredAway"]').waitFor();
    const trace = await second.page.getByTestId('transfer-trace').innerText();
    for (const words of [supervisor.name, ulan.name, zaisan.name]) expect(trace).toContain(words);
    expect(await view.getByText(seen?.facts.employer ?? '').count()).toBe(0);
    expect(await stillThere()).toBe(true);
  });

  it('a search that found nobody finds who has come', async () => {
    // By number: a name finds those who are spelt nearly so.
    await second.search(inventedMan(2, ulan.kato).iin ?? '');
    await second.page.getByText(second.say('person:nobody.text')).waitFor();
    await changeShift(first, caseworker);
    const more = await workDay(first.page, ulan.kato, 2, 1);
    await changeShift(first, supervisor);
    await releaseByBridge(first.page, more, supervisor.password);
    await send(first);
    await bring('main h1');
    await second.page.getByTestId('person-result').filter({ hasText: inventedMan(2, ulan.kato).lastNameKk }).waitFor();
    expect(await stillThere()).toBe(true);
  });
});

describe('another language', () => {
  const judge = foreignWords();
  const expectLanguages = async (desk: Desk, screen: string, least: number, stays: () => Promise<void> = async () => undefined) => {
    for (const language of ['kk', 'ru', 'en', 'kk'] as const) {
      await desk.speak(language);
      const seen = await judge(desk.page, language);
      expect({ screen, language, foreign: seen.foreign }).toEqual({ screen, language, foreign: [] });
      expect(seen.own).toBeGreaterThan(least);
      await stays();
    }
  };

  it('is there at once on every main screen: nothing of the former one is left, nothing is loaded again', async () => {
    const { page } = second;
    await page.evaluate(() => Object.assign(window, { sameWindow: true }));
    for (const room of ['review', 'people', 'all', 'transferred', 'batches', 'sync']) {
      await second.room(room);
      await expectLanguages(second, room, 20);
    }
    await (await second.search(inventedMan(2, ulan.kato).iin ?? '')).first().click();
    await page.getByTestId('case-table').getByTestId('table-row').first().waitFor();
    await expectLanguages(second, 'person', 25);
    await page.getByTestId('case-table').getByTestId('table-row').first().dblclick();
    await page.getByTestId('case-view').waitFor();
    await expectLanguages(second, 'case', 25);
    await page.keyboard.press('F1');
    await page.getByTestId('help').waitFor();
    await expectLanguagesInHelp();
    await second.lock();
    await expectLanguages(second, 'unlock', 3);
    expect(await page.evaluate(() => 'sameWindow' in window)).toBe(true);

    async function expectLanguagesInHelp() {
      // the switch is behind the dialog: its words are judged in the language that is spoken
      expect((await judge(page, 'kk')).foreign).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByTestId('help').waitFor({ state: 'detached' });
    }
  });

  it('leaves what is being typed as it is: a registration and a draft', async () => {
    const { page } = second;
    await second.unlock(caseworker.login, caseworker.password);
    for (const room of ['mine', 'returned']) {
      await second.room(room);
      await expectLanguages(second, room, 20);
    }
    await page.keyboard.press('Control+i');
    await page.locator('#field-lastNameKk').fill('Жазылып жатқан');
    await page.locator('#field-iin').fill('12');
    await expectLanguages(second, 'register', 30, async () => {
      expect(await page.locator('#field-lastNameKk').inputValue()).toBe('Жазылып жатқан');
      expect(await page.locator('#field-iin').inputValue()).toBe('12');
    });
    const [draft] = (await workDay(page, ulan.kato, 3, 1, { draft: true })) as [Work];
    await second.room('mine');
    await page.getByTestId('table-row').first().dblclick();
    await page.getByTestId('facts-form').waitFor();
    const note = page.getByTestId('facts-form').locator('textarea');
    const typed = 'Тіл ауысқанда да қалады';
    await note.pressSequentially(typed);
    await expectLanguages(second, 'draft', 30, async () => expect(await note.inputValue()).toBe(typed));
    await expect.poll(async () => (await look(page, 'case.watch', { id: draft.caseId })).case?.facts.note).toBe(typed);
    expect(await page.evaluate(() => 'sameWindow' in window)).toBe(true);
  });
});
