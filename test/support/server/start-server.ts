import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { AllowedStaff } from '../../../shared/domain/staff.ts';
import { staff as officeStaff } from '../replica/people.ts';
import { layCluster } from './lay-cluster.ts';

const root = join(import.meta.dirname, '../../..');
const run = promisify(execFile);

/** A real central server on loopback, as a process of its own. */
export type TestServer = {
  readonly url: string;
  readonly database: string;
  readonly pid: number;
  /** Kills the server as a power cut would; its embedded PostgreSQL, if it has one, ends by itself. */
  readonly kill: () => Promise<void>;
  /** Asks it to end; rejects where its exit status is not 0. */
  readonly stop: () => Promise<void>;
  readonly stderr: () => string;
};

const programs = new Set<ChildProcess>();

/** Starts `src-server/server.ts` on a free port. Without `database` it has an embedded PostgreSQL in `data` (a fresh temporary folder, removed by `stop`). */
export const startServer = async (options: { readonly data?: string; readonly database?: string } = {}): Promise<TestServer> => {
  const temporary = options.data === undefined && options.database === undefined ? mkdtempSync(join(tmpdir(), 'tirek-server-')) : undefined;
  // Root lends PostgreSQL another user, who must be able to walk in.
  if (temporary !== undefined) chmodSync(temporary, 0o755);
  const env = { ...process.env, DATABASE_URL: options.database };
  if (options.database === undefined) delete env.DATABASE_URL;
  const data = options.data ?? temporary;
  if (data !== undefined) await layCluster(data);
  const child = spawn(process.execPath, [join(root, 'src-server/server.ts'), '--port', '0', ...(data === undefined ? [] : ['--data', data])], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  programs.add(child);
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const exited = once(child, 'exit').then(([code]) => {
    programs.delete(child);
    return code as number | null;
  });
  const ready = await Promise.race([once(createInterface(child.stdout), 'line'), exited.then(() => undefined)]);
  if (!ready) throw new Error(`the server did not start: ${stderr}`);
  const { listening, database = options.database ?? '', pid } = JSON.parse(String(ready[0])) as { listening: string; database?: string; pid: number };
  return {
    url: listening,
    database,
    pid,
    stderr: () => stderr,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    stop: async () => {
      child.kill('SIGTERM');
      const code = await exited;
      if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
      if (code !== 0) throw new Error(`the server ended with ${code}: ${stderr}`);
    },
  };
};

/** Runs a tool of `src-server/tools` on the server's database; its exit status, what it printed, and that as JSON where it is JSON. */
export const runServerTool = async (server: Pick<TestServer, 'database'>, tool: string, ...parameters: readonly string[]): Promise<{ status: number; stdout: string; stderr: string; json: Record<string, unknown> }> => {
  const result = await run(process.execPath, [join(root, 'src-server/tools', `${tool}.ts`), ...parameters], { env: { ...process.env, DATABASE_URL: server.database } })
    .then(({ stdout, stderr }) => ({ status: 0, stdout, stderr }), (error: { code: number; stdout: string; stderr: string }) => ({ status: error.code, stdout: error.stdout, stderr: error.stderr }));
  return { ...result, json: result.status === 0 ? (JSON.parse(result.stdout) as Record<string, unknown>) : {} };
};

/** Who may work on a laptop of a test: those of `TestDevice` and those of `test/support/replica`. */
const usualStaff: readonly AllowedStaff[] = [{ login: 'caseworker', name: 'Тест', roles: ['caseworker'] }, { login: 'supervisor', name: 'Тест', roles: ['supervisor'] }, ...officeStaff];

/** A one-time enrolment code for `district`. */
export const makeEnrolCode = async (server: Pick<TestServer, 'database'>, district: string, options: { readonly training?: boolean; readonly staff?: readonly AllowedStaff[] } = {}): Promise<string> => {
  const { json, stderr } = await runServerTool(server, 'enrol-code', '--district', district, '--name', 'Test office', ...(options.staff ?? usualStaff).flatMap(({ login, name, roles }) => ['--login', `${login}:${roles.join(',')}:${name}`]), ...(options.training === false ? [] : ['--training']));
  if (typeof json['code'] !== 'string') throw new Error(`no code: ${stderr}`);
  return json['code'];
};

process.once('exit', () => programs.forEach((child) => child.kill('SIGKILL')));
