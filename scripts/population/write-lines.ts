import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** Writes one JSON object a line to `file`, through `file`.partial, so that `file` is whole or not there. Throws what the file system says. */
export const writeLines = (file: string, rows: Iterable<unknown>): number => {
  const partial = `${file}.partial`;
  const descriptor = openSync(partial, 'w');
  let count = 0;
  try {
    let lines: string[] = [];
    for (const row of rows) {
      count += 1;
      if (lines.push(`${JSON.stringify(row)}\n`) === 512) {
        writeAll(descriptor, lines.join(''));
        lines = [];
      }
    }
    writeAll(descriptor, lines.join(''));
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(partial, file);
    return count;
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
};

const writeAll = (descriptor: number, text: string): void => {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
};
