import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { places } from '../../../scripts/bootstrap/places.mjs';
import { axeFaults } from './axe-faults.ts';
import type { Desk } from './desk.ts';

const looks = [['kk', 'light'], ['ru', 'light'], ['en', 'light'], ['kk', 'dark']] as const;

/** Comes to each screen in three languages, light and dark, takes a picture into .tirek/pictures and returns what axe finds. */
export const everyLook = async (desk: Desk, screens: Readonly<Record<string, () => Promise<unknown>>>): Promise<string[]> => {
  const pictures = process.env.TIREK_PICTURES ?? join(places.local, 'pictures');
  mkdirSync(pictures, { recursive: true });
  const found: string[] = [];
  for (const [language, scheme] of looks) {
    await desk.page.emulateMedia({ colorScheme: scheme });
    await desk.speak(language);
    for (const [name, come] of Object.entries(screens)) {
      await come();
      await desk.page.waitForTimeout(250);
      await desk.page.screenshot({ path: join(pictures, `${name}-${language}${scheme === 'dark' ? '-dark' : ''}.png`), animations: 'disabled' });
      found.push(...(await axeFaults(desk.page)).map((fault) => `${name}, ${language}, ${scheme}: ${fault}`));
      await desk.page.keyboard.press('Escape');
    }
  }
  await desk.speak('kk');
  await desk.page.emulateMedia({ colorScheme: 'light' });
  return found;
};
