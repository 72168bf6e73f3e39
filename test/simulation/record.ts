import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { addSummaries, noSummary, type Summary } from './summary.ts';

/** One slice of a long run as a line of its file: the histories of the seeds from `seed` on, none of which failed, and how long they took. */
export type Slice = { readonly seed: number; readonly seconds: number; readonly summary: Summary };

const textOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

const sliceOf = (line: string): Slice[] => {
  try {
    const { seed, seconds, ...summary } = JSON.parse(line) as Summary & { seed: number; seconds: number };
    return [{ seed, seconds, summary }];
  } catch {
    return []; // The program was ended while it wrote.
  }
};

/** What the file says of a run that began with `seed`: its slices together, as far as one follows upon the other; what was cut off in writing is not there. */
export const readRecord = (file: string, seed: number): Slice => {
  let whole: Slice = { seed, seconds: 0, summary: noSummary() };
  for (const slice of textOf(file).split('\n').flatMap(sliceOf)) {
    if (slice.seed !== seed + whole.summary.histories) continue;
    whole = { seed, seconds: whole.seconds + slice.seconds, summary: addSummaries([whole.summary, slice.summary]) };
  }
  return whole;
};

/** Adds a slice to the file. */
export const writeRecord = (file: string, { seed, seconds, summary }: Slice): void => {
  const isOpen = !/(^|\n)$/.test(textOf(file));
  appendFileSync(file, `${isOpen ? '\n' : ''}${JSON.stringify({ seed, seconds, ...summary })}\n`);
};
