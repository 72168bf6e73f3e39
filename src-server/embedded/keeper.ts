/**
 * Program: keeps one PostgreSQL for one server. `node keeper.ts FOLDER`; prints `{"database":"postgres://…"}` when ready. It lives exactly as long as
 * its standard input: when the server ends, however it ends (kill -9 too), the pipe closes and PostgreSQL is stopped in order.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPlace } from './postgres-place.ts';
import { endOrphan, prepareCluster, startCluster } from './run-cluster.ts';

/** A process that ended and was not collected by its parent is no longer alive; a number given out again to another program is not ours. */
const isAlive = (pid: number, name: string): boolean => {
  try {
    process.kill(pid, 0);
    return !existsSync(`/proc/${pid}/cmdline`) || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(name);
  } catch {
    return false;
  }
};

/** Waits for the keeper of an earlier server to finish; one whose server lives too is not going to. */
const takeFolder = async (folder: string): Promise<void> => {
  const file = join(folder, 'keeper.pid');
  const [keeper = 0, server = 0] = existsSync(file) ? readFileSync(file, 'utf8').split('\n').map(Number) : [];
  for (let tries = 0; keeper > 0 && isAlive(keeper, 'keeper'); tries++) {
    if (tries === 300 || isAlive(server, 'node')) throw new Error(`${folder} is in use by another server`);
    await sleep(100);
  }
  writeFileSync(file, `${process.pid}\n${process.ppid}\n`);
};

const main = async (folder: string): Promise<void> => {
  const inputEnded = new Promise<void>((resolve) => process.stdin.on('end', resolve).on('error', () => resolve()).resume());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined); // A signal to the whole group is for the server.
  const place = await findPlace(folder);
  await takeFolder(folder);
  const password = prepareCluster(folder, place);
  await endOrphan(place);
  const { url, postgres } = await startCluster(folder, place, password);
  const ended = new Promise<void>((resolve) => postgres.on('exit', () => resolve()));
  process.stdout.on('error', () => undefined);
  process.stdout.write(`${JSON.stringify({ database: url })}\n`);
  await Promise.race([inputEnded, ended]);
  postgres.kill('SIGINT');
  await ended;
  rmSync(join(folder, 'keeper.pid'), { force: true });
  process.exit(0);
};

await main(process.argv[2]!).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
