import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { places } from './places.mjs';

const executableName = { linux: 'electron', win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };

/** @param {string} dist */
const readVersion = (dist) => (existsSync(join(dist, 'version')) ? readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '') : 'unknown');

/**
 * The Electron runtime at hand: the one named by TIREK_ELECTRON (path of the executable), the official one, or the one borne by npm.
 * @returns {{ executable: string, dist: string, version: string, kind: 'named' | 'official' | 'npm' } | undefined}
 */
export function findElectron() {
  const name = executableName[/** @type {keyof typeof executableName} */ (process.platform)] ?? 'electron';
  const named = process.env.TIREK_ELECTRON;
  if (named) return { executable: named, dist: dirname(named), version: readVersion(dirname(named)), kind: 'named' };
  for (const { dist, kind } of /** @type {const} */ ([{ dist: join(places.modules, 'electron', 'dist'), kind: 'official' }, { dist: places.runtime, kind: 'npm' }])) {
    // the version file is written last by both installers: a half-unpacked runtime is none
    if (existsSync(join(dist, name)) && existsSync(join(dist, 'version'))) return { executable: join(dist, name), dist, version: readVersion(dist), kind };
  }
  return undefined;
}

/** The runtime at hand; throws where there is none. */
export function getElectron() {
  const electron = findElectron();
  if (!electron) throw new Error('There is no Electron runtime: run npm start or npm test once');
  return electron;
}
