import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newSecret } from '../platform/chance.ts';
import type { Place } from './postgres-place.ts';

const user = 'tirek';
const options = (at: Place) => ({ ...at.runAs, cwd: '/', env: { PATH: process.env['PATH'], LC_ALL: 'C' } });
const own = (at: Place, path: string) => {
  if (at.runAs.uid !== undefined) chownSync(path, at.runAs.uid, at.runAs.gid!);
};

/** A running PostgreSQL and its address. */
type Cluster = { readonly url: string; readonly postgres: ChildProcess };

/** What PostgreSQL says where somebody else took its port. */
const portTaken = /could not bind .* Address already in use/;

const freePort = () => new Promise<number>((resolve, reject) => {
  const probe = createServer().on('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as AddressInfo;
    probe.close(() => resolve(port));
  });
});

/** Makes the cluster where there is none. A half-made one, of a start that was cut short, is made anew. The password is in `folder`, readable by its owner only. */
export const prepareCluster = (folder: string, at: Place): string => {
  const passwordFile = join(folder, 'postgres-password');
  if (existsSync(at.data)) return readFileSync(passwordFile, 'utf8');
  const password = Buffer.from(newSecret(18)).toString('hex');
  const partial = `${at.data}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  own(at, partial);
  const handed = `${partial}.password`;
  writeFileSync(handed, password, { mode: 0o600 });
  own(at, handed);
  try {
    execFileSync(join(at.bin, 'initdb'), ['-D', partial, '-U', user, `--pwfile=${handed}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'], { ...options(at), stdio: 'pipe' });
  } finally {
    rmSync(handed, { force: true });
  }
  writeFileSync(passwordFile, password, { mode: 0o600 });
  renameSync(partial, at.data);
  return password;
};

/** A PostgreSQL that outlived its server (both were killed) on the same data is told to stop, and waited for. A lock file without a process is removed. */
export const endOrphan = async (at: Place): Promise<void> => {
  const lock = join(at.data, 'postmaster.pid');
  const pid = existsSync(lock) ? Number(readFileSync(lock, 'utf8').split('\n')[0]) : 0;
  for (let tries = 0; pid > 0 && isPostgres(pid, at); tries++) {
    if (tries === 300) throw new Error('PostgreSQL of an earlier start does not end');
    if (tries === 0) process.kill(pid, 'SIGINT');
    await sleep(100);
  }
  rmSync(lock, { force: true });
};

/** A process number is given out again after a while, so the name is checked where the system tells it. */
const isPostgres = (pid: number, at: Place): boolean => {
  try {
    process.kill(pid, 0);
    return !existsSync(`/proc/${pid}/cmdline`) || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(at.data);
  } catch {
    return false;
  }
};

const startOnce = async (folder: string, at: Place, password: string, port: number): Promise<Cluster> => {
  const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', log_error_verbosity: 'terse', log_min_error_statement: 'panic', log_parameter_max_length_on_error: 0 };
  const postgres = spawn(join(at.bin, 'postgres'), ['-D', at.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])], { ...options(at), stdio: ['ignore', 'ignore', 'pipe'] });
  const logFile = join(folder, 'postgres.log');
  writeFileSync(logFile, '');
  await new Promise<void>((resolve, reject) => {
    postgres.stderr.on('data', (chunk: Buffer) => {
      appendFileSync(logFile, chunk);
      if (chunk.includes('database system is ready to accept connections')) resolve();
    });
    postgres.on('error', reject);
    postgres.on('exit', () => reject(new Error(`PostgreSQL did not start: ${readFileSync(logFile, 'utf8').slice(-2000)}`)));
  });
  return { url: `postgres://${user}:${password}@127.0.0.1:${port}/postgres`, postgres };
};

/** Starts PostgreSQL on loopback and waits until it takes connections. Its log has no values of rows. The free port that was found may be another's a moment later: then another is taken. */
export const startCluster = async (folder: string, at: Place, password: string, findPort: () => Promise<number> = freePort): Promise<Cluster> => {
  for (let tries = 1; ; tries++) {
    try {
      return await startOnce(folder, at, password, await findPort());
    } catch (error) {
      if (tries === 5 || !(error instanceof Error) || !portTaken.test(error.message)) throw error;
    }
  }
};
