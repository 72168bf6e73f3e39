import type { Locator, Page } from 'playwright-core';
import { launchApp, type LaunchedApp } from '../../e2e/support/launch.ts';
import { wordsOf, type Language } from './words.ts';

export type TypedPerson = { readonly iin: string; readonly kk: readonly [string, string, string]; readonly ru: readonly [string, string, string]; readonly district: string; readonly settlement: string };

/** The hands of a person at one laptop: what they click and type, found by what they read. */
export type Desk = LaunchedApp & {
  readonly language: () => Language;
  readonly say: (key: string) => string;
  readonly speak: (language: Language) => Promise<void>;
  /** Waits until the window speaks `language`, however it was asked to. */
  readonly hear: (language: Language) => Promise<void>;
  readonly unlock: (login: string, password: string) => Promise<void>;
  readonly lock: () => Promise<void>;
  readonly room: (name: string) => Promise<void>;
  readonly search: (text: string) => Promise<Locator>;
  readonly register: (person: TypedPerson) => Promise<void>;
  readonly sync: () => Promise<string>;
};

const open = async (profile: string, first: Language, env: Readonly<Record<string, string>> = {}): Promise<Desk> => {
  const launched = await launchApp({ profile, env });
  const { page } = launched;
  // what does not come tells where the journey stopped, before the test's own end
  page.setDefaultTimeout(120_000);
  let language: Language = first;
  let words = wordsOf(first);
  const say = (key: string) => words(key);
  const hear = async (next: Language) => {
    language = next;
    words = wordsOf(next);
    await page.waitForFunction((lang) => document.documentElement.lang === lang, next);
  };
  const speak = async (next: Language) => {
    await page.getByTestId('language').getByText({ kk: 'Қаз', ru: 'Рус', en: 'Eng' }[next], { exact: true }).click();
    await hear(next);
  };
  return {
    ...launched,
    language: () => language,
    say,
    speak,
    hear,
    unlock: async (login, password) => {
      const form = page.getByTestId('unlock-form');
      await form.waitFor();
      const chosen = form.getByRole('combobox');
      if ((await chosen.inputValue()) !== login) {
        await chosen.click();
        await page.getByRole('option', { name: login, exact: true }).click();
      }
      await form.locator('input[type="password"]').fill(password);
      await page.keyboard.press('Enter');
      await page.getByTestId('status-line').waitFor();
    },
    lock: async () => {
      await page.getByTestId('lock').click();
      await page.getByTestId('unlock-form').waitFor();
    },
    room: async (name) => page.getByTestId(`room-${name}`).click(),
    search: async (text) => {
      await page.keyboard.press('Control+k');
      await page.getByTestId('search-box').fill(text);
      // The rows of the text typed before stand until this one's are there: they are none of it.
      return page.locator(`[data-found-for=${JSON.stringify(text.trim())}]`).getByTestId('person-result');
    },
    register: async (person) => {
      await page.keyboard.press('Control+i');
      const form = page.getByTestId('register-form');
      await form.waitFor();
      await form.locator('#field-iin').fill(person.iin);
      for (const [kind, names] of [['Kk', person.kk], ['Ru', person.ru]] as const)
        for (const [i, part] of (['lastName', 'firstName', 'patronymic'] as const).entries()) await form.locator(`#field-${part}${kind}`).fill(names[i] ?? '');
      await chooseArea(page, form.locator('#field-district'), person.district);
      await form.locator('#field-settlement').fill(person.settlement);
      await page.keyboard.press('Control+Enter');
      await page.getByTestId('open-case').waitFor();
    },
    sync: async () => {
      await page.getByTestId('room-sync').click();
      await page.getByTestId('sync-start').waitFor();
      // The one before stands there, ended, until this one has begun.
      const before = await page.getByTestId('sync-state').getAttribute('data-started');
      await page.getByTestId('sync-start').click();
      const ended = page.locator(`[data-testid="sync-state"]:not([data-started=${JSON.stringify(before)}]):is([data-phase="done"],[data-phase="failed"],[data-phase="cancelled"])`);
      await ended.waitFor();
      return (await ended.getAttribute('data-phase')) ?? '';
    },
  };
};

/** Chooses a district in a КАТО picker by typing its name. */
export const chooseArea = async (page: Page, picker: Locator, name: string): Promise<void> => {
  await picker.click();
  await picker.fill(name);
  await page.getByRole('option').filter({ hasText: name }).first().click();
};

/** Opens the desktop on a laptop's profile; it speaks Kazakh until told otherwise. */
export const openDesk = (profile: string, env?: Readonly<Record<string, string>>): Promise<Desk> => open(profile, 'kk', env);
