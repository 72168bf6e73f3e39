import { ensure } from './bootstrap/ensure.mjs';
import { become } from './bootstrap/run.mjs';

// npm run server: the central server alone; DATABASE_URL names a PostgreSQL, otherwise one of its own is started.
await ensure(['packages']);
await become('src-server/server.ts', process.argv.slice(2));
