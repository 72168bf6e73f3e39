import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import pg from 'pg';
import type { AllowedStaff } from '../../../shared/domain/staff.ts';
import { enrolCodeBytes } from '../../../src-server/enrol/enrol-device.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { insertEnrolCode } from '../../../src-server/store/enrol-codes.ts';
import { staff as officeStaff } from '../replica/people.ts';
import { layCluster } from './lay-cluster.ts';
import { makeDatabase } from './make-database.ts';

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

/** Starts `src-server/server.ts` on a free port: with its embedded PostgreSQL in `data`, over `database`, or, without either, over a database of its own in the PostgreSQL of the run; where the run has none, an embedded one in a fresh folder that `stop` removes. */
export const startServer = async (given: { readonly data?: string; readonly database?: string } = {}): Promise<TestServer> => {
  const own = given.data === undefined && given.database === undefined ? await makeDatabase() : undefined;
  const options = own === undefined ? given : { database: own };
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

/** Of which a code is made. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A one-time enrolment code for `district`, as the tool `enrol-code` makes one (tested by itself). */
export const makeEnrolCode = async (server: Pick<TestServer, 'database'>, district: string, options: { readonly training?: boolean; readonly staff?: readonly AllowedStaff[] } = {}): Promise<string> => {
  const code = [...randomBytes(20)].map((byte) => letters[byte & 31]).join('');
  const staff = (options.staff ?? usualStaff).map(({ login, name, roles }) => ({ login, name, roles }));
  const client = new pg.Client({ connectionString: server.database });
  await client.connect();
  await insertEnrolCode(client, nodeCrypto.sha256(enrolCodeBytes(code)), { area: district, name: 'Test office', training: options.training !== false, staff, expires: new Date(Date.now() + 7 * 86_400_000) }).finally(() => client.end());
  return code;
};

process.once('exit', () => programs.forEach((child) => child.kill('SIGKILL')));
