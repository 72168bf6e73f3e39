import { ensure } from './bootstrap/ensure.mjs';
import { become } from './bootstrap/run.mjs';

// npm run smoke [-- --json]: the whole first path with the real window; its last line is JSON.
await ensure(['packages', 'libraries', 'electron', 'build']);
await become('test/smoke/run.ts', process.argv.slice(2));
