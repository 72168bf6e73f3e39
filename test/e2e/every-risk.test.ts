import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../scripts/demo/run-program.ts';
import { places } from '../../scripts/bootstrap/places.mjs';
import { readRisks } from '../../src-main/replica/platform/read-rules.ts';
import { axeFaults } from '../support/journey/axe-faults.ts';
import { callBridge, look, must } from '../support/journey/bridge.ts';
import { startCentre, type Centre } from '../support/journey/centre.ts';
import { openDesk, type Desk } from '../support/journey/desk.ts';
import { fillFacts, newestCase } from '../support/journey/fill-facts.ts';
import { holdToast } from '../support/journey/hold-toast.ts';
import { gulnur, ulan } from '../support/journey/first-path.ts';
import { pdfLetters } from '../support/journey/pdf-letters.ts';
import { caseworker, enrolLaptop, supervisor } from '../support/journey/laptop.ts';
import { settled } from '../support/journey/settled.ts';
import { picturesFolder, takePicture } from '../support/journey/take-picture.ts';

// Every risk of the data: chosen, asked, filled by hand, handed over, approved, and its decision seen; in Kazakh and in Russian by turns, with a picture and axe for each.
const risks = readRisks(join(places.root, 'resources/rules'));
const folder = mkdtempSync(join(tmpdir(), 'tirek-risks-'));
let centre: Centre;
let desk: Desk;

beforeAll(async () => {
  mkdirSync(picturesFolder, { recursive: true });
  centre = await startCentre(join(folder, 'centre'));
  desk = await openDesk(await enrolLaptop(centre, folder, ulan.kato, 'ulan-1'));
  await desk.unlock(caseworker.login, caseworker.password);
  await desk.register(gulnur);
  await desk.lock();
});
afterAll(async () => {
  await desk?.close();
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(risks.map((risk, at) => ({ ...risk, at })))('$id', ({ id: risk, title, at }) => {
  it('goes from intake to a decision, by its data alone', async () => {
    const { page } = desk;
    const language = at % 2 === 0 ? 'kk' : 'ru';
    // every risk is drawn by the same parts of the form in the same colours
    const colours = at < 2;
    // what went before may have stopped anywhere
    if (await page.getByTestId('status-line').isVisible()) await must(page, 'session.lock', {});
    await desk.unlock(caseworker.login, caseworker.password);
    await desk.speak(language);
    await (await desk.search(gulnur.iin)).first().waitFor();
    await page.keyboard.press('Enter');
    const picker = page.getByTestId('risk-picker');
    await picker.getByRole('combobox').click();
    await page.getByRole('option', { name: title[language], exact: true }).click();
    await page.getByTestId('open-case').click();
    await page.getByTestId('expected').waitFor();
    const id = await newestCase(desk);
    expect((await look(page, 'case.watch', { id })).case).toMatchObject({ risk, status: 'draft' });
    await fillFacts(desk, id);
    const seen: string[] = [];
    for (const part of await page.getByRole('tab').all()) {
      await part.click();
      seen.push(...(await axeFaults(page, { colours })));
    }
    await page.getByRole('tab').first().click();
    await takePicture(page, `intake-${risk}-${language}`);
    expect(seen).toEqual([]);
    if (at === 0) {
      await page.getByTestId('part-documents').click();
      // a picture of one red dot
      await page.getByTestId('scan-file').setInputFiles({ name: 'куәлік.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64') });
      await page.getByTestId('scan-open').click();
      await expect.poll(() => page.getByTestId('scan-preview').locator('img').evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1);
      expect(await axeFaults(page, { colours })).toEqual([]);
      await takePicture(page, `scan-preview-${language}`);
      await page.keyboard.press('Escape');
      await page.getByTestId('scan-preview').waitFor({ state: 'detached' });
    }
    await page.getByTestId('why').first().click();
    await page.getByTestId('reasons').waitFor();
    expect(await axeFaults(page, { colours })).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByTestId('reasons').waitFor({ state: 'detached' });
    await page.getByTestId('case-handOver').click();
    await page.locator('[data-testid="case-view"][data-status="review"]').waitFor();
    await desk.lock();

    await desk.unlock(supervisor.login, supervisor.password);
    await desk.room('review');
    // what was approved before waits there for its batch, perhaps with a nearer deadline
    await page.getByTestId('table-row').filter({ hasText: title[language] }).first().click();
    await page.locator('[data-testid="case-view"][data-status="review"]').waitFor();
    await page.getByTestId('case-approve').click();
    const toasts = page.getByTestId('toast');
    await toasts.or(page.getByTestId('error-notice')).first().waitFor();
    expect(await page.getByTestId('error-notice').allInnerTexts()).toEqual([]);
    await holdToast(toasts.first());
    for (const next of ['en', language] as const) {
      await desk.speak(next);
      expect(await toasts.first().innerText()).toContain(desk.say('case:done.approve'));
    }
    await desk.room('all');
    await page.getByTestId('table-row').filter({ hasText: title[language] }).first().dblclick();
    await page.getByTestId('decision').waitFor();
    const [row] = (await look(page, 'decision.list', { caseId: id })).rows;
    expect(row).toMatchObject({ replays: true, decision: { risk } });
    expect(await axeFaults(page, { colours })).toEqual([]);
    await page.getByTestId('print').click();
    await page.getByTestId(`print-decision-${language}`).click();
    await page.getByTestId('open-paper').waitFor();
    await holdToast(toasts.last());
    expect(await toasts.last().innerText()).toMatch(/decision-[\w-]+\.pdf/);
    expect(await toasts.last().innerText()).not.toContain('/');
    expect(await callBridge(page, 'paper.open', { name: 'never-printed.pdf', how: 'file' })).toMatchObject({ ok: false, error: { type: 'NotFound' } });
    await takePicture(page, `decided-${risk}-${language}`);
    for (const kind of ['application', 'information', 'decision'] as const) {
      const { path = '', html } = await must(page, 'case.paper', { id, kind, language });
      expect(html).toBeUndefined();
      const letters = pdfLetters(readFileSync(path));
      const wanted = language === 'kk' ? 'ғқңөұүі' : 'абвгдежзийклмноп';
      expect([...wanted].filter((letter) => !letters.has(letter)), `${kind} of ${risk}`).toEqual([]);
      copyFileSync(path, join(picturesFolder, `paper-${kind}-${risk}-${language}.pdf`));
    }
    await desk.lock();
    // those under a hand do not go by themselves: they went with whom they were said to
    await expect.poll(() => toasts.count()).toBe(0);
  });
});

it('the calculator answers without a case, and keeps nothing', async () => {
  const { page } = desk;
  if (await page.getByTestId('status-line').isVisible()) await must(page, 'session.lock', {});
  await desk.unlock(caseworker.login, caseworker.password);
  const before = (await look(page, 'case.list', { room: 'all' })).total;
  await desk.room('calculator');
  await page.getByTestId('expected').waitFor();
  for (const language of ['kk', 'ru', 'en'] as const) {
    await desk.speak(language);
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, `calculator-${language}`);
  }
  expect((await look(page, 'case.list', { room: 'all' })).total).toBe(before);
  await desk.lock();
});

