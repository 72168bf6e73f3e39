import { ensure } from './bootstrap/ensure.mjs';
import { become } from './bootstrap/run.mjs';

// npm run check: types, lint and unit tests; the quick half of npm test.
await ensure(['packages']);
await become('scripts/testing/run-all.ts', ['--quick']);
