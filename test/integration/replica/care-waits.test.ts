import { afterEach, expect, test } from 'vitest';
import { findDeviceSetting } from '../../../src-main/replica/session/device-setting.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { createPaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop, soon } from '../../support/replica/laptop.ts';
import { ulan } from '../../support/replica/people.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

test('the check of the file waits while a load comes in, and follows it', async () => {
  const folder = newFolder();
  const laptop = openLaptop({ profile: folder.path, fetch: createPaperCentre(ulan).fetch });
  ends.push(folder.remove, () => laptop.close());
  await laptop.enrol('https://paper', 'CODE');
  await laptop.unlock('aigul');
  const { host } = laptop;
  // A piece that is written a moment after the care would have begun.
  const broughtAt = host.clock.elapsed() + 1500;
  host.broughtAt = broughtAt;
  await expect.poll(() => findDeviceSetting(getOffice(host).replica.db, 'check.last')?.complete, soon).toBe(true);
  expect(host.clock.elapsed()).toBeGreaterThan(broughtAt);
});
