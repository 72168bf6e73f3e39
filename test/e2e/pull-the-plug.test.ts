import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endOfSync, look, must, syncByBridge } from '../support/journey/bridge.ts';
import { fillCentre, startCentre, type Centre } from '../support/journey/centre.ts';
import { readBooks } from '../support/journey/closed-profile.ts';
import { openDesk, type Desk } from '../support/journey/desk.ts';
import { ulan } from '../support/journey/first-path.ts';
import { caseworker, enrolLaptop, supervisor } from '../support/journey/laptop.ts';
import { releaseByBridge, unlockByBridge, workDay, type Work } from '../support/journey/office-day.ts';
import { killHost, killShell } from '../support/journey/plug.ts';
import { holdBack, killPostgres, watchSaved } from '../support/journey/pull-plug-parts.ts';

const persons = 5000;
const folder = mkdtempSync(join(tmpdir(), 'tirek-plug-'));
let [centre, desk] = [undefined as never as Centre, undefined as never as Desk];
let profile = '';
let work: Work[] = [];
let registered = 0;

let ledgers = 0;

beforeAll(async () => {
  centre = await startCentre(join(folder, 'centre'));
  ledgers = await fillCentre(centre, folder, ulan.kato, persons);
  profile = await enrolLaptop(centre, folder, ulan.kato, 'ulan-1');
  desk = await openDesk(profile);
});
afterAll(async () => {
  await desk?.close().catch(() => undefined);
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const openNewestCase = async () => {
  await desk.room('mine');
  await desk.page.getByTestId('table-row').first().dblclick();
  await desk.page.getByTestId('facts-form').waitFor();
};
const note = () => desk.page.getByLabel(desk.say('case:field.note'));
const saved = () => desk.page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();

describe('kill -9 of the replica host', () => {
  it('in the middle of a first load of 5,000 persons: the next sync brings every one, once', async () => {
    await unlockByBridge(desk.page, supervisor);
    await must(desk.page, 'sync.start', {});
    await expect.poll(async () => (await look(desk.page, 'sync.watch', {})).itemsReceived, { interval: 1 }).toBeGreaterThan(0);
    await killHost(desk);
    await desk.page.getByTestId('unlock-form').waitFor();
    await unlockByBridge(desk.page, supervisor);
    const before = (await look(desk.page, 'person.find', { text: '', limit: 1 })).total;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(persons);
    const progress = await syncByBridge(desk.page);
    expect(progress).toMatchObject({ phase: 'done', error: null });
    // What was found before had come to stay; more may have, which the search did not know yet.
    expect(progress.itemsReceived).toBeGreaterThan(0);
    expect(progress.itemsReceived).toBeLessThanOrEqual(persons + ledgers - before);
    await expect.poll(async () => (await look(desk.page, 'person.find', { text: '', limit: 1 })).total).toBe(persons);
  });

  it('while a caseworker types: the window and the typed text stay, and it is saved once the laptop is unlocked again', async () => {
    const { page } = desk;
    await desk.lock();
    await desk.unlock(caseworker.login, caseworker.password);
    work = await workDay(page, ulan.kato, ++registered, 1, { draft: true });
    await page.evaluate(() => Object.assign(window, { sameWindow: true }));
    await openNewestCase();
    await note().pressSequentially('Жарақат 12.11 күні түсте, ', { delay: 20 });
    await saved();
    await note().evaluate((field) => field.addEventListener('input', () => Object.assign(window, { typed: (field as HTMLTextAreaElement).value })));
    await note().pressSequentially('таудағы егін', { delay: 5 });
    const killed = killHost(desk);
    await page.keyboard.type(' даласында болды');
    await killed;
    await page.getByTestId('unlock-form').waitFor();
    const typed = await page.evaluate(() => (window as unknown as { typed: string }).typed);
    expect(typed).toContain('таудағы егін');
    await desk.unlock(caseworker.login, caseworker.password);
    await openNewestCase();
    expect(await note().inputValue()).toBe(typed);
    await saved();
    expect(await page.evaluate(() => 'sameWindow' in window)).toBe(true);
    const seen = await look(page, 'case.watch', { id: work[0]!.caseId });
    // A space at the end is there or not, as the last save came before or after it.
    expect(seen.case?.facts.note.trim()).toBe(typed.trim());
  });
});

describe('kill -9 of the desktop itself', () => {
  it('while a caseworker types: all that the window had shown as saved is there at the next start', async () => {
    const promised = await watchSaved(desk, await note().elementHandle());
    await note().press('Control+End');
    // with a breath now and then: on a busy machine, too, the window comes to say that it is saved before all is typed
    const type = async () => {
      for (let words = 1; words <= 60; words++) {
        await note().pressSequentially(' Куәлар: ', { delay: 25 });
        if (words % 4 === 0) await saved();
      }
    };
    const typing = type().catch(() => undefined);
    await expect.poll(promised.count).toBeGreaterThan(3);
    await killShell(desk);
    await typing;
    const shown = promised.last();
    expect(shown.length).toBeGreaterThan(40);
    desk = await openDesk(profile);
    await desk.unlock(caseworker.login, caseworker.password);
    const seen = await look(desk.page, 'case.watch', { id: work[0]!.caseId });
    const kept = seen.case?.facts.note ?? '';
    expect(kept.startsWith(shown)).toBe(true);
    expect(seen.history.map((row) => row.command)).toEqual(['case.open', 'case.saveDraft']);
    expect((await look(desk.page, 'case.list', { room: 'mine' })).total).toBe(1);
  });
});

describe('kill -9 of the server', () => {
  const release = async (count: number) => {
    const { page } = desk;
    await must(page, 'session.lock', {});
    await unlockByBridge(page, caseworker);
    const today = await workDay(page, ulan.kato, registered + 1, count);
    registered += count;
    await must(page, 'session.lock', {});
    await unlockByBridge(page, supervisor);
    await releaseByBridge(page, today, supervisor.password);
    work.push(...today);
  };
  /** What must be at the centre after everything released has been sent: every entry once, with its receipt. */
  const expectAllThere = async () => {
    const progress = await syncByBridge(desk.page);
    expect(progress).toMatchObject({ phase: 'done', error: null });
    expect(await look(desk.page, 'status.watch', {})).toMatchObject({ unsent: 0, quarantined: 0 });
    const { rows } = await look(desk.page, 'batch.list', {});
    const entries = rows.reduce((sum, row) => sum + row.entries, 0);
    expect(rows.reduce((sum, row) => sum + row.received, 0)).toBe(entries);
    const cases = work.length - 1; // the one that is still being typed stays in the office
    expect(await centre.counts()).toMatchObject({ persons: persons + cases, cases, batches: rows.length, entries, receipts: entries, quarantined: 0 });
  };
  const restart = async () => {
    const port = Number(new URL(centre.listening).port);
    centre = await startCentre(join(folder, 'centre'), port);
  };

  it('in the middle of its transaction, and of the laptop that waits for its answer', async () => {
    await release(30);
    const held = await holdBack(centre);
    await must(desk.page, 'sync.start', {});
    await held.reached();
    await killHost(desk);
    await centre.kill();
    await held.letGo();
    await restart();
    await desk.page.getByTestId('unlock-form').waitFor();
    await unlockByBridge(desk.page, supervisor);
    await expectAllThere();
  });

  it('right after it has committed, before its answer is read', async () => {
    await release(10);
    const held = await holdBack(centre);
    await must(desk.page, 'sync.start', {});
    await held.reached();
    await held.letGo();
    await held.committed();
    await centre.kill();
    await endOfSync(desk.page);
    await restart();
    await expectAllThere();
  });

  it('while it takes the envelope in', async () => {
    await release(10);
    const held = await holdBack(centre);
    await must(desk.page, 'sync.start', {});
    await held.reached();
    await centre.kill();
    await held.letGo();
    expect(await endOfSync(desk.page)).toMatchObject({ phase: 'failed', error: { type: 'Offline' } });
    expect(await look(desk.page, 'status.watch', {})).toMatchObject({ link: 'down' });
    await restart();
    await expectAllThere();
  });

  it('and of its PostgreSQL: the laptop is told, and loses nothing', async () => {
    await release(5);
    await must(desk.page, 'sync.start', {});
    await killPostgres(join(folder, 'centre'));
    const ended = await endOfSync(desk.page);
    if (ended.phase !== 'done') expect(ended.error?.type).toMatch(/^(Offline|ServerRefused)$/);
    await centre.kill();
    await restart();
    await expectAllThere();
  });
});

it('leaves books that add up: every entry once, every document what its entries say', async () => {
  await desk.close();
  const books = await readBooks(profile, supervisor);
  expect(books.faults).toEqual([]);
  expect(books).toMatchObject({ persons: persons + work.length, cases: work.length, received: books.released });
});
