import { ensure } from './bootstrap/ensure.mjs';
import { become } from './bootstrap/run.mjs';

const tools = ['counts', 'devices', 'enrol-code', 'import', 'import-population', 'quarantine', 'raise-epoch', 'release', 'revoke-device', 'sign-edition', 'verify-chain', 'verify-receipt'];

// npm run server: the central server alone; DATABASE_URL names a PostgreSQL, otherwise one of its own is started. npm run server -- TOOL …: a tool of the operator, on DATABASE_URL.
await ensure(['packages']);
const [tool = '', ...rest] = process.argv.slice(2);
await (tools.includes(tool) ? become(`src-server/tools/${tool}.ts`, rest) : become('src-server/server.ts', process.argv.slice(2)));
