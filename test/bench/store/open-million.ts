import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder } from './files.ts';
import { writeMillion } from './million.ts';
import { percentile, rowOf, type Row } from './row.ts';

type Measured = { readonly ms: number; readonly answers: number; readonly unsent?: number; readonly afterOpen?: number; readonly rss: number; readonly whole: number };

const documents = 1_000_000;
const pending = 20_000;
const processes = 7;

const inFreshProcess = (file: string, who: 'ours' | 'raw'): Measured => {
  const start = performance.now();
  const told = execFileSync(process.execPath, [join(import.meta.dirname, 'open-child.ts'), file, who], { encoding: 'utf8' });
  const measured = JSON.parse(told) as Measured;
  if (measured.answers !== 50 || (who === 'ours' && measured.unsent !== pending)) throw new Error(`wrong answer: ${told}`);
  return { ...measured, whole: performance.now() - start };
};

/**
 * `open-1m`: from opening the file to the first list and the count of what was not sent, each time in a fresh process (the system's file cache is warm);
 * `memory-1m`: resident memory of that process after the first answer and after some work, whichever is more.
 */
export const measureMillion = (): Promise<Row[]> =>
  inFolder(async (folder) => {
    const file = join(folder, 'million.db');
    await writeMillion(file, documents, pending);
    const more = { documents, pending, fileMegabytes: Math.round(statSync(file).size / 1e6) };
    const ours: Measured[] = [];
    const raw: Measured[] = [];
    for (let i = 0; i < processes; i++) {
      raw.push(inFreshProcess(file, 'raw'));
      ours.push(inFreshProcess(file, 'ours'));
    }
    const times = (list: readonly Measured[]) => list.map(({ ms }) => ms);
    const processMs = Math.round(percentile(ours.map(({ whole }) => whole), 0.5));
    return [
      rowOf({ name: 'open-1m', unit: 'ms', samples: times(ours), floor: times(raw), peer: 8000, bar: 1000, more: { ...more, processMs } }),
      rowOf({ name: 'memory-1m', unit: 'MB', samples: ours.map(({ rss, afterOpen = 0 }) => Math.max(rss, afterOpen)), floor: raw.map(({ rss }) => rss), bar: 600, more }),
    ];
  });
