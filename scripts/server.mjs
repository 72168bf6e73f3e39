import { readdirSync, readFileSync } from 'node:fs';
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
const usage = 'usage: npm run server [-- --port N --host ADDRESS --data FOLDER]\n       npm run server -- TOOL …';
if (isWord && !tools.includes(tool)) {
  process.stderr.write(`there is no tool ${tool}\n${usage}, TOOL one of: ${tools.join(', ')}\n`);
  process.exit(2);
}
if (tool === '--help' || tool === '-h') {
  // What each does is the first sentence of its file.
  const lines = tools.map((name) => `  ${name.padEnd(18)} ${/Program: (.+?)[.:](?: `|\s|$)/s.exec(readFileSync(join(places.root, 'src-server/tools', `${name}.ts`), 'utf8'))?.[1]?.replaceAll(/\s*\n \*\s*/g, ' ') ?? ''}`);
  process.stdout.write(`${usage}\nWithout a tool: the central server, on the PostgreSQL of DATABASE_URL or on one of its own in --data. A tool works on the database of DATABASE_URL (the server prints it as "database" when it is ready); TOOL --help says how:\n${lines.join('\n')}\n`);
  process.exit(0);
}
await ensure(['packages']);
await (isWord ? become(`src-server/tools/${tool}.ts`, rest.map(findNamed)) : become('src-server/server.ts', process.argv.slice(2)));
