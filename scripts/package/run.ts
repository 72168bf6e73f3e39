import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Platform, build } from 'electron-builder';
import { getElectron } from '../bootstrap/find-electron.mjs';
import { places } from '../bootstrap/places.mjs';

// npm run package: the release package. --inspectable: the same but for the inspect fuse, for tests that drive it; it lies apart and is never shipped.
// --installers: the installers of this system too (AppImage and deb, or NSIS); they need the network for their tools.
const { values } = parseArgs({ options: { inspectable: { type: 'boolean', default: false }, installers: { type: 'boolean', default: false } } });
const electron = getElectron();
const output = join(places.root, 'release', ...(values.inspectable ? ['inspectable'] : []));

await build({
  projectDir: places.root,
  publish: 'never',
  targets: values.installers ? Platform.current().createTarget() : Platform.current().createTarget('dir'),
  config: {
    extends: 'electron-builder.yml',
    directories: { output },
    electronDist: electron.dist,
    electronVersion: electron.version,
    // the starter of a development runtime has no business in a package
    afterPack: ({ appOutDir }) => rm(join(appOutDir, 'resources', 'default_app.asar'), { force: true }),
    ...(values.inspectable ? { electronFuses: { enableNodeCliInspectArguments: true } } : {}),
  },
});
console.log(`The package is in ${output}; its Electron is ${electron.version} (${electron.kind}).`);
if (electron.kind === 'npm') console.log('That runtime is for development and tests: do not ship this package.');
