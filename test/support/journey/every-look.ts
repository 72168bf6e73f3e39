import { axeFaults } from './axe-faults.ts';
import type { Desk } from './desk.ts';
import { takePicture } from './take-picture.ts';

/** Comes to each screen in three languages, light and dark, takes a picture of each and returns what axe finds. `leave`: how it goes from one to the next. */
export const everyLook = async (desk: Desk, screens: Readonly<Record<string, () => Promise<unknown>>>, leave: () => Promise<unknown> = () => desk.page.keyboard.press('Escape')): Promise<string[]> => {
  const found: string[] = [];
  for (const language of ['kk', 'ru', 'en'] as const) {
    await desk.speak(language);
    for (const [name, come] of Object.entries(screens)) {
      await come();
      for (const scheme of ['light', 'dark'] as const) {
        await desk.page.emulateMedia({ colorScheme: scheme });
        found.push(...(await axeFaults(desk.page)).map((fault) => `${name}, ${language}, ${scheme}: ${fault}`));
        await takePicture(desk.page, `${name}-${language}${scheme === 'dark' ? '-dark' : ''}`);
      }
      await desk.page.emulateMedia({ colorScheme: 'light' });
      await leave();
    }
  }
  await desk.speak('kk');
  return found;
};
