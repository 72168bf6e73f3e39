import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PlainDate } from '../../shared/base/plain-date.ts';
import { endOfSync, look, must, syncByBridge } from '../support/journey/bridge.ts';
import { startCentre, type Centre } from '../support/journey/centre.ts';
import { openDesk, type Desk } from '../support/journey/desk.ts';
import { ulan, zaisan } from '../support/journey/first-path.ts';
import { holdToast } from '../support/journey/hold-toast.ts';
import { withoutMouse } from '../support/journey/keys.ts';
import { caseworker, enrolLaptop, supervisor } from '../support/journey/laptop.ts';
import { inventedMan, unlockByBridge } from '../support/journey/office-day.ts';
import { bringLate } from '../support/journey/late-data.ts';
import { pdfLetters } from '../support/journey/pdf-letters.ts';
import { holdBack } from '../support/journey/pull-plug-parts.ts';

/** With TIREK_SHOTS=FOLDER pictures are taken on the way. */
const shots = process.env.TIREK_SHOTS;
const folder = mkdtempSync(join(tmpdir(), 'tirek-desk-'));
let [centre, desk] = [undefined as never as Centre, undefined as never as Desk];

beforeAll(async () => {
  centre = await startCentre(join(folder, 'centre'));
  desk = await openDesk(await enrolLaptop(centre, folder, ulan.kato, 'ulan-1'));
  await unlockByBridge(desk.page, caseworker);
  for (let n = 1; n <= 8; n += 1) await handOver(n);
});
afterAll(async () => {
  await desk?.close().catch(() => undefined);
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A case for the state benefit, handed over by whoever is at the laptop. */
const handOver = async (n: number) => {
  const { id: personId } = await must(desk.page, 'person.register', inventedMan(n, ulan.kato));
  const { id } = await must(desk.page, 'case.open', { personId, risk: 'loss-of-work-capacity', claims: ['disability-benefit'] });
  await must(desk.page, 'case.saveDraft', { id, facts: { law: { disabilityCategory: 'II', disabilityCause: 'general-illness', disabilityFrom: '2026-03-02' } } });
  await must(desk.page, 'case.handOver', { id });
  return id;
};
const queue = (kinds: readonly ('review' | 'release')[]) => look(desk.page, 'queue.list', { filter: { kinds: [...kinds] }, offset: 0, limit: 50 });

/** What of the window the toasts lie over: the rail, the status line, primary actions, the row or field with the focus. Throws where there is no toast. */
const covered = async (page: Page): Promise<string[]> => {
  await holdToast(page.getByTestId('toast').last());
  return page.evaluate(() => {
    const toasts = [...document.querySelectorAll('[data-testid="toast"]')].map((toast) => toast.getBoundingClientRect());
    const focus = document.getElementById(document.activeElement?.getAttribute('aria-activedescendant') ?? '') ?? document.activeElement;
    return [...document.querySelectorAll('nav, [data-testid="status-line"], button[data-variant="filled"]'), ...(focus ? [focus] : [])]
      .filter((one) => { const box = one.getBoundingClientRect(); return toasts.some((toast) => box.left < toast.right && toast.left < box.right && box.top < toast.bottom && toast.top < box.bottom); })
      .map((one) => one.textContent);
  });
};

it('a routine case is read and decided in at most six keystrokes, and the next one is there', async () => {
  const { page } = desk;
  await desk.lock();
  await desk.unlock(supervisor.login, supervisor.password);
  // the queue is a supervisor's first room
  await page.getByTestId('queue-table').waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'grid');
  await page.evaluate(() => addEventListener('keydown', () => Object.assign(window, { keys: ((window as never as { keys?: number }).keys ?? 0) + 1 }), true));
  const read = () => page.getByTestId('case-view').locator('h1').innerText();
  const first = await read();
  await page.keyboard.press('j');
  await expect.poll(read).not.toBe(first);
  const second = await read();
  await page.keyboard.press('a');
  await expect.poll(async () => (await queue(['release'])).total).toBe(1);
  expect((await queue(['release'])).rows[0]).toMatchObject({ personKk: second });
  expect(await page.evaluate(() => (window as never as { keys: number }).keys)).toBeLessThanOrEqual(6);
  // the next case has come to its place, and the list still has the keys
  await expect.poll(read).not.toBe(second);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
});

it('a list whose rows come late has the keys all the same', async () => {
  const { page } = desk;
  await bringLate(desk, 2000);
  await page.reload();
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'grid');
  await bringLate(desk, 0);
  await page.reload();
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'grid');
});

