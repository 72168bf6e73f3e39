import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensure } from './bootstrap/ensure.mjs';
import { places } from './bootstrap/places.mjs';
import { become } from './bootstrap/run.mjs';

// npm run fuzz -- NAME [--runs N] [--seed S] [--json]: one fuzz target of test/fuzz.
const [name, ...args] = process.argv.slice(2);
const folder = join(places.root, 'test', 'fuzz');
const names = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -3)) : [];
if (!name || !names.includes(name)) {
  console.error(`Usage: npm run fuzz -- NAME [--runs N] [--seed S] [--json], NAME one of: ${names.join(', ') || '(none yet)'}`);
  process.exit(2);
}
await ensure(['packages']);
await become(`test/fuzz/${name}.ts`, args);
