import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPlace } from '../../../src-server/embedded/postgres-place.ts';

const run = promisify(execFile);

/** Lays a copy of the run's empty PostgreSQL (`global-cluster.ts`) where the centre of `folder` will look for its own; without one, or where there is one already, nothing. */
export const layCluster = async (folder: string): Promise<void> => {
  const made = process.env.TIREK_TEST_CLUSTER;
  if (made === undefined) return;
  const { data } = await findPlace(folder);
  if (existsSync(data)) return;
  // with owners and modes, which PostgreSQL insists on
  await run('cp', ['-a', (await findPlace(made)).data, `${data}.copy`]);
  copyFileSync(join(made, 'postgres-password'), join(folder, 'postgres-password'));
  renameSync(`${data}.copy`, data);
};
