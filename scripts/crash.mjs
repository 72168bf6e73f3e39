import { ensure } from './bootstrap/ensure.mjs';
import { become } from './bootstrap/run.mjs';

// npm run crash -- --kills N [--seed S] [--power] [--json]: kills a working replica (or cuts its power) and looks for what was acknowledged.
await ensure(process.argv.includes('--power') ? ['packages', 'libraries'] : ['packages']);
await become('test/crash/run.ts', process.argv.slice(2));
