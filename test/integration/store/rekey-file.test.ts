import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { opensWith, rekeyFile } from '../../../src-main/replica/store/rekey-file.ts';
import { open, testFolder, testKey } from './replica-fixture.ts';

const other = testKey.map((byte) => byte ^ 1);

it('a file gets a new key and opens with no other', async () => {
  const file = join(testFolder(), 'replica.db');
  await (await open(file)).close();
  expect(opensWith(file, other)).toEqual({ ok: true, value: false });
  expect(rekeyFile(file, testKey, other)).toMatchObject({ ok: true });
  expect([opensWith(file, other), opensWith(file, testKey)]).toEqual([{ ok: true, value: true }, { ok: true, value: false }]);
});

it('where there is no file none is made: an empty one would open with the new key, and the old key, which the snapshots have, would be dropped', () => {
  const file = join(testFolder(), 'replica.db');
  const missing = { ok: false, error: { type: 'StorageCorrupt', detail: 'missing' } };
  expect(opensWith(file, other)).toEqual(missing);
  expect(rekeyFile(file, testKey, other)).toEqual(missing);
  expect(existsSync(file)).toBe(false);
});
