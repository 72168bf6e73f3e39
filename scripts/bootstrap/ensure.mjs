import { ensureBuild } from './build-stamp.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

/** @typedef {'packages' | 'libraries' | 'electron' | 'build'} Part */

const makers = { packages: ensureNpmPackages, libraries: ensureSystemLibraries, electron: ensureElectron, build: ensureBuild };

/**
 * Brings a fresh clone to where the named parts are there; what is there already costs milliseconds.
 * Ends the process with status 1 and plain words when a part cannot be had.
 * @param {readonly Part[]} parts in the order they are needed
 */
export async function ensure(parts) {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    console.error(`Node 20 or newer is needed; this is ${process.version}`);
    process.exit(1);
  }
  for (const part of parts) {
    try {
      await makers[part]();
    } catch (error) {
      console.error(`\n${error instanceof Error ? error.message : String(error)}`);
      process.exit(1);
    }
  }
}
