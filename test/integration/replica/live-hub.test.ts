import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, ulan } from '../../support/replica/people.ts';

const folder = newFolder();
let laptop: Laptop;

beforeEach(async () => {
  laptop = openLaptop({ profile: folder.path, fetch: createPaperCentre(ulan).fetch });
  await laptop.enrol('https://paper', 'CODE');
  await laptop.unlock('aigul');
});
afterEach(async () => {
  await laptop.close();
  folder.remove();
});

test('many changes are told in few messages, small ones as differences, none where nothing changed for the reader', async () => {
  const list = laptop.watch('person.find', { text: '', limit: 200 });
  const counts = laptop.watch('case.counts', {});
  const begun = laptop.host.clock.elapsed();
  for (let n = 1; n <= 150; n++) await laptop.must('person.register', madeUpPerson(n));
  await expect.poll(() => list.value?.total, soon).toBe(150);
  // The first, one soon after the first change, then one in 150 milliseconds at most, however long the machine took (a timer may come a millisecond early).
  expect(list.messages.length).toBeLessThanOrEqual(3 + (laptop.host.clock.elapsed() - begun) / 149);
  const before = list.messages.length;
  await laptop.must('person.register', madeUpPerson(151));
  await expect.poll(() => list.value?.total, soon).toBe(151);
  expect(JSON.stringify(list.messages.slice(before)).length).toBeLessThan(2000);
  expect(list.value?.rows[0]?.nameKk).toContain('151');
  expect(counts.messages).toHaveLength(1);
});

test('a live query of one role ends with NotAllowed when another person unlocks, and comes back', async () => {
  await laptop.unlock('bolat');
  const preview = laptop.watch('batch.preview', {});
  expect(preview.value).toMatchObject({ cases: [] });
  await laptop.unlock('aigul');
  await expect.poll(() => preview.error, soon).toEqual({ type: 'NotAllowed', action: 'batch.preview' });
  await laptop.unlock('bolat');
  await expect.poll(() => 'first' in (preview.messages.at(-1) as object), soon).toBe(true);
});
