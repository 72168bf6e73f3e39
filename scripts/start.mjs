import { ensure } from './bootstrap/ensure.mjs';
import { become } from './bootstrap/run.mjs';

// npm start: from a fresh clone to an open window.
const begun = Date.now();
await ensure(['packages', 'libraries', 'electron', 'build']);
process.env.TIREK_DEMO_BEGUN = String(begun);
await become('scripts/demo/start.ts', process.argv.slice(2));
