import { ensure } from './bootstrap/ensure.mjs';
import { findNamed } from './bootstrap/find-named.mjs';
import { become } from './bootstrap/run.mjs';

// npm run verify -- FILE|TEXT [--key KEY] [--json]: checks the code of a paper without a link.
await ensure(['packages']);
await become('src-main/replica/tools/verify-paper.ts', process.argv.slice(2).map(findNamed));
