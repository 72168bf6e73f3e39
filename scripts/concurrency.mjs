import { ensure } from './bootstrap/ensure.mjs';
import { become } from './bootstrap/run.mjs';

// npm run concurrency -- [--commits N] [--writers W] [--readers R] [--seed S] [--planted] [--json]: readers tail the streams of a real PostgreSQL while writers commit; 1000000 is the recorded run.
await ensure(['packages']);
await become('test/concurrency/run.ts', process.argv.slice(2));
