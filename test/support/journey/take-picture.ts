import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { places } from '../../../scripts/bootstrap/places.mjs';

/** Pictures of the journeys lie in .tirek/pictures; with TIREK_PICTURES=docs/pictures those alone are taken that the README shows. */
export const picturesFolder = process.env.TIREK_PICTURES ?? join(places.local, 'pictures');
const readme = readFileSync(join(places.root, 'README.md'), 'utf8');

/** Takes a picture of the window as `name`.png. */
export const takePicture = async (page: Page, name: string): Promise<void> => {
  if (process.env.TIREK_PICTURES !== undefined && !readme.includes(`/${name}.png)`)) return;
  mkdirSync(picturesFolder, { recursive: true });
  await page.screenshot({ path: join(picturesFolder, `${name}.png`), animations: 'disabled' });
};
