import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensure } from './bootstrap/ensure.mjs';
import { become } from './bootstrap/run.mjs';

// npm run rules -- list | describe | evaluate | diff | check: the law engine without a window.
// The program runs in the project's root; a file named from elsewhere is read where it was named.
const from = [process.cwd(), process.env.INIT_CWD].filter((folder) => folder !== undefined);
const args = process.argv.slice(2).map((value, at) => (at === 0 || value.startsWith('-') ? value : from.map((folder) => resolve(folder, value)).find((path) => existsSync(path)) ?? value));
await ensure(['packages']);
await become('scripts/rules/run.ts', args);
