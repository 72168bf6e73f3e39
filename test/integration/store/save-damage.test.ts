import { fstatSync, readdirSync, readFileSync, readSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { open } from './replica-fixture.ts';
import { must, place, restore, save } from './saves-fixture.ts';

describe('damage to the save file', () => {
  const kept = async (saves: number) => {
    const here = place();
    const replica = await open(here.file, { keep: here.keep });
    const ends: number[] = [];
    const path = () => join(here.folders.journal, readdirSync(here.folders.journal)[0]!);
    for (let n = 1; n <= saves; n++) {
      must(save(replica, n));
      ends.push(statSync(path()).size);
    }
    await replica.close();
    const spoil = (at: number) => {
      const bytes = readFileSync(path());
      bytes[at]! ^= 1;
      writeFileSync(path(), bytes);
    };
    return { here, ends, spoil };
  };

  it.each([{ part: 'length', at: 0 }, { part: 'length, a little', at: 3 }, { part: 'sequence', at: 4 }, { part: 'entries', at: 15 }])('in the $part of a frame’s head is told: saves behind it are missing', async ({ at }) => {
    const { here, ends, spoil } = await kept(6);
    spoil(ends[2]! + at);
    rmSync(here.file);
    expect(await restore(here)).toMatchObject({ ok: true, value: { saves: 3, torn: true } });
  });

  it('in its head is told', async () => {
    const { here, spoil } = await kept(1);
    spoil(0);
    expect(await restore(here)).toEqual({ ok: false, error: { type: 'StorageCorrupt', detail: 'noSnapshot' } });
  });

  it('in saves that the database has keeps nobody from the save that only the file has', async () => {
    const here = place();
    const replica = await open(here.file, { keep: here.keep });
    for (let n = 1; n <= 3; n++) must(save(replica, n));
    replica.connection.database.pragma('wal_checkpoint(TRUNCATE)');
    const old = Buffer.alloc(fstatSync(replica.handle).size);
    readSync(replica.handle, old, 0, old.length, 0);
    must(save(replica, 4));
    await replica.close();
    // As if the power had gone between the file and the COMMIT of the fourth save.
    writeFileSync(here.file, old);
    const journal = join(here.folders.journal, readdirSync(here.folders.journal)[0]!);
    const bytes = readFileSync(journal);
    bytes[80]! ^= 1;
    writeFileSync(journal, bytes);
    const again = await open(here.file, { keep: here.keep });
    expect(again.madeUp).toEqual({ saves: 1, torn: false });
  });

  it('and another key: neither is taken for an empty replica', async () => {
    const { here } = await kept(1);
    const before = readFileSync(here.file);
    expect(await restore(here, new Uint8Array(32).fill(9))).toEqual({ ok: false, error: { type: 'StorageCorrupt', detail: 'noSnapshot' } });
    expect(readFileSync(here.file).equals(before)).toBe(true);
    expect(readdirSync(here.folders.journal)).toHaveLength(1);
  });
});
