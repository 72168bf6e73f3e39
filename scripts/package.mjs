import { ensure } from './bootstrap/ensure.mjs';
import { become } from './bootstrap/run.mjs';

// npm run package [-- --inspectable]: a runnable unpacked package below release/.
await ensure(['packages', 'libraries', 'electron', 'build']);
await become('scripts/package/run.ts', process.argv.slice(2));
