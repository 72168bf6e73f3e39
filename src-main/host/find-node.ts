import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * A Node 24 to run the replica host: the one named by TIREK_NODE, the npm package `node` of a development tree, or the first on the path.
 * `env` is the process's; `appFolder` the app's. The path's own is taken on trust: an older Node ends at once, which the link reports.
 */
export function findNode(env: Readonly<Record<string, string | undefined>>, appFolder: string, platform: NodeJS.Platform = process.platform): string | undefined {
  const name = platform === 'win32' ? 'node.exe' : 'node';
  const onPath = (env.PATH ?? '').split(delimiter).filter(Boolean).map((folder) => join(folder, name));
  return [env.TIREK_NODE, join(appFolder, 'node_modules', 'node', 'bin', name), ...onPath].find((path) => path !== undefined && path !== '' && existsSync(path));
}
