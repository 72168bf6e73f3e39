import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { places } from '../../../scripts/bootstrap/places.mjs';
import { bundle } from '../../../scripts/build/bundle.ts';

const here = import.meta.dirname;

/** Builds the shell with the static page and the echo contract into `folder`, an app that Electron can start. */
export async function buildShell(folder: string): Promise<void> {
  await bundle({ input: join(here, 'main.ts'), output: join(folder, 'main.cjs'), format: 'cjs', external: ['electron'] });
  await bundle({ input: join(places.root, 'src-main/preload/preload.ts'), output: join(folder, 'preload.cjs'), format: 'cjs', external: ['electron'] });
  cpSync(join(here, 'page'), join(folder, 'page'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'outside the page');
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'tirek-shell-test', version: '0.0.0', main: 'main.cjs' }));
}
