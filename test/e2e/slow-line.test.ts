import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/journey/axe-faults.ts';
import { look } from '../support/journey/bridge.ts';
import { fillCentre, startCentre, type Centre } from '../support/journey/centre.ts';
import { openDesk, type Desk } from '../support/journey/desk.ts';
import { ulan } from '../support/journey/first-path.ts';
import { enrolLaptop, supervisor } from '../support/journey/laptop.ts';
import { openShapedLine } from '../support/line/shaped-line.ts';

// The first load of a district over 23 kbit/s, in a real window, by keyboard: what it shows on the way, stopped and resumed.
const folder = mkdtempSync(join(tmpdir(), 'tirek-slow-'));
const people = 1200;
let [centre, desk, line] = [undefined as unknown as Centre, undefined as unknown as Desk, undefined as unknown as Awaited<ReturnType<typeof openShapedLine>>];

beforeAll(async () => {
  centre = await startCentre(join(folder, 'centre'));
  await fillCentre(centre, folder, ulan.kato, people);
  const { hostname, port } = new URL(centre.listening);
  line = await openShapedLine({ host: hostname, port: Number(port) });
  desk = await openDesk(await enrolLaptop(centre, folder, ulan.kato, 'ulan-1', { server: line.url }));
});
afterAll(async () => {
  await desk?.close();
  await line?.close();
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const progress = () => look(desk.page, 'sync.watch', {});
const state = (phase: string) => desk.page.locator(`[data-testid="sync-state"][data-phase="${phase}"]`);
/** The button that starts or stops: each stands where the other was, and the keyboard stays with it. */
const press = async (id: string) => {
  await desk.page.locator(`[data-testid="${id}"]:focus`).waitFor();
  await desk.page.keyboard.press('Enter');
};

describe('a sync over 23 kbit/s', () => {
  it('says what has come, of how much, and how long it will be, in three languages; is stopped, and says so', async () => {
    await desk.unlock(supervisor.login, supervisor.password);
    line.set({ bitsPerSecond: 23_000, roundTrip: 800 });
    await desk.room('sync');
    await press('sync-start');
    await expect.poll(async () => (await progress()).secondsLeft).not.toBeNull();
    await expect.poll(async () => (await progress()).bytesDown).toBeGreaterThan(20_000);
    // So that there is time to look at it on a machine that does other things.
    line.set({ bitsPerSecond: 1000 });
    for (const language of ['kk', 'ru', 'en'] as const) {
      await desk.speak(language);
      const said = await desk.page.getByTestId('sync-state').innerText();
      for (const word of ['sync:phase.exchanging', 'sync:items', 'sync:bytes', 'sync:left']) expect(said).toContain(desk.say(word));
      await desk.page.getByRole('progressbar', { name: desk.say('sync:progress') }).waitFor();
    }
    expect(await axeFaults(desk.page)).toEqual([]);
    // Speaking took the keyboard away.
    await desk.page.getByTestId('sync-cancel').focus();
    await press('sync-cancel');
    await state('cancelled').waitFor();
    await desk.page.locator('[data-testid="sync-start"]:focus').waitFor();
    for (const language of ['ru', 'kk', 'en'] as const) {
      await desk.speak(language);
      await desk.page.getByTestId('sync-resume').waitFor();
      await desk.page.getByRole('button', { name: desk.say('sync:resume') }).waitFor();
      expect(await state('cancelled').innerText()).toContain(desk.say('sync:phase.cancelled'));
    }
    expect(await axeFaults(desk.page)).toEqual([]);
    // Nothing goes on behind it.
    const { down } = line.counts;
    await new Promise((done) => setTimeout(done, 3000));
    expect(line.counts.down).toBe(down);
  });

  it('goes on from where it was, stopped at whatever moment: what had come is not sent again', async () => {
    // As it connects, as it asks, as it receives.
    await desk.page.getByTestId('sync-start').focus();
    for (const moment of [0, 700, 4000]) {
      await press('sync-start');
      await desk.page.getByTestId('sync-cancel').waitFor();
      await new Promise((done) => setTimeout(done, moment));
      await press('sync-cancel');
      await state('cancelled').waitFor();
    }
    line.set({ bitsPerSecond: undefined, roundTrip: undefined });
    await press('sync-start');
    await state('done').waitFor();
    const stopped = line.counts.down;
    // A laptop that is not stopped, for comparison.
    const other = await openDesk(await enrolLaptop(centre, folder, ulan.kato, 'ulan-2', { server: line.url }));
    try {
      const before = line.counts.down;
      await other.unlock(supervisor.login, supervisor.password);
      expect(await other.sync()).toBe('done');
      const whole = line.counts.down - before;
      // Made searchable after they are there: both have the same people in the end.
      const found = async ({ page }: Desk) => (await look(page, 'person.find', { text: 'Сер', limit: 1 })).total;
      await expect.poll(() => found(other), { interval: 500 }).toBeGreaterThan(5);
      await expect.poll(async () => (await found(desk)) === (await found(other)), { interval: 500 }).toBe(true);
      expect(whole).toBeGreaterThan(40_000);
      // A handshake and a few kilobytes each time.
      expect(stopped).toBeLessThan(whole + 4 * 6000);
    } finally {
      await other.close();
    }
  });
});
