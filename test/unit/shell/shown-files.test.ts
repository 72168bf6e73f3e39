import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { shownFiles } from '../../../src-main/window/shown-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'tirek-shown-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a plain copy lies in a folder of one’s own until it is forgotten; what a power cut left goes at the next start', () => {
  const place = join(folder, 'shown');
  mkdirSync(place);
  writeFileSync(join(place, 'left.pdf'), 'x');
  const shown = shownFiles(place);
  expect(existsSync(place)).toBe(false);
  const [first, second] = [shown.put('a.pdf', new Uint8Array([1])), shown.put('a.pdf', new Uint8Array([2]))];
  expect([readFileSync(first)[0], readFileSync(second)[0]]).toEqual([1, 2]);
  expect(statSync(place).mode & 0o077).toBe(0);
  shown.forget();
  expect(existsSync(first) || existsSync(second)).toBe(false);
  shown.forget();
  expect(existsSync(shown.put('b.png', new Uint8Array([3])))).toBe(true);
});
