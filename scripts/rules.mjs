import { ensure } from './bootstrap/ensure.mjs';
import { become } from './bootstrap/run.mjs';

// npm run rules -- list | describe | evaluate | diff | check: the law engine without a window.
await ensure(['packages']);
await become('scripts/rules/run.ts', process.argv.slice(2));
