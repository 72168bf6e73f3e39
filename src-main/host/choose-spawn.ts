import { err, ok, type Result } from '../../shared/base/result.ts';
import { findNode } from './find-node.ts';
import type { HostLaunch, HostProcess } from './host-process.ts';
import { spawnNode } from './spawn-node.ts';
import { spawnUtility } from './spawn-utility.ts';

/** The Node-API level that the SQLite addon is built for. */
const neededNodeApi = 10;

/** How this Electron can run the replica host; an error (for the log) where neither it nor a Node at hand can. */
export function chooseSpawn(appFolder: string): Result<(launch: HostLaunch) => HostProcess, string> {
  if (Number(process.versions.napi) >= neededNodeApi) return ok(spawnUtility);
  const node = findNode(process.env, appFolder);
  if (!node) return err('this Electron is too old for the replica, and there is no Node 24: set TIREK_NODE');
  return ok((launch) => spawnNode(launch, node));
}
