import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callBridge, makeBusyOffice, readLive } from '../support/journey/busy-office.ts';
import { fillCentre, startCentre, type Centre } from '../support/journey/centre.ts';
import { openDesk, type Desk } from '../support/journey/desk.ts';
import { everyLook } from '../support/journey/every-look.ts';
import { ulan } from '../support/journey/first-path.ts';
import { caseworker, enrolLaptop, supervisor } from '../support/journey/laptop.ts';

// The figures of a busy office, read, kept as files and printed, by a supervisor in the real window.
const folder = mkdtempSync(join(tmpdir(), 'tirek-figures-'));
const documents = join(folder, 'documents');
let centre: Centre;
let desk: Desk;

/** Benefits in force, so that there is something to project: of either sex, some with a term. */
const decideBenefits = async () => {
  const { page } = desk;
  await desk.lock();
  await desk.unlock(caseworker.login, caseworker.password);
  const { rows } = await readLive(page, 'person.find', { text: 'Ахмет', limit: 12 }) as { rows: { id: string }[] };
  const cases: string[] = [];
  for (const [n, person] of rows.entries()) {
    const { id } = await callBridge(page, 'case.open', { personId: person.id, risk: 'loss-of-work-capacity', claims: ['disability-benefit'] }) as { id: string };
    const law = { disabilityCategory: ['I', 'II', 'III'][n % 3], disabilityCause: 'general-illness', disabilityFrom: '2026-10-01', ...(n % 2 ? { disabilityTo: '2028-09-30' } : {}) };
    const facts = { law, reasons: { disabilityCategory: 'МӘС анықтамасы', disabilityCause: 'МӘС анықтамасы', disabilityFrom: 'МӘС анықтамасы' } };
    await callBridge(page, 'case.saveDraft', { id, facts });
    await callBridge(page, 'case.handOver', { id });
    cases.push(id);
  }
  await desk.lock();
  await desk.unlock(supervisor.login, supervisor.password);
  for (const id of cases) await callBridge(page, 'case.approve', { id });
  if (cases.length < 6) throw new Error('too few to project');
};

beforeAll(async () => {
  mkdirSync(documents, { recursive: true });
  centre = await startCentre(join(folder, 'centre'));
  await fillCentre(centre, folder, ulan.kato, 3000);
  desk = await openDesk(await enrolLaptop(centre, folder, ulan.kato, 'ulan-1'));
  await desk.app.evaluate(({ app }, place) => app.setPath('documents', place), documents);
  await makeBusyOffice(desk);
  await decideBenefits();
});
afterAll(async () => {
  await desk?.close();
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const open = () => desk.room('figures').then(() => desk.page.getByTestId('figures-tiles').waitFor());
const openProjection = () => desk.room('projection').then(() => desk.page.getByTestId('projection').waitFor());

describe('the figures of the office', () => {
  it('look right in three languages, light and dark', async () => expect(await everyLook(desk, { figures: open })).toEqual([]));

  it('and what the office owes is projected, in every look', async () => expect(await everyLook(desk, { projection: openProjection })).toEqual([]));

  it('follow the period by keyboard', async () => {
    await open();
    await desk.page.getByTestId('figures-preset').getByText(desk.say('figures:preset.lastYear'), { exact: true }).click();
    await desk.page.getByText(desk.say('figures:empty')).first().waitFor();
    await desk.page.getByTestId('figures-preset').getByText(desk.say('figures:preset.year'), { exact: true }).click();
    await desk.page.getByTestId('figures-cases').waitFor();
  });

  it('are put into files: CSV, a workbook, a printed page', async () => {
    await open();
    for (const format of ['csv', 'xlsx', 'pdf'] as const) {
      await desk.page.getByTestId(`figures-${format}`).click();
      await expect.poll(() => readdirSync(join(documents, 'Tirek'), { withFileTypes: true }).map(({ name }) => name).filter((name) => name.endsWith(`.${format}`))).toHaveLength(1);
    }
    const folderOf = join(documents, 'Tirek');
    const [csv] = readdirSync(folderOf).filter((name) => name.endsWith('.csv'));
    expect(readFileSync(join(folderOf, csv!), 'utf8')).toContain(`${desk.say('figures:workers')},`);
    for (const name of readdirSync(folderOf)) expect(statSync(join(folderOf, name)).size, name).toBeGreaterThan(500);
    const pdf = readdirSync(folderOf).find((name) => name.endsWith('.pdf'))!;
    expect(readFileSync(join(folderOf, pdf)).subarray(0, 5).toString()).toBe('%PDF-');
    // what was there is not written over
    await desk.page.getByTestId('figures-csv').click();
    await expect.poll(() => readdirSync(folderOf).filter((name) => name.endsWith('.csv'))).toHaveLength(2);
  });
});
