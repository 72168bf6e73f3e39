import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PersonId } from '../../shared/base/ids.ts';
import { look, must, syncByBridge } from '../support/journey/bridge.ts';
import { startCentre, type Centre } from '../support/journey/centre.ts';
import { openDesk, type Desk } from '../support/journey/desk.ts';
import { everyLook } from '../support/journey/every-look.ts';
import { ulan } from '../support/journey/first-path.ts';
import { holdToast } from '../support/journey/hold-toast.ts';
import { caseworker, enrolLaptop, supervisor } from '../support/journey/laptop.ts';
import { releaseByBridge, unlockByBridge, workDay } from '../support/journey/office-day.ts';
import { takePicture } from '../support/journey/take-picture.ts';

// Two laptops of one office say, without a line, different things of the same people. A supervisor sees both values and decides by keyboard; both laptops then show the outcome.
const folder = mkdtempSync(join(tmpdir(), 'tirek-conflicts-'));
let [centre, first, second] = [undefined as never as Centre, undefined as never as Desk, undefined as never as Desk];
/** The kept records, and the family name that each laptop took over. */
const disputed: { keep: PersonId; left: string; right: string }[] = [];

const send = async (...desks: Desk[]) => {
  for (const desk of desks) expect(await syncByBridge(desk.page)).toMatchObject({ phase: 'done', error: null });
};
const nameOf = async (desk: Desk, id: PersonId) => (await look(desk.page, 'person.watch', { id })).person?.lastNameKk ?? '';
const sign = (desk: Desk) => must(desk.page, 'batch.sign', { password: supervisor.password });
const changeShift = async (desk: Desk, staff: typeof caseworker) => {
  await must(desk.page, 'session.lock', {});
  await desk.page.getByTestId('unlock-form').waitFor();
  await unlockByBridge(desk.page, staff);
};

