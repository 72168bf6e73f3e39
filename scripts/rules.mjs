import { ensure } from './bootstrap/ensure.mjs';
import { findNamed } from './bootstrap/find-named.mjs';
import { become } from './bootstrap/run.mjs';

// npm run rules -- list | describe | evaluate | diff | check: the law engine without a window.
const [command = '', ...rest] = process.argv.slice(2);
await ensure(['packages']);
await become('scripts/rules/run.ts', [...(command === '' ? [] : [command]), ...rest.map(findNamed)]);
