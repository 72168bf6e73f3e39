import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensure } from './bootstrap/ensure.mjs';
import { places } from './bootstrap/places.mjs';
import { become } from './bootstrap/run.mjs';

// npm run bench -- NAME [--json …]: one bench of test/bench.
const [name, ...args] = process.argv.slice(2);
const folder = join(places.root, 'test', 'bench');
const names = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -3)) : [];
if (!name || !names.includes(name)) {
  console.error(`Usage: npm run bench -- NAME [--json], NAME one of: ${names.join(', ') || '(none yet)'}`);
  process.exit(2);
}
await ensure(['packages', 'libraries', 'electron', 'build']);
await become(`test/bench/${name}.ts`, args);
