import type { Page } from 'playwright-core';
import type { Desk } from './desk.ts';

export type Focus = { readonly tag: string; readonly id: string; readonly testId: string; readonly name: string; readonly drawn: boolean };

/**
 * Where the focus is and whether one sees it: an outline on the element, its label or the panel around its list, or the brand's colour on the border of a field.
 */
export const focusOf = (page: Page): Promise<Focus> =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLElement;
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'var(--brand)';
    const brand = getComputedStyle(probe).color;
    probe.remove();
    const outlined = (one: Element | null | undefined) => {
      if (!one) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
    };
    const field = at.matches('input, textarea') && [at, at.closest('.mantine-Input-wrapper')?.firstElementChild].some((one) => one && getComputedStyle(one).borderTopColor === brand);
    const panel = at.getAttribute('role') === 'grid' ? at.closest('section') : null;
    return {
      tag: at.tagName.toLowerCase(), id: at.id, testId: at.dataset.testid ?? '',
      name: at.getAttribute('aria-label') ?? (at as HTMLInputElement).labels?.[0]?.textContent ?? at.textContent?.slice(0, 60) ?? '',
      drawn: at !== document.body && at.checkVisibility() && (field || [at, at.nextElementSibling, panel].some(outlined)),
    };
  });

/** Presses `key` until the focus is where `found` says. Throws with the way it went where it does not come there. */
export const pressUntil = async (page: Page, key: string, found: (focus: Focus) => boolean, most = 40): Promise<Focus> => {
  const way: string[] = [];
  for (let i = 0; i <= most; i++) {
    const focus = await focusOf(page);
    if (found(focus)) return focus;
    way.push(focus.id || focus.testId || focus.name);
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead there: ${way.join(' → ')}`);
};

/** The hands of somebody without a mouse: every step leaves its focus in `lost` where it cannot be seen. */
export const withoutMouse = (desk: Desk) => {
  const { page } = desk;
  const lost: string[] = [];
  const see = async (step: string) => {
    // a border takes its colour in a tenth of a second, a screen that opens looks for its first place
    let focus = await focusOf(page);
    for (let i = 0; i < 20 && !focus.drawn; i++) {
      await page.waitForTimeout(50);
      focus = await focusOf(page);
    }
    if (!focus.drawn) lost.push(`${step}: ${focus.tag} ${focus.id || focus.testId || focus.name}`);
  };
  const tabTo = async (step: string, found: (focus: Focus) => boolean, key = 'Tab') => {
    await pressUntil(page, key, found);
    await see(step);
  };
  return {
    lost, see, tabTo,
    press: async (key: string) => page.keyboard.press(key),
    /** Tabs to the field called `label` and types. */
    type: async (label: string, text: string) => {
      await tabTo(label, (focus) => focus.name.replace(/\s*\*$/, '') === label);
      await page.keyboard.type(text);
    },
    unlock: async (login: string, password: string) => {
      await page.getByTestId('unlock-form').waitFor();
      const chosen = () => page.getByTestId('unlock-form').getByRole('combobox').inputValue();
      if ((await chosen()) !== login) {
        await tabTo('login', (focus) => focus.name === desk.say('unlock:field.login'), 'Shift+Tab');
        await page.keyboard.press('ArrowDown');
        for (let i = 0; i < 5 && (await page.locator('[role="option"][data-combobox-selected]').innerText()) !== login; i++) await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
      }
      await tabTo('password', (focus) => focus.name === desk.say('unlock:field.password'));
      await page.keyboard.type(password);
      await page.keyboard.press('Enter');
      await page.getByTestId('status-line').waitFor();
    },
  };
};
