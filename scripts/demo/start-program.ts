import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { getNode, places } from '../bootstrap/places.mjs';

/**
 * Starts one of the project's programs apart from this process (it outlives it), its words in `log`, and waits for its first line of JSON.
 * Throws with the end of its log when it ends before, or says nothing for two minutes.
 */
export async function startProgram(args: readonly string[], log: string): Promise<{ readonly pid: number; readonly ready: Record<string, unknown> }> {
  mkdirSync(dirname(log), { recursive: true });
  const file = openSync(log, 'w');
  const child = spawn(getNode(), args, { cwd: places.root, detached: true, stdio: ['ignore', file, file] });
  closeSync(file);
  let ended: number | null | undefined;
  child.on('exit', (code) => (ended = code));
  child.unref();
  for (let tries = 0; tries < 2400; tries += 1) {
    const line = readFileSync(log, 'utf8').split('\n').slice(0, -1).find((text) => text.startsWith('{"listening"'));
    if (line && child.pid) return { pid: child.pid, ready: JSON.parse(line) as Record<string, unknown> };
    if (ended !== undefined) break;
    await wait(50);
  }
  throw new Error(`${args[0]} did not start:\n${readFileSync(log, 'utf8').slice(-3000)}`);
}
