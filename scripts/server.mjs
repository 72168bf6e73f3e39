import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensure } from './bootstrap/ensure.mjs';
import { findNamed } from './bootstrap/find-named.mjs';
import { places } from './bootstrap/places.mjs';
import { become } from './bootstrap/run.mjs';

/** Every program of the operator has a file there, beside what runs them. */
const tools = readdirSync(join(places.root, 'src-server/tools')).flatMap((file) => (file.endsWith('.ts') && file !== 'run-tool.ts' ? file.slice(0, -3) : [])).sort();

// npm run server: the central server alone; DATABASE_URL names a PostgreSQL, otherwise one of its own is started. npm run server -- TOOL …: a tool of the operator, on DATABASE_URL.
const [tool = '', ...rest] = process.argv.slice(2);
const isWord = tool !== '' && !tool.startsWith('-');
if (isWord && !tools.includes(tool)) {
  process.stderr.write(`there is no tool ${tool}\nusage: npm run server [-- --port N --host ADDRESS --data FOLDER]\n       npm run server -- TOOL …, TOOL one of: ${tools.join(', ')}\n`);
  process.exit(2);
}
await ensure(['packages']);
await (isWord ? become(`src-server/tools/${tool}.ts`, rest.map(findNamed)) : become('src-server/server.ts', process.argv.slice(2)));
