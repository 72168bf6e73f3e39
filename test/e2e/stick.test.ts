import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProgram } from '../../scripts/demo/run-program.ts';
import { axeFaults } from '../support/journey/axe-faults.ts';
import { look } from '../support/journey/bridge.ts';
import { fillCentre, startCentre, type Centre } from '../support/journey/centre.ts';
import { openDesk, type Desk } from '../support/journey/desk.ts';
import { ulan } from '../support/journey/first-path.ts';
import { enrolLaptop, supervisor } from '../support/journey/laptop.ts';

// A laptop that has no line any more gets its district from a stick, in a real window. The folder that a person would choose is named beforehand.
const folder = mkdtempSync(join(tmpdir(), 'tirek-stick-'));
const stick = join(folder, 'stick');
let [centre, desk] = [undefined as unknown as Centre, undefined as unknown as Desk];

beforeAll(async () => {
  mkdirSync(stick);
  centre = await startCentre(join(folder, 'centre'));
  await fillCentre(centre, folder, ulan.kato, 1500);
  const profile = await enrolLaptop(centre, folder, ulan.kato, 'ulan-1');
  await runProgram(['src-server/tools/import.ts', stick, '--snapshot', ulan.kato], { DATABASE_URL: centre.database });
  await centre.stop();
  process.env['TIREK_STICK'] = stick;
  desk = await openDesk(profile);
});
afterAll(async () => {
  delete process.env['TIREK_STICK'];
  await desk?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the stick', () => {
  test('brings a district of 1,500 people to a laptop without a line, and says in three languages what cannot be', async () => {
    await desk.unlock(supervisor.login, supervisor.password);
    await desk.room('sync');
    const { page } = desk;
    const ended = (phase: string) => page.locator(`[data-testid="stick-state"][data-phase="${phase}"]`).waitFor();
    await page.getByTestId('stick-read').click();
    await ended('done');
    for (const language of ['kk', 'ru', 'en'] as const) {
      await desk.speak(language);
      await page.getByTestId('stick-write').click();
      await ended('failed');
      await page.getByText(desk.say('errors:stick.nothing')).waitFor();
    }
    expect(await axeFaults(page)).toEqual([]);
    // A page that names a path of its own is not heard.
    const asked = await page.evaluate(() => (window as unknown as { bridge: { call: (channel: string, input: unknown) => Promise<unknown> } }).bridge.call('stick.read', { folder: '/' }));
    expect(asked).toMatchObject({ ok: true, value: { passed: [] } });
    // They are made searchable in slices, after they are there, while nobody asks for anything.
    await expect.poll(async () => (await look(page, 'person.find', { text: 'Сер', limit: 1 })).total, { interval: 1000 }).toBeGreaterThan(0);
    await (await desk.search('Сер')).first().waitFor();
  });
});
