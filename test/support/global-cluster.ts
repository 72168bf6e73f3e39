import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPlace } from '../../src-server/embedded/postgres-place.ts';
import { prepareCluster } from '../../src-server/embedded/run-cluster.ts';

/** An empty PostgreSQL, made once for all tests of a run: each centre of a test begins with a copy of it (`layCluster`), because making one takes longer than most tests. */
export async function setup(): Promise<(() => void) | undefined> {
  // there copies keep neither owner nor mode
  if (process.platform === 'win32') return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'tirek-cluster-'));
  // Root lends PostgreSQL another user, who must be able to walk in.
  chmodSync(folder, 0o755);
  prepareCluster(folder, await findPlace(folder));
  process.env.TIREK_TEST_CLUSTER = folder;
  return () => {
    delete process.env.TIREK_TEST_CLUSTER;
    rmSync(folder, { recursive: true, force: true });
  };
}
