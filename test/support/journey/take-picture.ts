import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { places } from '../../../scripts/bootstrap/places.mjs';
import { settled } from './settled.ts';

/** Where the pictures of the journeys lie; `scripts/pictures/copy.ts` takes those that the README shows from there. */
export const picturesFolder = join(places.local, 'pictures');

/** Takes a picture of the window, once it stands still, as `name`.png. */
export const takePicture = async (page: Page, name: string): Promise<void> => {
  await settled(page);
  mkdirSync(picturesFolder, { recursive: true });
  await page.screenshot({ path: join(picturesFolder, `${name}.png`), animations: 'disabled' });
};
