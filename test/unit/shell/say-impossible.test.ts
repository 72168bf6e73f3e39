import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';

vi.mock('electron', () => ({ app: {}, dialog: {} }));

test('a program that cannot work says so in three languages', async () => {
  const { impossibleWords } = await import('../../../src-main/window/say-impossible.ts');
  const { title, text } = impossibleWords((language) => readFileSync(join(import.meta.dirname, '../../../resources/locales', language, 'shell.json'), 'utf8'));
  expect(title).toMatch(/Тірек/);
  expect(text.split('\n\n')).toHaveLength(3);
  for (const part of text.split('\n\n')) expect(part).toMatch(/^.{20,}\n.{60,}$/);
});