it('several are chosen with the keyboard, approved at once and taken back at once', async () => {
  const { page } = desk;
  const hands = withoutMouse(desk);
  await page.getByTestId('queue-table').focus();
  await hands.press('Home');
  await hands.press('Space');
  await hands.press('Shift+ArrowDown');
  await hands.press('Shift+ArrowDown');
  await page.getByTestId('marked-bar').getByText(desk.say('desk:chosen_other').replace('{{count}}', '3')).waitFor();
  await hands.press('a');
  await expect.poll(async () => (await queue(['release'])).total).toBe(4);
  await page.getByTestId('marked-bar').waitFor({ state: 'detached' });
  // what is said in passing replaces its like and lies over no room, no primary action and not over what has the focus
  expect(await covered(page)).toEqual([]);
  await page.getByTestId('undo').last().click();
  await expect.poll(async () => (await queue(['release'])).total).toBe(1);
  expect(hands.lost).toEqual([]);
});

it('a case goes back with a word at a field; the caseworker sees it there, and the supervisor sees what was mended', async () => {
  const { page } = desk;
  await desk.room('all');
  await desk.room('review');
  await page.getByTestId('queue-table').focus();
  await page.keyboard.press('Home');
  await page.getByTestId('review-panel').waitFor();
  const name = await page.getByTestId('case-view').locator('h1').innerText();
  await page.keyboard.press('r');
  await page.getByTestId('return-field').click();
  await page.getByRole('option', { name: desk.say('case:field.note') }).waitFor();
  await page.getByRole('option').nth(3).click();
  await page.getByTestId('return-field-text').fill('Актіде 5 сәуір');
  await page.getByTestId('return-confirm').click();
  await expect.poll(async () => (await look(page, 'case.counts', {})).returned).toBe(1);
  const [returned] = (await look(page, 'queue.list', { filter: { kinds: ['returned'] }, offset: 0, limit: 1 })).rows;
  expect(returned).toMatchObject({ personKk: name });
  await desk.lock();
  await desk.unlock(caseworker.login, caseworker.password);
  await desk.room('returned');
  await page.getByTestId('table-row').first().dblclick();
  await expect.poll(() => page.getByTestId('field-note').innerText()).toContain('Актіде 5 сәуір');
  if (shots !== undefined) await page.screenshot({ path: join(shots, 'field-note.png') });
  await must(page, 'case.saveDraft', { id: returned!.caseId!, facts: { law: { disabilityFrom: '2026-04-05' } } });
  await must(page, 'case.handOver', { id: returned!.caseId! });
  await desk.lock();
  await desk.unlock(supervisor.login, supervisor.password);
  await page.getByTestId('queue-kind').click();
  await page.getByRole('option', { name: desk.say('desk:kind.answered') }).click();
  await expect.poll(() => page.getByTestId('changes').locator('tbody tr').count()).toBe(1);
  await expect.poll(() => page.getByTestId('changes').innerText()).toMatch(/02\.03\.2026[\s\S]*05\.04\.2026/);
  for (const language of shots === undefined ? [] : (['kk', 'ru', 'en'] as const)) {
    await desk.speak(language);
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(shots!, `review-${language}.png`) });
  }
  await desk.speak('kk');
  await page.getByTestId('queue-views').click();
  await page.getByTestId('queue-all').click();
});

it('the queue is filtered by typing, and a filter kept under a name comes back', async () => {
  const { page } = desk;
  const total = page.getByTestId('queue-total');
  await page.getByTestId('queue-table').focus();
  await page.keyboard.press('f');
  await page.keyboard.type('ойдан3');
  await expect.poll(() => total.innerText()).toBe(desk.say('desk:total_one').replace('{{count}}', '1'));
  await page.getByTestId('queue-views').click();
  await page.getByTestId('queue-keep').click();
  await page.keyboard.type('Үшінші');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByTestId('queue-views').innerText()).toContain('Үшінші');
  await page.getByTestId('queue-views').click();
  await page.getByTestId('queue-all').click();
  await expect.poll(() => total.innerText()).toBe(desk.say('desk:total_other').replace('{{count}}', '8'));
  await page.getByTestId('queue-views').click();
  await page.getByTestId('queue-view').click();
  await expect.poll(() => total.innerText()).toBe(desk.say('desk:total_one').replace('{{count}}', '1'));
});

