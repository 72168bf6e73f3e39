import { ensure } from './bootstrap/ensure.mjs';
import { become } from './bootstrap/run.mjs';

// npm test: sets everything up, then runs everything.
await ensure(['packages', 'libraries', 'electron', 'build']);
await become('scripts/testing/run-all.ts', []);
