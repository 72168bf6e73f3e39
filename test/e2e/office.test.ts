import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProgram } from '../../scripts/demo/run-program.ts';
import { addDays } from '../../shared/base/date-steps.ts';
import { instantOf } from '../../shared/base/instant.ts';
import { officeDay } from '../../shared/base/office-day.ts';
import type { Bridge } from '../../shared/ipc/bridge.ts';
import { axeFaults } from '../support/journey/axe-faults.ts';
import { look, must } from '../support/journey/bridge.ts';
import { startCentre, type Centre } from '../support/journey/centre.ts';
import { openCrookedLine } from '../support/journey/crooked-line.ts';
import { openDesk, type Desk } from '../support/journey/desk.ts';
import { approveAndSign, gulnur, registerAndHandOver, ulan } from '../support/journey/first-path.ts';
import { caseworker, enrolLaptop, supervisor } from '../support/journey/laptop.ts';
import { inventedMan } from '../support/journey/office-day.ts';

// Two laptops of one office, the first without a line from the morning on: its case is reviewed, signed and handed in by the second, and its receipt comes back by stick. Real windows; the folder that a person would choose is named beforehand.
const shots = process.env['TIREK_SHOTS'];
const folder = mkdtempSync(join(tmpdir(), 'tirek-office-'));
const stick = join(folder, 'stick');
let [centre, line] = [undefined as unknown as Centre, undefined as unknown as Awaited<ReturnType<typeof openCrookedLine>>];
let [first, second] = [undefined as unknown as Desk, undefined as unknown as Desk];