beforeAll(async () => {
  centre = await startCentre(join(folder, 'centre'));
  const profiles = await Promise.all(['ulan-1', 'ulan-2'].map((name) => enrolLaptop(centre, folder, ulan.kato, name)));
  [first, second] = (await Promise.all(profiles.map((profile) => openDesk(profile)))) as [Desk, Desk];
  await unlockByBridge(first.page, caseworker);
  const work = await workDay(first.page, ulan.kato, 1, 9);
  await changeShift(first, supervisor);
  await releaseByBridge(first.page, work, supervisor.password);
  await unlockByBridge(second.page, supervisor);
  await send(first, second);
  const people = work.map(({ personId }) => personId);
  for (const at of [0, 3, 6]) {
    const [keep, one, two] = people.slice(at, at + 3) as [PersonId, PersonId, PersonId];
    const [left, right] = [await nameOf(first, one), await nameOf(first, two)];
    await must(first.page, 'person.merge', { keep, other: one, take: ['lastNameKk', 'lastNameRu'] });
    await must(second.page, 'person.merge', { keep, other: two, take: ['lastNameKk', 'lastNameRu'] });
    disputed.push({ keep, left, right });
  }
});
afterAll(async () => {
  await Promise.all([first, second].map((desk) => desk?.close().catch(() => undefined)));
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const stay = async () => undefined;
/** What axe finds of the screen in each look. */
const visit = (desk: Desk, name: string, come: () => Promise<void> = stay, leave: () => Promise<void> = stay) => everyLook(desk, { [name]: come }, leave);

const rows = (desk: Desk) => desk.page.getByTestId('conflict-table').getByTestId('table-row');
const grid = (desk: Desk) => desk.page.getByTestId('conflict-table');

it('teaches what comes here while nothing does', async () => {
  await first.room('conflicts');
  await first.page.getByText(first.say('conflicts:empty.title')).waitFor();
  expect(await visit(first, 'conflicts-empty')).toEqual([]);
});

it('shows both values on both laptops, live, as soon as a sync has brought them', async () => {
  await second.room('conflicts');
  await sign(first);
  await sign(second);
  await send(first, second, first);
  await expect.poll(() => rows(first).count()).toBe(3);
  // All three came in one envelope: which is first is nobody's choice.
  const shown = (await look(first.page, 'conflict.list', {})).rows.map(({ document }) => document);
  disputed.sort((a, b) => shown.indexOf(a.keep) - shown.indexOf(b.keep));
  for (const desk of [first, second]) {
    await expect.poll(() => rows(desk).count()).toBe(3);
    await expect.poll(() => desk.page.getByTestId('room-conflicts').innerText()).toContain('3');
    for (const words of [disputed[0]!.left, disputed[0]!.right, supervisor.name, 'ulan-1', 'ulan-2']) await expect.poll(() => desk.page.getByTestId('conflict-sides').innerText()).toContain(words);
  }
  expect(await visit(first, 'conflicts')).toEqual([]);
  expect(await visit(first, 'conflicts-combine', async () => {
    await grid(first).focus();
    await first.page.keyboard.press('c');
    await first.page.getByTestId('combine-form').waitFor();
  }, async () => {
    await first.page.keyboard.press('Escape');
    await first.page.getByTestId('combine-form').waitFor({ state: 'detached' });
  })).toEqual([]);
});

it('stands in the queue of what waits, and Enter leads to its row in the room', async () => {
  const { page } = first;
  await first.room('review');
  await page.getByTestId('queue-table').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.getByTestId('open-conflict').waitFor();
  expect(await visit(first, 'queue-conflict')).toEqual([]);
  const at = (await look(page, 'queue.list', { filter: { kinds: ['conflict'] }, offset: 0, limit: 9 })).rows[1]!;
  const meant = disputed.find(({ keep }) => keep === at.personId)!;
  await page.getByTestId('queue-table').focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('conflict-sides').getByText(meant.right).first().waitFor();
  await expect.poll(() => page.getByTestId('conflict-sides').innerText()).toContain(meant.left);
  await grid(first).focus();
  await page.keyboard.press('Home');
  await page.getByTestId('conflict-sides').getByText(disputed[0]!.right).first().waitFor();
});

it('says in lists and on the record that it is in dispute', async () => {
  await second.search(disputed[0]!.left);
  await second.page.getByText(second.say('common:travel.disputed')).first().waitFor();
  await second.room('conflicts');
});

it('is decided by keyboard alone: a side, a third value, a question, several at a time; a slip is undone', async () => {
  const { page } = first;
  await grid(first).focus();
  // One side of the first, and back.
  await page.keyboard.press('2');
  await holdToast(page.getByTestId('toast').filter({ has: page.getByTestId('undo') }));
  await expect.poll(() => page.getByTestId('room-conflicts').innerText()).toContain('2');
  await page.getByTestId('undo').click();
  await expect.poll(() => page.getByTestId('room-conflicts').innerText()).toContain('3');
  // A question about it.
  await grid(first).focus();
  await page.keyboard.press('b');
  await page.getByTestId('ask-text').fill('Қай куәлік жаңа?');
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('conflict-notes').getByText('Қай куәлік жаңа?').waitFor();
  // Part by part, with a third value.
  await page.keyboard.press('c');
  await page.getByTestId('pick-third-lastNameKk').check();
  await page.getByTestId('third-lastNameKk').fill('Үшіншінов');
  await page.getByTestId('pick-right-lastNameRu').check();
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('combine-form').waitFor({ state: 'detached' });
  await expect.poll(() => page.getByTestId('room-conflicts').innerText()).toContain('2');
  // The two that are left, together.
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('2');
  await expect.poll(() => look(page, 'case.counts', {}).then(({ conflicts }) => conflicts)).toBe(0);
});

it('reaches both laptops with the next batch', async () => {
  await sign(first);
  await send(first, second);
  await expect.poll(() => rows(second).filter({ hasText: second.say('conflicts:state.resolved') }).count()).toBe(3);
  const outcomes = ['Үшіншінов', disputed[1]!.right, disputed[2]!.right];
  for (const desk of [first, second]) for (const [at, { keep }] of disputed.entries()) expect(await nameOf(desk, keep)).toBe(outcomes[at]);
  expect(await visit(second, 'conflicts-decided')).toEqual([]);
  await second.page.getByTestId('to-merges').click();
  await second.page.getByTestId('merge-row').first().waitFor();
  await takePicture(second.page, 'merges-undo-kk');
});
