import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readTarEntry } from '../../../scripts/bootstrap/tar-entry.mjs';

const folder = mkdtempSync(join(tmpdir(), 'tirek-tar-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const contents = { 'a.txt': 'first', 'b.bin': 'x'.repeat(100_000), 'c.bin': 'y'.repeat(1024), 'empty.txt': '' };
for (const [name, text] of Object.entries(contents)) writeFileSync(join(folder, name), text);
execFileSync('tar', ['--format=ustar', '-cf', 'all.tar', ...Object.keys(contents)], { cwd: folder });
const archive = readFileSync(join(folder, 'all.tar'));

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const read = async (name: string, size: number, bytes = archive) => {
  const parts = [];
  for await (const part of readTarEntry(inPieces(bytes, size), name)) parts.push(part);
  return Buffer.concat(parts).toString();
};

test.each(Object.entries(contents))('reads %s whatever the size of the pieces', async (name, text) => {
  for (const size of [7, 511, 512, 513, 65_536, archive.length]) expect(await read(name, size)).toBe(text);
});
test('says what is not there', async () => expect(read('none', 512)).rejects.toThrow('the archive has no none'));
test('says when the archive is cut short', async () => expect(read('b.bin', 512, archive.subarray(0, 50_000))).rejects.toThrow('ends inside b.bin'));
