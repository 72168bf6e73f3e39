import { axeFaults } from './axe-faults.ts';
import type { Desk } from './desk.ts';
import { takePicture } from './take-picture.ts';

/** Contrast is judged once in each scheme: another language has other words in the same colours. */
const looks = [['kk', 'light', true], ['ru', 'light', false], ['en', 'light', false], ['kk', 'dark', true]] as const;

/** Comes to each screen in three languages, light and dark, takes a picture of each and returns what axe finds. `leave`: how it goes from one to the next. */
export const everyLook = async (desk: Desk, screens: Readonly<Record<string, () => Promise<unknown>>>, leave: () => Promise<unknown> = () => desk.page.keyboard.press('Escape')): Promise<string[]> => {
  const found: string[] = [];
  for (const [language, scheme, colours] of looks) {
    await desk.page.emulateMedia({ colorScheme: scheme });
    await desk.speak(language);
    for (const [name, come] of Object.entries(screens)) {
      await come();
      await takePicture(desk.page, `${name}-${language}${scheme === 'dark' ? '-dark' : ''}`);
      found.push(...(await axeFaults(desk.page, { colours })).map((fault) => `${name}, ${language}, ${scheme}: ${fault}`));
      await leave();
    }
  }
  await desk.speak('kk');
  await desk.page.emulateMedia({ colorScheme: 'light' });
  return found;
};
