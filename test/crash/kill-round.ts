import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Acknowledged } from './acknowledged.ts';

const program = join(import.meta.dirname, 'victim.ts');

/** A victim that has loaded and waits for its work. */
export type Victim = { readonly child: ChildProcess; readonly ready: Promise<void>; readonly ended: Promise<number | null>; onLine: (line: string) => void };

export const startVictim = (profile: string, mode = ''): Victim => {
  const child = spawn(process.execPath, [program, profile, mode], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  const victim: { -readonly [K in keyof Victim]: Victim[K] } = { child, ended, ready: Promise.resolve(), onLine: () => undefined };
  victim.ready = new Promise((resolve, reject) => {
    void ended.then(() => reject(new Error('the victim ended before it was ready')));
    createInterface({ input: child.stdout! }).on('line', (line) => (line === '"ready"' ? resolve() : victim.onLine(line)));
  });
  victim.ready.catch(() => undefined);
  return victim;
};

/** Lets the victim work on `seed` and kills it `delay` milliseconds after its save number `after` (0: after it was told to open). Returns what it acknowledged. */
export const killVictim = async (victim: Victim, seed: number, after: number, delay: number): Promise<Acknowledged[]> => {
  await victim.ready;
  const acknowledged: Acknowledged[] = [];
  const kill = () => setTimeout(() => victim.child.kill('SIGKILL'), delay);
  victim.onLine = (line) => {
    if (line === '"open"') return;
    acknowledged.push(JSON.parse(line) as Acknowledged);
    if (acknowledged.length === after) kill();
  };
  victim.child.stdin!.write(`${seed} 1000000\n`);
  if (after === 0) kill();
  const code = await victim.ended;
  if (code !== null) throw new Error(`the victim ended by itself with ${code}`);
  return acknowledged;
};
