import { resolve } from 'node:path';
import { ensure } from './bootstrap/ensure.mjs';
import { become } from './bootstrap/run.mjs';

// The program runs in the project's root; a file named from elsewhere must still be written where it was named.
const args = process.argv.slice(2).map((value, at, all) => {
  if (value.startsWith('--out=') && value !== '--out=') return `--out=${resolve(value.slice(6))}`;
  return all[at - 1] === '--out' && value !== '' ? resolve(value) : value;
});
await ensure(['packages']);
await become('scripts/population/run.ts', args);
