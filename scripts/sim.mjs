import { ensure } from './bootstrap/ensure.mjs';
import { become } from './bootstrap/run.mjs';

// npm run sim -- --seed S --histories N [--record FILE] [--json]: seeded histories of offices and the centre, with everything that goes wrong, held against a model.
await ensure(['packages']);
await become('test/simulation/run.ts', process.argv.slice(2));
