import { appendFileSync, chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPlace } from '../../src-server/embedded/postgres-place.ts';
import { prepareCluster } from '../../src-server/embedded/run-cluster.ts';
import { startPostgres } from '../../src-server/embedded/start-postgres.ts';
import { layCluster } from './server/lay-cluster.ts';

/**
 * An empty PostgreSQL, made once for all tests of a run: a centre of a test that has its own begins with a copy of it (`layCluster`), because making one takes longer than
 * most tests. Beside it one that runs, in which every other centre has a database to itself (`makeDatabase`).
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  // there copies keep neither owner nor mode
  if (process.platform === 'win32') return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'tirek-cluster-'));
  // Root lends PostgreSQL another user, who must be able to walk in.
  chmodSync(folder, 0o755);
  prepareCluster(folder, await findPlace(folder));
  process.env.TIREK_TEST_CLUSTER = folder;
  const running = mkdtempSync(join(tmpdir(), 'tirek-shared-'));
  chmodSync(running, 0o755);
  await layCluster(running);
  // Many centres at once are in it, and nobody pulls its plug: of a centre that is killed, what it committed is with the system.
  appendFileSync(join((await findPlace(running)).data, 'postgresql.conf'), '\nmax_connections = 300\nfsync = off\n');
  const postgres = await startPostgres(running);
  process.env.TIREK_TEST_POSTGRES = postgres.url;
  return async () => {
    delete process.env.TIREK_TEST_CLUSTER;
    delete process.env.TIREK_TEST_POSTGRES;
    await postgres.stop();
    for (const made of [folder, running]) rmSync(made, { recursive: true, force: true });
  };
}
