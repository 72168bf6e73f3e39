import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { startProgram } from './start-program.ts';

/** The demo's central server as the last start left it. */
const State = z.object({ pid: z.int(), listening: z.string(), database: z.string().default(process.env.DATABASE_URL ?? '') });
export type CentralServer = { readonly listening: string; readonly database: string };

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const answers = (address: string) => fetch(address, { signal: AbortSignal.timeout(2000) }).then(() => true, () => false);

/**
 * The central server of the demo in `folder`: the running one, or a new one on the port that the laptops were enrolled with.
 * It serves every window of the demo and ends with the last of them (`release`).
 */
export async function shareCentralServer(folder: string): Promise<CentralServer & { readonly release: () => Promise<void> }> {
  const file = join(folder, 'server.json');
  const users = join(folder, 'users');
  mkdirSync(users, { recursive: true });
  writeFileSync(join(users, String(process.pid)), '');
  const last = existsSync(file) ? State.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  const reused = last && isAlive(last.pid) && (await answers(last.listening));
  const state = reused ? last : await begin(folder, last && new URL(last.listening).port);
  writeFileSync(file, JSON.stringify(state));
  return {
    listening: state.listening,
    database: state.database,
    release: async () => {
      rmSync(join(users, String(process.pid)), { force: true });
      if (!readdirSync(users).some((pid) => isAlive(Number(pid)))) await end(state.pid);
    },
  };
}

/** Ends the demo's server if one runs, and waits until it is gone: its files are about to be removed. */
export async function endCentralServer(folder: string): Promise<void> {
  const file = join(folder, 'server.json');
  if (!existsSync(file)) return;
  const { pid, listening } = State.parse(JSON.parse(readFileSync(file, 'utf8')));
  // after a restart of the machine the number may be another program's
  if (await answers(listening)) await end(pid);
}

const begin = async (folder: string, port: string | undefined) => {
  const { pid, ready } = await startProgram(['src-server/server.ts', '--port', port ?? '0', '--data', join(folder, 'server')], join(folder, 'server.log'));
  return State.parse({ ...ready, pid });
};

const end = async (pid: number) => {
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGTERM');
  // It gives what is under way 20 s, and then ends PostgreSQL: a busy machine needs the more.
  for (let tries = 0; tries < 1800 && isAlive(pid); tries += 1) await wait(50);
};