it('a batch is composed by hand, its totals follow, what is left out waits, and its register is printed', async () => {
  const { page } = desk;
  await desk.room('review');
  await page.getByTestId('queue-views').click();
  await page.getByTestId('queue-all').click();
  for (const { caseId } of (await queue(['review'])).rows.slice(0, 2)) await must(page, 'case.approve', { id: caseId! });
  await desk.room('batches');
  const totals = page.getByTestId('batch-totals');
  await page.getByTestId('case-table').focus();
  await expect.poll(() => totals.innerText()).toContain('268\u00a0494');
  await page.keyboard.press('Space');
  await expect.poll(() => totals.innerText()).toContain('178\u00a0996');
  for (const language of shots === undefined ? [] : (['kk', 'ru', 'en'] as const)) {
    await desk.speak(language);
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(shots!, `batch-${language}.png`) });
  }
  await desk.speak('kk');
  await page.getByLabel(desk.say('batch:password'), { exact: true }).fill(supervisor.password);
  await page.getByTestId('batch-sign').click();
  await expect.poll(async () => (await look(page, 'batch.list', {})).rows.map(({ cases }) => cases)).toEqual([2]);
  expect((await look(page, 'batch.preview', {})).cases).toHaveLength(1);
  const [batch] = (await look(page, 'batch.list', {})).rows;
  for (const language of ['kk', 'ru'] as const) {
    const { path = '', html } = await must(page, 'batch.paper', { id: batch!.id, language });
    expect(html).toBeUndefined();
    const letters = pdfLetters(readFileSync(path));
    expect([...(language === 'kk' ? 'ғқңөұүі' : 'абвгдежзиклмнопр')].filter((letter) => !letters.has(letter))).toEqual([]);
    if (shots !== undefined) copyFileSync(path, join(shots, `register-${language}.pdf`));
  }
  await page.getByTestId('batch-register-ru').click();
  await page.getByTestId('open-paper').waitFor();
});

it('the centre is killed in the middle of a batch: nothing is said to be received until it is, and the second office gets its case', async () => {
  const { page } = desk;
  const { rows } = await queue(['review']);
  const [waiting, moving] = [rows[0]!.caseId!, (await look(page, 'batch.preview', {})).cases[0]!.id];
  // every step of a review is an entry, and the centre has to take each
  await must(page, 'case.putAside', { id: waiting, until: '2099-01-05' as PlainDate, reason: 'Анықтама күтілуде' });
  await must(page, 'case.takeUp', { id: waiting });
  await must(page, 'case.return', { id: waiting, reason: 'Байқаусызда', fields: [{ field: 'note', text: 'Толықтырыңыз' }] });
  await must(page, 'case.recall', { id: waiting });
  await must(page, 'case.reassign', { id: waiting, to: (await look(page, 'case.workers', {})).rows[0]!.id });
  await must(page, 'case.putAside', { id: waiting, until: '2099-01-05' as PlainDate, reason: 'Тағы да' });
  await must(page, 'case.approve', { id: waiting });
  await must(page, 'case.transfer', { id: moving, to: zaisan.kato, reason: 'Көшті' });
  await must(page, 'batch.sign', { password: supervisor.password });

  const held = await holdBack(centre);
  await must(page, 'sync.start', {});
  await held.reached();
  await centre.kill();
  await held.letGo();
  expect(await endOfSync(page)).toMatchObject({ phase: 'failed', error: { type: 'Offline' } });
  await desk.room('batches');
  const batches = () => look(page, 'batch.list', {}).then((list) => list.rows);
  for (const { entries, received } of await batches()) expect(received).toBeLessThan(entries);
  expect(await page.getByTestId('batch-list').innerText()).not.toContain('●');

  centre = await startCentre(join(folder, 'centre'), Number(new URL(centre.listening).port));
  expect(await syncByBridge(page)).toMatchObject({ phase: 'done', error: null });
  for (const { entries, received, quarantined } of await batches()) expect({ received, quarantined }).toEqual({ received: entries, quarantined: 0 });
  expect((await look(page, 'case.watch', { id: waiting })).travel).toBe('received');
  expect(await centre.counts()).toMatchObject({ quarantined: 0 });

  const away = await openDesk(await enrolLaptop(centre, folder, zaisan.kato, 'zaisan-1'));
  try {
    await unlockByBridge(away.page, supervisor);
    expect(await syncByBridge(away.page)).toMatchObject({ phase: 'done', error: null });
    expect((await look(away.page, 'case.watch', { id: moving })).case).toMatchObject({ status: 'approved', district: zaisan.kato });
    expect((await look(away.page, 'case.watch', { id: waiting })).case).toBeNull();
  } finally {
    await away.close();
  }
});
