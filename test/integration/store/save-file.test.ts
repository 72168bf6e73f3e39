import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { writableDbOf } from '../../../src-main/replica/store/db.ts';
import { readSavesAfter, readSegments } from '../../../src-main/replica/store/saves/read-segments.ts';
import { openSaveFile } from '../../../src-main/replica/store/saves/save-file.ts';
import { open, testFolder, testKey } from './replica-fixture.ts';

it('a refused save that the disk would not take back is gone before another gets its number, whatever begins in between', async () => {
  const folder = testFolder();
  const { connection } = await open(join(folder, 'replica.db'));
  const journal = join(folder, 'journal');
  let byte = 0;
  const saves = openSaveFile({ folder: journal, dataKey: testKey, schema: 1, sequence: 0, random: (length) => new Uint8Array(length).fill(++byte) });
  const append = (id: string) => saves.append(writableDbOf(connection), { documents: [{ collection: 'cases', document: { id } }], notes: [] });
  append('first');
  saves.confirm();
  append('refused');
  const failing = vi.spyOn(fs, 'ftruncateSync').mockImplementation(() => {
    throw new Error('EIO');
  });
  onTestFinished(() => {
    failing.mockRestore();
    syncBuiltinESMExports();
  });
  syncBuiltinESMExports();
  saves.takeBack();
  failing.mockRestore();
  syncBuiltinESMExports();
  // A snapshot begins.
  saves.begin();
  append('second');
  saves.confirm();
  saves.close();
  expect(readSavesAfter(readSegments(journal, 0), testKey, 0).saves.map(({ record }) => record.documents[0]?.document.id)).toEqual(['first', 'second']);
});
