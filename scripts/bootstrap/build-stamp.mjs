import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getNode, places } from './places.mjs';
import { run } from './run.mjs';

/** What the build reads; a change of any byte of it makes the next start build again. */
const sources = ['shared', 'src-main', 'src-renderer', 'resources/locales', 'resources/fonts', 'scripts/build', 'scripts/build.ts', 'package-lock.json'];

/** @param {string} path @returns {string[]} files at or below it, sorted */
const filesBelow = (path) => {
  const full = join(places.root, path);
  if (!existsSync(full)) return [];
  if (path.includes('.')) return [path];
  return readdirSync(full, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
};

/** Hash of all that the build reads (content, not times: a checkout touches every file). */
export function hashSources() {
  const hash = createHash('sha256').update(JSON.stringify(Object.keys(process.env).filter((key) => key.startsWith('TIREK_BUILD_')).map((key) => [key, process.env[key]])));
  for (const source of sources) for (const file of filesBelow(source)) hash.update(file).update('\0').update(readFileSync(file.startsWith('/') ? file : join(places.root, file)));
  return hash.digest('hex');
}

const stamp = () => join(places.dist, '.build-stamp');

/** Bundles for Electron and the replica host, made again only when something they are made of has changed. */
export async function ensureBuild() {
  const hash = hashSources();
  if (existsSync(stamp()) && readFileSync(stamp(), 'utf8') === hash) return;
  console.log('Building …');
  const { code, output } = await run(getNode(), ['scripts/build.ts'], { quiet: true });
  if (code !== 0) throw new Error(`The build failed:\n${output.slice(-6000)}`);
  writeFileSync(stamp(), hash);
}