beforeAll(async () => {
  mkdirSync(stick);
  centre = await startCentre(join(folder, 'centre'));
  line = await openCrookedLine(centre.listening);
  const profiles = [await enrolLaptop(centre, folder, ulan.kato, 'ulan-1', { server: line.url }), await enrolLaptop(centre, folder, ulan.kato, 'ulan-2')];
  process.env['TIREK_STICK'] = stick;
  [first, second] = [await openDesk(profiles[0]!), await openDesk(profiles[1]!)];
});
afterAll(async () => {
  delete process.env['TIREK_STICK'];
  await first?.close();
  await second?.close();
  await line?.close();
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const byStick = async ({ room, page }: Desk, work: 'write' | 'read') => {
  await room('sync');
  await page.getByTestId(`stick-${work}`).click();
  // the panel may still say `done` of the work before: of this one it says what was written or taken
  await expect.poll(async () => {
    const { phase, written, taken } = await look(page, 'stick.watch', {});
    return phase === 'done' && (work === 'write' ? written : taken) !== null;
  }).toBe(true);
};
describe('the office', () => {
  test('a case taken on a laptop without a line is reviewed, signed and sent from another, and the first says that it is received', async () => {
    for (const desk of [first, second]) {
      await desk.unlock(supervisor.login, supervisor.password);
      expect(await desk.sync()).toBe('done');
    }
    await second.lock();
    await first.lock();
    line.set('away');

    await registerAndHandOver(first);
    await byStick(first, 'write');
    await second.unlock(supervisor.login, supervisor.password);
    await byStick(second, 'read');
    const laptop = second.page.locator('[data-testid="office-laptop"][data-own="false"]');
    await laptop.waitFor();
    for (const language of ['kk', 'ru', 'en'] as const) {
      await second.speak(language);
      expect(await laptop.innerText()).toContain(second.say('sync:office.via.stick'));
      expect(await axeFaults(second.page)).toEqual([]);
      if (shots !== undefined) {
        await laptop.scrollIntoViewIfNeeded();
        await second.page.screenshot({ path: join(shots, `office-${language}.png`), animations: 'disabled' });
      }
    }
    await second.speak('kk');
    await second.lock();
    await approveAndSign(second);
    expect(await second.sync()).toBe('done');
    expect(await look(second.page, 'status.watch', {})).toMatchObject({ unsent: 0, quarantined: 0 });
    await byStick(second, 'write');
    await second.room('sync');
    if (shots !== undefined) {
      await laptop.scrollIntoViewIfNeeded();
      await second.page.screenshot({ path: join(shots, 'office-sent.png'), animations: 'disabled' });
    }

    expect(await look(first.page, 'status.watch', {})).toMatchObject({ unsent: 0 });
    expect((await look(first.page, 'status.watch', {})).unreleased).toBeGreaterThan(0);
    await byStick(first, 'read');
    expect(await look(first.page, 'status.watch', {})).toMatchObject({ unsent: 0, unreleased: 0, quarantined: 0 });
    await (await first.search(gulnur.iin)).first().waitFor();
    await first.page.keyboard.press('Enter');
    await first.page.getByTestId('case-table').getByTestId('table-row').first().dblclick();
    await first.page.locator('[data-testid="case-view"][data-status="approved"]').waitFor();
    if (shots !== undefined) await first.page.screenshot({ path: join(shots, 'office-received.png'), animations: 'disabled' });
    await expect.poll(() => first.page.getByTestId('case-view').innerText()).toContain(first.say('common:travel.received'));
    expect(await centre.counts()).toMatchObject({ cases: 1, quarantined: 0 });
  });

  test('a supervisor who goes on leave appoints by a signed order; whoever acts has the queue, and may not approve their own work; the order is ended', async () => {
    const { page } = second;
    await second.room('settings');
    await page.getByTestId('acting-who').click();
    await page.getByRole('option', { name: caseworker.name }).click();
    await page.getByTestId('acting-number').fill('14-ж');
    await page.locator('#acting-to').fill('31.12.2099');
    await page.getByTestId('acting-password').fill(supervisor.password);
    await page.getByTestId('acting-appoint').click();
    await page.getByTestId('acting-form').getByText(second.say('errors:issue.overYear')).waitFor();
    await page.locator('#acting-to').fill(addDays(officeDay(instantOf(Date.now())), 7).split('-').reverse().join('.'));
    await page.keyboard.press('Enter');
    await page.locator('[data-testid="acting-row"][data-state="inForce"]').waitFor();
    for (const language of ['ru', 'en', 'kk'] as const) {
      await second.speak(language);
      expect(await axeFaults(second.page)).toEqual([]);
      if (shots !== undefined) await page.screenshot({ path: join(shots, `acting-${language}.png`), animations: 'disabled' });
    }
    await second.lock();

    await second.unlock(caseworker.login, caseworker.password);
    await page.getByTestId('queue-table').or(page.getByText(second.say('desk:empty.title'))).first().waitFor();
    await expect.poll(() => page.getByTestId('who').innerText()).toContain(second.say('shell:acting').split('{{')[0]!.trim());
    const { id: personId } = await must(page, 'person.register', inventedMan(9, ulan.kato));
    const { id } = await must(page, 'case.open', { personId, risk: 'loss-of-work-capacity', claims: ['disability-benefit'] });
    await must(page, 'case.saveDraft', { id, facts: { law: { disabilityCategory: 'II', disabilityCause: 'general-illness', disabilityFrom: '2026-03-02' } } });
    await must(page, 'case.handOver', { id });
    await page.getByTestId('review-panel').getByText(second.say('desk:warn.ownWork')).first().waitFor();
    if (shots !== undefined) await page.screenshot({ path: join(shots, 'acting-queue.png'), animations: 'disabled' });
    await page.getByTestId('queue-table').focus();
    await page.keyboard.press('a');
    await page.getByText(second.say('errors:rule.fourEyes')).first().waitFor();

    await second.lock();
    await second.unlock(supervisor.login, supervisor.password);
    await second.room('settings');
    await page.getByTestId('acting-end').click();
    await page.getByTestId('acting-end-form').locator('input[type="password"]').fill(supervisor.password);
    await page.keyboard.press('Enter');
    await page.locator('[data-testid="acting-row"][data-state="ended"]').waitFor();
  });

  test('a document taken in on one laptop is fetched on the other by keyboard: without a line it says so, with one it is looked at', async () => {
    const person = inventedMan(31, ulan.kato);
    await second.lock();
    await second.unlock(caseworker.login, caseworker.password);
    const { id: personId } = await must(second.page, 'person.register', person);
    const { id } = await must(second.page, 'case.open', { personId, risk: 'loss-of-work-capacity', claims: ['disability-benefit'] });
    await must(second.page, 'case.saveDraft', { id, facts: { law: { disabilityCategory: 'II', disabilityCause: 'general-illness', disabilityFrom: '2026-03-02' } } });
    // A picture of one red dot; a call over the page's own bridge, for bytes do not pass through the driver.
    const added = await second.page.evaluate(([caseId, picture]) => {
      const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
      return (window as unknown as { bridge: Bridge }).bridge.call('scan.add', { caseId, document: 'identity', name: 'куәлік.png', type: 'image/png', bytes });
    }, [id as string, 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='] as const);
    expect(added).toMatchObject({ ok: true });
    await must(second.page, 'case.handOver', { id });
    await second.lock();
    await second.unlock(supervisor.login, supervisor.password);
    await must(second.page, 'case.approve', { id });
    await must(second.page, 'batch.sign', { password: supervisor.password });
    expect(await second.sync()).toBe('done');

    const { page } = first;
    line.set(undefined);
    expect(await first.sync()).toBe('done');
    line.set('away');
    await (await first.search(person.iin!)).first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByTestId('case-table').getByTestId('table-row').first().dblclick();
    await page.getByTestId('part-documents').click();
    await page.getByTestId('scan-open').click();
    await page.locator('[data-testid="file-fetch"][data-place="elsewhere"]').waitFor();
    await expect.poll(() => page.getByTestId('fetch-file').evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByText(first.say('common:fileFetch.noLine')).waitFor();
    for (const language of ['ru', 'en', 'kk'] as const) {
      await page.keyboard.press('Escape');
      await page.getByTestId('scan-preview').waitFor({ state: 'detached' });
      await first.speak(language);
      await page.getByTestId('scan-open').click();
      await page.getByText(first.say('common:fileFetch.noLine')).waitFor();
      expect(await axeFaults(page)).toEqual([]);
      if (shots !== undefined) await page.screenshot({ path: join(shots, `file-fetch-${language}.png`), animations: 'disabled' });
    }
    line.set(undefined);
    await page.getByTestId('fetch-file').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('scan-preview').locator('img').evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1);
    await page.keyboard.press('Escape');
    await page.locator('[data-testid="scan"][data-place="centre"]').waitFor();
  });

  test('what nobody had released on a laptop whose access is taken away falls off the record on the other, which says what it was until somebody has seen it', async () => {
    line.set('away');
    for (const desk of [first, second]) {
      await desk.lock();
      await desk.unlock(supervisor.login, supervisor.password);
    }
    const [keep, other] = await Promise.all([gulnur.iin, inventedMan(31, ulan.kato).iin!].map(async (iin) => (await look(first.page, 'person.find', { text: iin, limit: 1 })).rows[0]!.id));
    const nameOf = async (desk: Desk) => (await look(desk.page, 'person.watch', { id: keep! })).person!.lastNameKk;
    const before = await nameOf(second);
    await must(first.page, 'person.merge', { keep: keep!, other: other!, take: ['lastNameKk'] });
    await byStick(first, 'write');
    await byStick(second, 'read');
    expect(await nameOf(second)).toBe(await nameOf(first));
    expect(await nameOf(second)).not.toBe(before);

    const tool = (name: string, ...args: string[]) => runProgram([`src-server/tools/${name}.ts`, ...args], { DATABASE_URL: centre.database });
    // In the order in which they were enrolled.
    const { devices } = (await tool('devices')) as { devices: { id: string; name: string }[] };
    await tool('revoke-device', devices[0]!.id);
    for (let sync = 0; sync < 2; sync++) expect(await second.sync()).toBe('done');
    expect(await nameOf(second)).toBe(before);

    const { page } = second;
    const list = page.getByTestId('fallen-list');
    for (const language of ['ru', 'en', 'kk'] as const) {
      await second.speak(language);
      await list.waitFor();
      const said = await list.innerText();
      for (const words of [devices[0]!.name, supervisor.name, await nameOf(first), second.say('sync:fallen.lost'), second.say('person:field.mergedInto')]) expect(said).toContain(words);
      expect(said).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
      expect(await axeFaults(page)).toEqual([]);
      if (shots !== undefined) {
        await list.scrollIntoViewIfNeeded();
        await page.screenshot({ path: join(shots, `fallen-${language}.png`), animations: 'disabled' });
      }
    }
    await page.getByTestId('fallen-seen').focus();
    await page.keyboard.press('Enter');
    await list.waitFor({ state: 'detached' });
    expect(await second.sync()).toBe('done');
    expect((await look(page, 'office.fallen', {})).rows).toEqual([]);
  });
});
