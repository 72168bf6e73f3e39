import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../shared/base/app-error.ts';
import type { Bridge } from '../../shared/ipc/bridge.ts';
import { contract, type ChannelName } from '../../shared/ipc/contract.ts';
import { callAnything, callBridge, look, lookAtAnything, must } from '../support/journey/bridge.ts';
import { startCentre, type Centre } from '../support/journey/centre.ts';
import { chooseArea, openDesk, type Desk } from '../support/journey/desk.ts';
import { fillFacts, newestCase } from '../support/journey/fill-facts.ts';
import { ulan, zaisan } from '../support/journey/first-path.ts';
import { inEveryLanguage } from '../support/journey/in-every-language.ts';
import { throwJunk } from '../support/journey/junk.ts';
import { properInputs } from '../support/proper-inputs.ts';
import { caseworker, enrolLaptop, supervisor } from '../support/journey/laptop.ts';
import { holdings, missingWords } from '../support/journey/looks.ts';
import { inventedMan, unlockByBridge } from '../support/journey/office-day.ts';

const folder = mkdtempSync(join(tmpdir(), 'tirek-bad-'));
let [centre, desk] = [undefined as never as Centre, undefined as never as Desk];
let [profile, realProfile] = ['', ''];

beforeAll(async () => {
  // The system's own dialog would wait for a person.
  process.env['TIREK_STICK'] = join(folder, 'no-stick');
  centre = await startCentre(join(folder, 'centre'));
  [profile, realProfile] = await Promise.all([enrolLaptop(centre, folder, ulan.kato, 'ulan-1'), enrolLaptop(centre, folder, zaisan.kato, 'zaisan-1', { training: false })]);
  desk = await openDesk(profile);
});
afterAll(async () => {
  delete process.env['TIREK_STICK'];
  await desk?.close().catch(() => undefined);
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('what is typed wrong', () => {
  const fillIn = async (at: Desk, field: string, text: string) => at.page.getByTestId('register-form').locator(`#field-${field}`).fill(text);
  const expectFault = (at: Desk, field: string, code: string, form = 'field') =>
    inEveryLanguage(at, async (words) => {
      const wanted = words(`errors:issue.${code}`);
      const place = at.page.locator('.mantine-InputWrapper-root').filter({ has: at.page.locator(`#${form}-${field}`) }).first();
      await place.getByText(wanted, { exact: true }).waitFor();
    });

  it('at a registration is said at its field, in three languages, and nothing is registered', async () => {
    await desk.unlock(caseworker.login, caseworker.password);
    const before = await holdings(desk);
    const { page } = desk;
    const good = inventedMan(1, ulan.kato);
    await page.keyboard.press('Control+i');
    await page.getByTestId('register-form').waitFor();
    const iin = good.iin ?? '';
    await fillIn(desk, 'iin', iin.slice(0, 11) + String((Number(iin[11]) + 1) % 10));
    await expectFault(desk, 'iin', 'iinChecksum');
    await fillIn(desk, 'iin', iin.slice(0, 9));
    await page.keyboard.press('Control+Enter');
    await expectFault(desk, 'iin', 'iinLength');
    await expectFault(desk, 'district', 'required');
    await expectFault(desk, 'lastNameKk', 'required');
    await fillIn(desk, 'iin', iin);
    for (const field of ['lastNameKk', 'firstNameKk', 'lastNameRu', 'firstNameRu'] as const) await fillIn(desk, field, good[field]);
    await fillIn(desk, 'birthDate', `01.02.${new Date().getFullYear() + 1}`);
    await page.keyboard.press('Control+Enter');
    await expectFault(desk, 'birthDate', 'future');
    await expectFault(desk, 'district', 'required');
    await fillIn(desk, 'birthDate', '14.09.1979');
    await page.keyboard.press('Control+Enter');
    await expectFault(desk, 'district', 'required');
    expect(await holdings(desk)).toEqual(before);
    await desk.speak('kk');
    await chooseArea(page, page.locator('#field-district'), ulan.name);
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('open-case').waitFor();
    expect(await holdings(desk)).toEqual({ ...before, persons: before.persons + 1, unreleased: before.unreleased + 1 });
  });

  it('in a case is kept as typed, over leaving it too, and cannot be handed over with nothing in its place', async () => {
    const { page } = desk;
    await page.getByTestId('open-case').click();
    const form = page.getByTestId('facts-form');
    const [degree, setOn] = [form.locator('#fact-degree'), form.locator('#fact-degreeSetFrom')];
    await fillFacts(desk, await newestCase(desk));
    await page.getByTestId('part-event').click();
    await degree.fill('40');
    await page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
    await degree.fill('x65');
    await setOn.fill('32.13.26');
    await expectFault(desk, 'degree', 'number', 'fact');
    await page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
    await desk.room('mine');
    await page.getByTestId('table-row').first().dblclick();
    await form.waitFor();
    await page.getByTestId('part-event').click();
    expect([await degree.inputValue(), await setOn.inputValue()]).toEqual(['x65', '32.13.26']);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').first().waitFor();
    await expect.poll(() => page.evaluate(() => ['fact-degree', 'fact-degreeSetFrom'].includes(document.activeElement?.id ?? ''))).toBe(true);
    await expectFault(desk, 'degree', 'number', 'fact');
    await expectFault(desk, 'degreeSetFrom', 'date', 'fact');
    expect(await page.getByTestId('case-view').getAttribute('data-status')).toBe('draft');
    const id = (await look(page, 'case.list', { room: 'mine' })).rows[0]!.id;
    expect((await look(page, 'case.watch', { id })).case).toMatchObject({ status: 'draft', facts: { law: { degree: 'x65', degreeSetFrom: '32.13.26' } } });
    await degree.fill('65');
    await setOn.fill('1.2.26');
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-testid="case-view"][data-status="review"]').waitFor();
    expect((await look(page, 'case.watch', { id })).case).toMatchObject({ status: 'review', facts: { law: { degree: '65', degreeSetFrom: '2026-02-01' } } });
    await desk.speak('kk');
  });

  it('a training IIN is refused where real people are registered', async () => {
    const real = await openDesk(realProfile);
    try {
      await real.unlock(caseworker.login, caseworker.password);
      await real.page.keyboard.press('Control+i');
      await fillIn(real, 'iin', inventedMan(2, zaisan.kato).iin ?? '');
      await expectFault(real, 'iin', 'iinTraining');
      expect(await callBridge(real.page, 'person.register', inventedMan(2, zaisan.kato))).toEqual({ ok: false, error: { type: 'InvalidInput', issues: [{ path: 'iin', code: 'iinTraining' }] } });
      expect(await holdings(real)).toMatchObject({ persons: 0, unreleased: 0 });
    } finally {
      await real.close();
    }
  });
});

describe('what a page with somebody else\'s script could ask for', () => {
  const ask = (name: ChannelName) => (contract[name].kind === 'live' ? lookAtAnything : callAnything)(desk.page, name, properInputs[name]);

  it('what somebody may not do is refused by the replica host, whoever asks', async () => {
    const { page } = desk;
    const refusals = async (expected: (name: ChannelName) => object | undefined) => {
      for (const name of Object.keys(contract) as ChannelName[]) {
        const error = expected(name);
        if (error) expect([name, await ask(name)]).toEqual([name, { ok: false, error }]);
      }
    };
    const notAllowed = (role: string) => (name: ChannelName) => {
      const { access } = contract[name];
      return typeof access === 'string' || (access as readonly string[]).includes(role) ? undefined : { type: 'NotAllowed', action: name };
    };
    const before = await holdings(desk);
    await refusals(notAllowed('caseworker'));
    expect(await callBridge(page, 'person.register', inventedMan(3, '999999999'))).toEqual({ ok: false, error: { type: 'InvalidInput', issues: [{ path: 'district', code: 'katoUnknown' }] } });
    expect(await holdings(desk)).toEqual(before);
    await must(page, 'session.lock', {});
    await page.getByTestId('unlock-form').waitFor();
    await refusals((name) => (contract[name].access === 'anyone' ? undefined : { type: 'Locked' }));
    await unlockByBridge(page, supervisor);
    await refusals(notAllowed('supervisor'));
    expect(await holdings(desk)).toEqual(before);
  });

  it('junk of every kind on every channel is a typed failure; nothing is thrown, nothing is written', async () => {
    const { page } = desk;
    for (const staff of [caseworker, supervisor]) {
      await must(page, 'session.lock', {});
      await unlockByBridge(page, staff);
      const before = await holdings(desk);
      const answers = await throwJunk(page);
      expect(answers.length).toBeGreaterThan(800);
      const bad = answers.filter(({ channel, by, answer }) => {
        const error = AppError.safeParse((answer as { error?: unknown } | null)?.error);
        const right = channel in contract && (contract[channel as ChannelName].kind === 'live') === (by === 'live');
        return !error.success || (right ? error.data.type !== 'InvalidInput' : !['InvalidInput', 'UnknownChannel'].includes(error.data.type));
      });
      expect(bad.map(({ channel, by, junk, answer }) => `${by} ${channel} ${junk}: ${JSON.stringify(answer)?.slice(0, 200)}`)).toEqual([]);
      expect(await holdings(desk)).toEqual(before);
      expect(await page.evaluate(() => ({}) as { admin?: boolean }).then((object) => object.admin)).toBeUndefined();
    }
  });
});

describe('wrong passwords', () => {
  it('cost more and more time, counted over a restart, and the right one is not heard before', async () => {
    await must(desk.page, 'session.lock', {});
    // One after another in the window itself: the right one comes while the wait runs, however busy this process is.
    const answers = await desk.page.evaluate(async ([login, right]) => {
      const { bridge } = window as unknown as { bridge: Bridge };
      const all: unknown[] = [];
      for (const password of ['жаңылыс-9', 'жаңылыс-9', 'жаңылыс-9', right]) all.push(await bridge.call('session.unlock', { login, password }));
      return all;
    }, [caseworker.login, caseworker.password] as const);
    expect(answers.slice(0, 3)).toMatchObject([0, 0, 2].map((retryAfterSeconds) => ({ ok: false, error: { type: 'WrongPassword', retryAfterSeconds } })));
    expect(answers[3]).toMatchObject({ ok: false, error: { type: 'WrongPassword' } });
    await desk.close();
    desk = await openDesk(profile);
    const form = desk.page.getByTestId('unlock-form');
    await form.waitFor();
    await expect.poll(() => form.locator('button[type="submit"]').isEnabled()).toBe(true);
    // What the button shows, noted in the window: the wait may be over before this process looks.
    await form.locator('button[type="submit"]').evaluate((button: HTMLButtonElement) => {
      const shown = Object.assign(window, { shown: [] as string[] }).shown;
      new MutationObserver(() => button.disabled && shown.push(button.textContent)).observe(button, { attributes: true, childList: true, characterData: true, subtree: true });
    });
    await form.locator('input[type="password"]').fill('жаңылыс-10');
    await desk.page.keyboard.press('Enter');
    expect(await missingWords(desk, 'WrongPassword')).toEqual([]);
    // more than the two seconds of before: the tries of before the restart count
    await expect.poll(() => desk.page.evaluate(() => Math.max(...(window as unknown as { shown: string[] }).shown.map((text) => Number(/\d+/.exec(text)?.[0] ?? 0))))).toBeGreaterThan(2);
    await expect.poll(() => form.locator('button[type="submit"]').isEnabled()).toBe(true);
    await desk.unlock(caseworker.login, caseworker.password);
  });
});