it('a changed law comes in a file of the centre: what it changes is seen, it is put in force, and the open decisions are re-computed by it', async () => {
  const { page } = desk;
  if (await page.getByTestId('status-line').isVisible()) await must(page, 'session.lock', {});
  // 2.3 instead of 2.2 for the first group, from the first of this month
  const law = join(folder, 'law');
  cpSync(join(places.root, 'resources/rules'), law, { recursive: true });
  const multiple = join(law, 'parameters/disability-multiple.json');
  const changed = JSON.parse(readFileSync(multiple, 'utf8')) as { values: { from: string; source: string; value: object }[] };
  const last = changed.values.at(-1)!;
  changed.values.push({ ...last, from: '2026-11-01', source: 'Published amounts', value: JSON.parse(JSON.stringify(last.value).replaceAll('"2.2"', '"2.3"')) as object });
  writeFileSync(multiple, JSON.stringify(changed));
  const { file } = (await runProgram(['src-server/tools/sign-edition.ts', law, '--name', '2027', '--out', join(folder, 'signed')], { DATABASE_URL: centre.database })) as { file: string };

  await desk.unlock(supervisor.login, supervisor.password);
  await desk.room('contributions');
  await page.getByTestId('contributions-look').click();
  for (const language of ['kk', 'ru', 'en'] as const) {
    await desk.speak(language);
    expect(await axeFaults(page)).toEqual([]);
  }
  await desk.room('norms');
  await page.getByTestId('norms-start').click();
  await page.getByTestId('norms-totals').waitFor();
  const chooser = page.waitForEvent('filechooser');
  await page.getByTestId('edition-open').click();
  await (await chooser).setFiles(file);
  const fresh = page.getByTestId('edition').filter({ hasText: '2027' });
  await fresh.waitFor();
  for (const language of ['kk', 'ru', 'en'] as const) {
    await desk.speak(language);
    await fresh.getByTestId('edition-compare').click();
    await page.getByTestId('edition-changes').waitFor();
    await settled(page);
    await takePicture(page, `edition-changes-${language}`);
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByTestId('edition-changes').waitFor({ state: 'detached' });
    await takePicture(page, `norms-${language}`);
    expect(await axeFaults(page)).toEqual([]);
  }
  await fresh.getByTestId('edition-put').click();
  await page.locator('[data-testid="edition"][data-in-force]').filter({ hasText: '2027' }).waitFor();
  await page.getByTestId('norms-start').click();
  await page.getByTestId('norms-rows').waitFor();
  await takePicture(page, 'norms-differences-en');
  await page.getByTestId('norms-apply').click();
  await expect.poll(async () => (await look(page, 'norms.watch', {})).applied).toBeGreaterThan(0);
});
