import { existsSync } from 'node:fs';
import { run } from './run.mjs';

/** What Electron's window, the virtual screen and the power-cut test (which records a program's writes) need of Debian, with a file that proves each is there. */
export const libraries = [
  { package: 'libgtk-3-0', proof: 'libgtk-3.so.0' },
  { package: 'libnss3', proof: 'libnss3.so' },
  { package: 'libasound2', proof: 'libasound.so.2' },
  { package: 'libgbm1', proof: 'libgbm.so.1' },
  { package: 'xvfb', proof: '/usr/bin/Xvfb' },
  { package: 'xauth', proof: '/usr/bin/xauth' },
  { package: 'strace', proof: '/usr/bin/strace' },
];

const folders = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib', '/lib64', '/lib'];

/** @param {string} proof a library's file name, or an absolute path */
const isThere = (proof) => (proof.startsWith('/') ? existsSync(proof) : folders.some((folder) => existsSync(`${folder}/${proof}`)));

/** Debian packages that are missing; none on other systems, whose Electron brings its own. */
export const listMissingLibraries = () => (process.platform === 'linux' ? libraries.filter((row) => !isThere(row.proof)).map((row) => row.package) : []);

/** Installs missing system libraries where that is possible (Debian, as root); elsewhere throws with the one command to run. */
export async function ensureSystemLibraries() {
  const missing = listMissingLibraries();
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    throw new Error(`These system libraries are missing: ${missing.join(', ')}. Run this, then start again:\n\n  sudo ${command}\n\n(on a system without apt-get: the packages of the same purpose)`);
  }
  console.log(`Installing system libraries (${missing.join(', ')}) …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env, quiet: true });
  const { code, output } = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing], { env, quiet: true });
  if (code !== 0) throw new Error(`apt-get could not install them:\n${output.slice(-2000)}`);
}
