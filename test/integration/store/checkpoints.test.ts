import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openConnection } from '../../../src-main/replica/store/rx-storage/connection.ts';

const folder = mkdtempSync(join(tmpdir(), 'tirek-checkpoints-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the WAL grows longer while it is spared, and is not moved at all while the file is held still, in whatever order they come', () => {
  const connection = openConnection({ filename: join(folder, 'replica.db') });
  const every = () => connection.database.pragma('wal_autocheckpoint', { simple: true }) as number;
  const usual = every();
  connection.checkpoints.spare(true);
  const spared = every();
  connection.checkpoints.hold(true);
  const held = every();
  connection.checkpoints.spare(false);
  connection.checkpoints.spare(true);
  expect([spared > usual, held, every()]).toEqual([true, 0, 0]);
  connection.checkpoints.hold(false);
  expect(every()).toBe(spared);
  connection.checkpoints.spare(false);
  expect(every()).toBe(usual);
  connection.close();
});
