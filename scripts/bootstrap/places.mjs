import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where things lie; absolute paths. `local` is this clone's own store (runtime, demo data), never committed. */
export const places = (() => {
  const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
  const local = join(root, '.tirek');
  return {
    root,
    local,
    modules: join(root, 'node_modules'),
    dist: join(root, 'dist'),
    runtime: join(local, 'electron'),
    demo: process.env.TIREK_DEMO ?? join(local, 'demo'),
    node24: join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
  };
})();

/** @returns {string} the Node 24 that npm installed; before the first installation, the Node that runs this. */
export const getNode = () => (existsSync(places.node24) ? places.node24 : process.execPath);
